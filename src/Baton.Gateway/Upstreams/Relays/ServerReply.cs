using System.Globalization;
using System.Text;
using Baton.Gateway.Pipeline;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>Makes a reply of what a server answered; results go on as the bytes they are.</summary>
internal static class ServerReply
{
    public static Reply Of(Call call, Envelope response)
    {
        if (!response.Error.IsEmpty) return new Reply.Failed(ErrorOf(response.Error));
        var isTool = call.Envelope.Method == MethodName.CallTool;
        return new Reply.Completed(response.Result)
        {
            IsToolError = isTool && JsonMembers.Find(response.Result, "isError"u8).Span.SequenceEqual("true"u8),
        };
    }

    /// <summary>The answer where the server gave none.</summary>
    public static Reply.Failed Unavailable(string message, TimeSpan? retryAfter = null) => new(new RpcError(ErrorCode.ServerUnavailable, message)
    {
        Data = retryAfter is { } wait
            ? Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"retry_after_ms":{{Math.Max(1, (long)Math.Ceiling(wait.TotalMilliseconds))}}}"""))
            : default(ReadOnlyMemory<byte>),
    });

    private static RpcError ErrorOf(ReadOnlyMemory<byte> error)
    {
        var code = Encoding.ASCII.GetString(JsonMembers.Find(error, "code"u8).Span);
        return new RpcError(
            int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var known) ? known : ErrorCode.InternalError,
            JsonMembers.Text(error, "message"u8) ?? "")
        {
            Data = JsonMembers.Find(error, "data"u8),
        };
    }
}
