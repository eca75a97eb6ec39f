using Baton.Gateway.Edge;
using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Sessions;
using Baton.Protocol.Headers;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Tests.Support;

/// <summary>Calls as an edge makes them, for tests of what comes after it.</summary>
internal static class CallBuilder
{
    public static Call InSession(string json, Caller? caller = null, ClientSession? session = null, string server = "memory", string? trace = null) => new()
    {
        RequestId = "r_1",
        Envelope = Messages.Read(json),
        Caller = caller ?? Gateways.Local,
        Connection = Connection(server),
        Revision = session?.Revision ?? Revision.V20251125,
        Session = session,
        TraceHeader = Trace.Of(trace, null, null),
        Channel = new Collected(),
    };

    public static Call Stateless(string json, Caller? caller = null, string server = "memory") => new()
    {
        RequestId = "r_1",
        Envelope = Messages.Read(json),
        Caller = caller ?? Gateways.Local,
        Connection = Connection(server),
        Revision = Revision.V20260728,
        Channel = new Collected(),
    };

    public static ClientSession Session(Revision? revision = null)
        => new("id", "s_1", "local", "memory", revision ?? Revision.V20251125, ClientDescription.Unknown, TimeProvider.System);

    public static string Text(this Reply reply) => reply switch
    {
        Reply.Completed completed => System.Text.Encoding.UTF8.GetString(completed.Json.Span),
        Reply.Failed failed => $"{failed.Error.Code} {failed.Error.Message} {System.Text.Encoding.UTF8.GetString(failed.Error.Data.Span)}",
        Reply.Refused refused => $"refused by {refused.Refusal.Step}",
        _ => "nothing",
    };

    private static Connection Connection(string server) => new() { Transport = Transport.Stdio, Address = "stdio", Server = server, Spoken = Revision.OverStdio };

    /// <summary>Keeps what was sent.</summary>
    internal sealed class Collected : IReplyChannel
    {
        public List<string> Sent { get; } = [];

        public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
        {
            Sent.Add(System.Text.Encoding.UTF8.GetString(message.Span));
            return ValueTask.CompletedTask;
        }

        public ValueTask AnswerAsync(StreamedAnswer answer, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
