using System.Collections.Frozen;
using Baton.Catalog.Lexicon;
using Baton.Catalog.Schemas;
using Baton.Catalog.Text;

namespace Baton.Catalog.Classification;

/// <summary>
/// What a parameter that chooses the action allows: a tool with <c>action: list|create|delete</c> can delete, whatever its
/// name says.
/// </summary>
internal static class ActionReading
{
    private static readonly FrozenSet<string> Choosers = FrozenSet.ToFrozenSet(
        ["action", "operation", "method", "command", "mode", "op", "subcommand", "runaction", "verb", "status", "event", "changetype", "operationtype", "actiontype"], StringComparer.Ordinal);

    /// <summary>The one parameter that every call has to choose from a list by, or has a default for.</summary>
    public static Parameter? ChooserOf(ToolFacts facts)
        => facts.TopLevel.Where(parameter => parameter is { Type: ParameterType.Text, IsArray: false, Values.IsEmpty: false } && Choosers.Contains(string.Concat(NameTokens.Of(parameter.Name)))).ToArray()
            is [var only] ? only : null;

    public static IEnumerable<Finding> Read(ToolFacts facts)
    {
        foreach (var parameter in facts.TopLevel)
        {
            var joined = string.Concat(NameTokens.Of(parameter.Name));
            if (!Choosers.Contains(joined)) continue;
            if (parameter.Values.IsEmpty && joined is "action" or "operation" or "method") foreach (var found in FromText(parameter)) yield return found;
            foreach (var value in parameter.Values)
            {
                if (KindOf(value, joined, facts) is { Kind: not VerbKind.None } verb)
                {
                    yield return Finding.From(verb.Kind, Strength(joined, verb), EvidenceSource.Schema, $"{parameter.Name}: {value}", $"an allowed action: {Meanings.Of(verb.Kind)}");
                }
            }
        }
    }

    // A status or a mode may be named like a verb without being one: only plain verbs count there.
    private static int Strength(string chooser, Verb verb) => verb.IsNounToo || chooser is "mode" or "event" ? 2 : 3;

    private static Verb KindOf(string value, string chooser, ToolFacts facts)
    {
        var words = NameTokens.Of(value);
        if (words.IsEmpty) return default;
        if (chooser is "status" && !char.IsUpper(value[0])) return default;
        var verb = Verbs.Of(words[0]);
        // list_and_delete: the heavier of the two.
        var joined = words.Zip(words.Skip(1)).Where(pair => pair.First is "and" or "or").Select(pair => Verbs.Of(pair.Second)).FirstOrDefault(second => second.Kind > verb.Kind);
        if (joined.Kind != VerbKind.None) return joined;
        return verb with { Kind = VerbInContext.Of(words[0], verb.Kind, words[1..], facts) };
    }

    // "Action to perform: ignore, watch, or delete": a list in prose where an enum should be.
    private static IEnumerable<Finding> FromText(Parameter parameter)
    {
        var text = parameter.Description ?? "";
        var at = text.IndexOf(':', StringComparison.Ordinal);
        if (at is < 1 or > 60) yield break;
        foreach (var word in Prose.Words(text[(at + 1)..]).Take(24))
        {
            if (Verbs.Of(word) is { Kind: VerbKind.Destroy, IsNounToo: false })
            {
                yield return Finding.From(VerbKind.Destroy, 3, EvidenceSource.Schema, $"{parameter.Name}: {word}", "an allowed action: loses something");
            }
        }
    }
}
