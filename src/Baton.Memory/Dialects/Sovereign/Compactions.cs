using Baton.Memory.Storage;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Where compaction summaries lie.</summary>
internal static class Compactions
{
    public static RecordFilter Filter { get; } = new() { Kind = RecordKind.Memory, Types = [SovereignTypes.Compaction] };
}
