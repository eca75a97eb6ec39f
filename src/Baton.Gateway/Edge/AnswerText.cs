using System.Buffers;
using Baton.Gateway.Pipeline;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Edge;

/// <summary>Puts a reply into the JSON-RPC response that carries it; null where nothing is answered.</summary>
internal static class AnswerText
{
    private const int Frame = 128;

    public static ReadOnlyMemory<byte>? Of(RequestId id, Reply reply)
    {
        switch (reply)
        {
            case Reply.Completed completed:
                var output = new ArrayBufferWriter<byte>(completed.Json.Length + id.Raw.Length + Frame);
                ResponseWriter.Result(output, id, completed.Json.Span);
                return output.WrittenMemory;
            case Reply.Failed failed:
                return ResponseWriter.Error(id, failed.Error);
            default:
                return null;
        }
    }
}
