using System.Buffers;
using Baton.Gateway.Inspection;
using Baton.Gateway.Pipeline;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>
/// An answer that is too large to be held: it is checked and passed on while it arrives. When something is wrong with it, or it
/// breaks off, the client is left without its end.
/// </summary>
internal sealed class LargeAnswer : IDisposable
{
    /// <summary>From how many bytes on an answer is passed on before it is whole.</summary>
    public const int From = 1024 * 1024;

    private const int Frame = 128;

    private readonly string _server;
    private readonly RequestId _id;
    private readonly ResponseSplitter _splitter;
    private readonly StreamedAnswer _answer;

    private LargeAnswer(string server, RequestId id, ResponseSplitter splitter, StreamedAnswer answer)
    {
        _server = server;
        _id = id;
        _splitter = splitter;
        _answer = answer;
    }

    /// <summary>Begins to pass an answer on; null when what has come of it must be read whole.</summary>
    /// <param name="server">The server's name.</param>
    /// <param name="callOf">Whose answer it is, and under which id, as far as <see cref="ResponseSplitter.Id"/> tells; null when it cannot be told.</param>
    /// <param name="begun">What has come of it.</param>
    /// <param name="cancellationToken">Ends the waiting for the client.</param>
    public static async ValueTask<LargeAnswer?> BeginAsync(
        string server, Func<RequestId, (Call Call, RequestId Id)?> callOf, ReadOnlyMemory<byte> begun, CancellationToken cancellationToken)
    {
        var splitter = new ResponseSplitter();
        var result = new ArrayBufferWriter<byte>(begun.Length);
        splitter.Append(begun.Span, result);
        if (!splitter.IsResult || callOf(splitter.Id) is not (var call, var id) || call.MustBeWhole is not null) return null;
        if (!splitter.Id.IsAbsent && splitter.Id != id) return null;
        if (call.Envelope.Method == MethodName.ReadResource)
        {
            splitter = CacheHints.Splitter(call.Revision.Era);
            result.ResetWrittenCount();
            splitter.Append(begun.Span, result);
        }

        var answer = new StreamedAnswer();
        var large = new LargeAnswer(server, id, splitter, answer);
        var first = new ArrayBufferWriter<byte>(result.WrittenCount + call.Envelope.Id.Raw.Length + Frame);
        ResponseWriter.BeginResult(first, call.Envelope.Id);
        first.Write(result.WrittenSpan);
        await call.Channel.AnswerAsync(answer, cancellationToken);
        await answer.WriteAsync(first.WrittenMemory, cancellationToken);
        return large;
    }

    /// <summary>Passes the next part on; not null when that makes it an answer that cannot be trusted.</summary>
    public async ValueTask<Reply?> AppendAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        var result = new ArrayBufferWriter<byte>(Math.Max(part.Length, 1));
        _splitter.Append(part.Span, result);
        if (_splitter.Fault is { } fault) return Broken(fault);
        if (!_splitter.IsResult) return Broken("it has more than a result");
        if (result.WrittenCount > 0) await _answer.WriteAsync(result.WrittenMemory, cancellationToken);
        return null;
    }

    /// <summary>The reply when all of it has come.</summary>
    public async ValueTask<Reply> EndAsync(CancellationToken cancellationToken)
    {
        if (_splitter.Finish() is { } fault) return Broken(fault);
        if (_splitter.Id != _id) return Broken("it is about another request");
        await _answer.WriteAsync(ResponseWriter.ResultEnd, cancellationToken);
        _answer.End();
        return new Reply.Streamed(_splitter.ResultBytes) { IsToolError = _splitter.IsToolError };
    }

    /// <summary>Breaks it off unless it has ended.</summary>
    public void Dispose() => _answer.Break();

    private Reply.Failed Broken(string why)
    {
        _answer.Break();
        return ServerReply.Unavailable($"The server '{_server}' answered with a message that cannot be trusted: {why.TrimEnd('.')}.", cause: "nonsense");
    }
}
