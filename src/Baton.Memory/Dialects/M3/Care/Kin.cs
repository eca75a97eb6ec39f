using System.Collections.Immutable;
using Baton.Memory.Dialects.Sovereign;
using Baton.Memory.Records;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.M3.Care;

/// <summary>
/// Which memories can be duplicates of each other at all. What has a name or a place of its own is itself, whatever it says: a file,
/// a document, a message, an acknowledgement, an archived text.
/// </summary>
internal static class Kin
{
    private static readonly ImmutableArray<string> Itself = SovereignTypes.Apart.Remove(SovereignTypes.OpenThread);

    public static bool MayBePair(MemoryRecord memory) => M3Types.IsAuthored(memory) && memory.Position is null && !Itself.Contains(memory.Type)
        && (memory.Key is null || memory.Key.StartsWith($"{M3Format.System}/", StringComparison.Ordinal));

    /// <summary>The same for memories that are kept under the same names.</summary>
    public static string Of(MemoryRecord memory) => string.Join('\n', memory.Thread, memory.Labels.GetValueOrDefault(M3Labels.UserId), memory.Labels.GetValueOrDefault(M3Labels.AgentId));
}
