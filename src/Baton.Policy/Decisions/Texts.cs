namespace Baton.Policy.Decisions;

/// <summary>The words of refusals.</summary>
internal static class Texts
{
    private const int LongestName = 128;

    public static string Name(in CallFacts facts)
    {
        var name = facts.Tool.Name.Length <= LongestName ? facts.Tool.Name : facts.Tool.Name[..LongestName] + "...";
        return facts.Kind switch
        {
            CallKind.Tool => $"The tool `{name}`",
            CallKind.Resource => $"The resource `{name}`",
            _ => $"The prompt `{name}`",
        };
    }
}
