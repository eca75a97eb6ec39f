using System.Collections.Immutable;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>The tools of the dialect.</summary>
internal static class SovereignTools
{
    public static ImmutableArray<IDialectTool> All(SovereignDesk desk)
    {
        var comms = new CommsDesk(desk);
        return
        [
            new RecordInsightTool(desk),
            new ArchiveExchangeTool(desk),
            new RecallExchangeTool(desk),
            new ListExchangesTool(desk),
            new RecordLearningTool(desk),
            new RecallInsightsTool(desk),
            new CheckMistakesTool(desk),
            new RecordOpenThreadTool(desk),
            new ResolveThreadTool(desk),
            new ResolveThreadByIdTool(desk),
            new GetOpenThreadsTool(desk),
            new GetInheritableContextTool(desk),
            new HandoffTool(desk),
            new CloseSessionTool(desk),
            new WhereDidILeaveOffTool(desk),
            new ArriveTool(desk),
            new ArriveDeltaTool(desk),
            new CommsRecallTool(comms),
            new CommsUnreadBodiesTool(comms),
            new CommsChannelsTool(comms),
            new CommsSendTool(desk),
            new StartHereTool(desk),
            new CommsAcknowledgeTool(desk),
            new ThreadTouchTool(desk),
            new HandoffActedOnTool(desk),
            new HandoffActedOnRecordsTool(desk),
            new StoreCompactionSummaryTool(desk),
            new GetCompactionContextTool(desk),
            new GetCompactionStatsTool(desk),
            new SessionHandoffTool(desk),
            new SupersedeInsightTool(desk),
        ];
    }
}
