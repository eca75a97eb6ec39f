using System.Collections.Immutable;

namespace Baton.Memory.Dialects.M3;

/// <summary>The forty-eight tools of M3, and the three about them.</summary>
internal static class M3Tools
{
    /// <param name="desk">What they share.</param>
    /// <param name="dialect">The dialect they are of, which calls by name go through.</param>
    public static ImmutableArray<IDialectTool> All(M3Desk desk, Func<Dialect> dialect) =>
    [
        .. new HandoffTools(desk).All, .. new NoticeTools(desk).All, .. new WriteTools(desk).All, .. new SearchTools(desk).All,
        .. new ReadTools(desk).All, .. new StateTools(desk).All, .. new CareTools(desk).All, .. new OverviewTools(desk).All,
        .. new DedupTool(desk).All, .. new LinkTools(desk).All, .. new MoveTools(desk).All, .. new MessageTools(desk).All,
        .. new AgentTools(desk).All, .. new TaskTools(desk).All, .. new TaskListTools(desk).All, .. new MetaTools(dialect).All,
    ];
}
