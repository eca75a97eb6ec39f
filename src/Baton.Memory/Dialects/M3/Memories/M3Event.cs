using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects.M3.Memories;

/// <summary>A version of a memory, beside the one before it.</summary>
internal sealed record M3Event(MemoryRecord? Before, MemoryRecord Now)
{
    public static IEnumerable<M3Event> Of(ImmutableArray<MemoryRecord> versions) => versions.Select((version, i) => new M3Event(i > 0 ? versions[i - 1] : null, version));

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("event", Kind);
        json.WriteNumber("version", Now.Version);
        json.WriteString("actor_id", Now.By.Principal);
        json.Text("client", Now.By.Client);
        json.Instant("created_at", Now.UpdatedAt);
        json.Text("prev_value", Before is null ? null : MemoryRow.TextOf(Before));
        json.WriteString("new_value", MemoryRow.TextOf(Now));
    }

    private string Kind
        => Before is null ? "create"
            : Now.DeletedAt is not null ? "delete"
            : Before.DeletedAt is not null ? "restore"
            : Now.SupersededBy is not null && Before.SupersededBy is null ? "supersede"
            : "update";
}
