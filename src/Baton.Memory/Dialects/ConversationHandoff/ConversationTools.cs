using System.Collections.Immutable;

namespace Baton.Memory.Dialects.ConversationHandoff;

/// <summary>The eleven tools of Conversation Handoff.</summary>
internal static class ConversationTools
{
    public static ImmutableArray<IDialectTool> All(ConversationDesk desk) =>
    [
        new SaveTool(desk), new ListTool(desk), new LoadTool(desk), new ClearTool(desk), new StatsTool(desk), new RestartTool(desk),
        new MergeTool(desk), new AddCommentTool(desk), new DeleteCommentTool(desk), new AppendTool(desk), new SearchTool(desk),
    ];
}
