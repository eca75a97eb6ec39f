using Baton.Protocol.Headers;

namespace Baton.Protocol.Messages;

/// <summary>The trace of a message that was refused, as far as it is strict JSON: so that the refusal is found with its trace.</summary>
internal static class MessageTrace
{
    public static Trace Of(ReadOnlyMemory<byte> message)
    {
        var meta = JsonMembers.Find(JsonMembers.Find(message, "params"u8), "_meta"u8);
        return Trace.Of(JsonMembers.Text(meta, "traceparent"u8), JsonMembers.Text(meta, "tracestate"u8), JsonMembers.Text(meta, "baggage"u8));
    }
}
