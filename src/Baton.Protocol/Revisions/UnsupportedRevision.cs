using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Baton.Protocol.Errors;
using Baton.Protocol.Json;

namespace Baton.Protocol.Revisions;

/// <summary>Writes the error that tells a client which revisions it may retry with (2026-07-28, Protocol version negotiation).</summary>
public static class UnsupportedRevision
{
    /// <summary>The error for a request that named <paramref name="requested"/>.</summary>
    public static RpcError Error(string requested, ImmutableArray<Revision> spoken)
    {
        var data = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(data, JsonWriting.Options))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("supported"u8);
            foreach (var revision in spoken) writer.WriteStringValue(revision.Text);
            writer.WriteEndArray();
            writer.WriteString("requested"u8, requested);
            writer.WriteEndObject();
        }
        return new RpcError(ErrorCode.UnsupportedProtocolVersion, "Unsupported protocol version") { Data = data.WrittenMemory };
    }
}
