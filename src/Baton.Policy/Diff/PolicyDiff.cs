using Baton.Policy.Cases;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Globs;

namespace Baton.Policy.Diff;

/// <summary>Compares two policies by what they do: entry by entry, and by the tests that either document carries.</summary>
public static class PolicyDiff
{
    /// <summary>What changes on the way from one policy to the other.</summary>
    public static PolicyDifference Compare(CompiledPolicy before, CompiledPolicy after, ToolCatalogue? tools = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new PolicyDifference([.. EntryDiff.Compare(before.Document, after.Document)], [.. Probes(before, after, tools)], [.. Tests(before, after, tools)]);
    }

    private static IEnumerable<OutcomeChange> Tests(CompiledPolicy before, CompiledPolicy after, ToolCatalogue? tools)
        => before.Document.Tests.Concat(after.Document.Tests).DistinctBy(test => (test.Name, test.Call))
            .Select(test => Change(test.Name, test.Call, before, after, tools)).OfType<OutcomeChange>();

    // A bare call to every name that either document speaks of, and to one that neither does.
    private static IEnumerable<OutcomeChange> Probes(CompiledPolicy before, CompiledPolicy after, ToolCatalogue? tools)
    {
        var names = before.Document.Tools.Concat(after.Document.Tools).Select(named => named.Name)
            .Concat(before.Document.Hide).Concat(after.Document.Hide).Select(Sample)
            .Concat(tools?.Tools.Select(tool => tool.Name) ?? []).Append("(any other tool)").Distinct(StringComparer.Ordinal);
        var calls = names.Select(name => (Name: name, Call: new TestCallConfig(Tool: name)))
            .Concat(before.Document.Classes.Concat(after.Document.Classes).Select(named => named.Category).Distinct()
                .Select(category => (Name: $"(any {WordTable<ToolCategory>.Text(category)} tool)", Call: new TestCallConfig(Tool: "(any other tool)", Category: category))))
            .Concat(Names(before.Document.Resources, after.Document.Resources).Select(uri => (Name: uri, Call: new TestCallConfig(Resource: uri))))
            .Concat(Names(before.Document.Prompts, after.Document.Prompts).Select(prompt => (Name: prompt, Call: new TestCallConfig(Prompt: prompt))));
        return calls.Select(pair => Change(pair.Name, pair.Call, before, after, tools)).OfType<OutcomeChange>();
    }

    private static IEnumerable<string> Names(Sequence<NamedEntry>? before, Sequence<NamedEntry>? after)
        => (before ?? default).Concat(after ?? default).Select(named => Sample(named.Name)).Distinct(StringComparer.Ordinal);

    private static string Sample(string name)
        => Glob.HasWildcard(name) ? name.Replace("**", "x", StringComparison.Ordinal).Replace('*', 'x').Replace('?', 'x') : name;

    private static OutcomeChange? Change(string name, TestCallConfig call, CompiledPolicy before, CompiledPolicy after, ToolCatalogue? tools)
    {
        var (old, current) = (PolicyCases.Decide(before, call, tools), PolicyCases.Decide(after, call, tools));
        if (old.Outcome == current.Outcome) return null;
        return new OutcomeChange(name, call.Arguments?.ToString() ?? "{}", WordTable<DecisionOutcome>.Text(old.Outcome), WordTable<DecisionOutcome>.Text(current.Outcome), old.Rule, current.Rule);
    }
}

/// <summary>What differs between two policies.</summary>
/// <param name="Entries">Entries that are new, gone or different.</param>
/// <param name="Calls">Bare calls with another outcome.</param>
/// <param name="Tests">Calls of the documents' tests with another outcome.</param>
public sealed record PolicyDifference(IReadOnlyList<EntryChange> Entries, IReadOnlyList<OutcomeChange> Calls, IReadOnlyList<OutcomeChange> Tests)
{
    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Entries.Count == 0 && Calls.Count == 0 && Tests.Count == 0;
}

/// <summary>An entry or key of the document that differs.</summary>
/// <param name="Pointer">Its place.</param>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Keys">Which of its keys differ.</param>
public sealed record EntryChange(string Pointer, string Kind, IReadOnlyList<string> Keys);

/// <summary>A call with another outcome.</summary>
public sealed record OutcomeChange(string Name, string Arguments, string Before, string After, string RuleBefore, string RuleAfter);
