using System.Collections.Immutable;
using Baton.Memory.Dialects.M3.Meta;

namespace Baton.Memory.Dialects.M3;

/// <summary>The forty-eight tools of M3, and the three about them.</summary>
internal static class M3Tools
{
    /// <param name="desk">What they share.</param>
    /// <param name="table">The dialect's own tools, which calls by name go through.</param>
    public static ImmutableArray<IDialectTool> All(M3Desk desk, ToolTable table) =>
    [
        new Handoffs.SaveHandoffTool(desk), new Handoffs.HandTool(desk), new Handoffs.InboxTool(desk), new Handoffs.InboxAckTool(desk),
        new Notices.NotifyTool(desk), new Notices.PollTool(desk), new Notices.AckTool(desk), new Notices.AckAllTool(desk),
        new Memories.WriteTool(desk), new Memories.SupersedeTool(desk), new Memories.UpdateTool(desk), new Memories.UpdateBulkTool(desk),
        new Memories.DeleteTool(desk), new Memories.DeleteBulkTool(desk), new Memories.GetTool(desk), new Memories.HistoryTool(desk),
        new Memories.VerifyTool(desk), new Memories.PinTool(desk), new Memories.UnpinTool(desk), new Memories.FeedbackTool(desk),
        new Searching.SearchTool(desk), new Searching.ConversationSearchTool(desk), new Conversations.StartTool(desk), new Conversations.AppendTool(desk),
        new Links.LinkTool(desk), new Links.LinkBulkTool(desk), new Links.GraphTool(desk), new Moving.ExportTool(desk), new Moving.ImportTool(desk),
        new Care.SetRetentionTool(desk), new Care.MaintenanceTool(desk), new Care.DedupTool(desk), new Care.LifecycleTool(desk), new Care.RefreshQueueTool(desk),
        new Agents.RegisterTool(desk), new Agents.ListTool(desk), new Agents.GetTool(desk), new Agents.HeartbeatTool(desk), new Agents.OfflineTool(desk), new Agents.TrustTool(desk),
        new Tasks.CreateTool(desk), new Tasks.AssignTool(desk), new Tasks.UpdateTool(desk), new Tasks.DeleteTool(desk), new Tasks.SetResultTool(desk),
        new Tasks.GetTool(desk), new Tasks.ListTool(desk), new Tasks.TreeTool(desk),
        new IndexTool(table), new CallTool(table), new DomainsTool(table),
    ];
}
