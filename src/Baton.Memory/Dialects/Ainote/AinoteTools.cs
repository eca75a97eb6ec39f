using System.Collections.Immutable;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>The twenty-four tools of Ainote.</summary>
internal static class AinoteTools
{
    public static ImmutableArray<IDialectTool> All(AinoteDesk desk) =>
    [
        new Handoffs.SaveTool(desk), new Handoffs.ListTool(desk), new Handoffs.GetTool(desk),
        new Tasks.CreateTool(desk), new Tasks.UpdateTool(desk), new Tasks.DeleteTool(desk), new Tasks.ListTool(desk), new Tasks.CategoriesTool(desk),
        new Docs.CreateTool(desk), new Docs.UpdateTool(desk), new Docs.GetTool(desk), new Docs.ListTool(desk), new Docs.DeleteTool(desk), new Docs.CategoriesTool(desk), new Docs.PullTool(desk),
        new Notes.PushTool(desk), new Notes.PullTool(desk), new Notes.ListTool(desk),
        new Vaults.GuideTool(desk), new Vaults.ListTool(desk), new Vaults.CreateTool(desk), new Vaults.CloneTool(desk), new Vaults.StatusTool(desk), new Vaults.SyncTool(desk),
    ];
}
