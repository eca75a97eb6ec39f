using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Policy.Lint;

/// <summary>Finds what is written as the language asks and still cannot be meant.</summary>
internal static class PolicyLint
{
    public static void Check(PolicyDocument document, ToolCatalogue? tools, ProblemList problems)
    {
        ReachLint.Check(document, tools, problems);
        foreach (var (pointer, name, entry) in Entries(document))
        {
            ConditionLint.Check(entry, pointer, problems);
            LimitLint.Check(entry, pointer, problems);
            if (tools is not null && pointer.StartsWith("/tools/", StringComparison.Ordinal)) ParameterLint.Check(entry, pointer, name, tools, problems);
        }
    }

    private static IEnumerable<(string Pointer, string Name, EntryConfig Entry)> Entries(PolicyDocument document)
    {
        if (document.AllTools is not null) yield return ("/all_tools", "", document.AllTools);
        foreach (var (name, entry) in document.Tools) yield return (Pointer.Of("/tools", name), name, entry);
        foreach (var (category, entry) in document.Classes) yield return (Pointer.Of("/class", WordTable<ToolCategory>.Text(category)), "", entry);
        foreach (var (name, entry) in document.Resources ?? default) yield return (Pointer.Of("/resources", name), name, entry);
        foreach (var (name, entry) in document.Prompts ?? default) yield return (Pointer.Of("/prompts", name), name, entry);
    }
}
