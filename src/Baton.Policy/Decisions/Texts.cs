namespace Baton.Policy.Decisions;

/// <summary>The words of refusals.</summary>
internal static class Texts
{
    private const int LongestName = 128;

    public static string Name(in CallFacts facts)
    {
        var name = facts.Tool.Name.Length <= LongestName ? facts.Tool.Name : Start(facts.Tool.Name) + "...";
        return facts.Kind switch
        {
            CallKind.Tool => $"The tool `{name}`",
            CallKind.Resource => $"The resource `{name}`",
            _ => $"The prompt `{name}`",
        };
    }

    /// <summary>The same within a sentence.</summary>
    public static string NameInside(in CallFacts facts)
    {
        var name = Name(facts);
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string Start(string name) => name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];
}
