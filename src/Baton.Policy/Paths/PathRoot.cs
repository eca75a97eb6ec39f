namespace Baton.Policy.Paths;

/// <summary>What a path begins at.</summary>
internal enum PathRoot
{
    Arguments,
    CallerGrant,
    CallerPrincipal,
    ToolName,
    ToolCategory,
    ServerName,
    TimeHour,
    TimeWeekday,
}
