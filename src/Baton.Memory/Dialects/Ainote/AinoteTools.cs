using System.Collections.Immutable;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>The twenty-four tools of Ainote.</summary>
internal static class AinoteTools
{
    public static ImmutableArray<IDialectTool> All(AinoteDesk desk) =>
    [
        .. new HandoffTools(desk).All, .. new TaskTools(desk).All, .. new TaskListTools(desk).All, .. new DocTools(desk).All,
        .. new SyncTools(desk).All, .. new VaultTools(desk).All,
    ];
}
