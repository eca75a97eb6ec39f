using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

/// <summary>Memories as <c>recall_memory</c> finds and shows them.</summary>
internal sealed class Recalling(RecordListing desk, MemoryOperations memories)
{
    /// <summary>Best first.</summary>
    public async ValueTask<Outcome<Listed<MemoryRecord>>> SearchAsync(
        MemoryCaller caller, string query, RecordFilter filter, int most, CancellationToken cancellationToken)
    {
        if (!(await desk.ProjectAsync(caller, null, cancellationToken)).TryGet(out var project, out var refused)) return refused;
        var request = new MemorySearchRequest { Query = query, Project = project, Types = filter.Types, UpdatedAfter = filter.UpdatedAfter, Limit = most, ShowsDuplicates = true };
        if (!(await memories.SearchAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
        return new Listed<MemoryRecord>([.. page.Hits.Select(hit => MemoryReader.Read(hit.Record))], page.HasMore ? null : page.Total, page.HasMore);
    }

    public static string Text(Listed<MemoryRecord> found, string? note)
    {
        if (found.Records.IsEmpty) return "No memories found.";
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Counted.Of(found.Total ?? found.Records.Length, "memory", "memories")}. {MarkedBlock.Notice}\n");
        foreach (var memory in found.Records) MemoryText.Append(text, memory);
        return text.Append(note).ToString();
    }

    public static void Write(Utf8JsonWriter json, MemoryRecord memory)
    {
        json.WriteString("key", memory.Key ?? memory.Id);
        JsonContent.Write(json, "value", memory);
        json.WriteString("type", memory.Type);
        json.WriteString("id", memory.Id);
        json.WriteNumber("version", memory.Version);
        json.Instant("updated_at", memory.UpdatedAt);
        json.Suspicious(memory.Suspicious);
    }
}
