using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Recall;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Archived exchanges: found again, and shown.</summary>
internal static class Exchanges
{
    /// <summary>The arguments that are kept as labels.</summary>
    public static ImmutableArray<string> Words { get; } = ["source", "descriptor", "vector_id", "conversation_id", "source_id"];

    /// <summary>Keeps the SHA-256 of what was archived, byte for byte, whatever becomes of the record.</summary>
    public const string Sha256Label = "archived_sha256";

    /// <summary>Size and SHA-256 of the text as UTF-8: what a reader compares with.</summary>
    public static void Bytes(Utf8JsonWriter json, string content)
    {
        json.WriteNumber("bytes", Encoding.UTF8.GetByteCount(content));
        json.WriteString("sha256", Sha256Of(content));
    }

    public static string Sha256Of(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    /// <summary>Everything but the text.</summary>
    public static void Members(Utf8JsonWriter json, MemoryRecord exchange)
    {
        json.WriteString("archive_id", exchange.Id);
        foreach (var word in Words) json.Text(word, exchange.Labels.GetValueOrDefault(word));
        json.AllTexts("tags", exchange.Tags);
        json.WriteString("by", exchange.CreatedBy.Principal);
        json.Instant("created_at", exchange.CreatedAt);
        Bytes(json, JsonContent.TextOf(exchange));
    }

    /// <summary>The archive of the very same text, which is not archived twice.</summary>
    public static async ValueTask<MemoryRecord?> KeptAsync(SovereignDesk desk, MemoryCaller caller, string content, CancellationToken cancellationToken)
    {
        var filter = new RecordFilter { Kind = RecordKind.Memory, Types = [SovereignTypes.Exchange], ContentHash = RecallText.Hash(content) };
        if (filter.ContentHash is null) return null;
        var found = await desk.Records.MemoriesAsync(caller, new RecordQuestion<MemoryRecord>(filter, 1) { Fits = memory => JsonContent.TextOf(memory) == content }, cancellationToken);
        return found.TryGet(out var same, out _) ? same.Records.FirstOrDefault() : null;
    }
}
