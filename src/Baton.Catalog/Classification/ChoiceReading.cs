using System.Collections.Immutable;
using Baton.Catalog.Lexicon;
using Baton.Catalog.Text;

namespace Baton.Catalog.Classification;

/// <summary>
/// Whether a tool is destructive by one of its actions only (<c>command: view|create|delete</c>), so that a person need not be
/// asked for the others. Where anything else speaks of loss, the name or a plain word of the description, the whole tool is.
/// </summary>
internal static class ChoiceReading
{
    public static ToolChoice? Read(ToolFacts facts, CategoryDecision decision)
    {
        if (decision.Kind != VerbKind.Destroy || ActionReading.ChooserOf(facts) is not { } chooser) return null;
        var harmless = chooser.Values.Where(value => KindOf(value, facts) is VerbKind.Read or VerbKind.Write).ToImmutableArray();
        var others = chooser.Values.RemoveRange(harmless);
        if (harmless.IsEmpty || others.IsEmpty) return null;
        var words = others.SelectMany(value => NameTokens.Of(value)).ToImmutableArray();
        return decision.Used.Where(finding => finding.Kind == VerbKind.Destroy).All(finding => IsOf(finding.Evidence, words)) ? new ToolChoice(chooser, harmless) : null;
    }

    /// <summary>Whether a piece of evidence says no more than the values themselves do.</summary>
    private static bool IsOf(Evidence evidence, ImmutableArray<string> words) => evidence.Source switch
    {
        EvidenceSource.Schema => evidence.Quote.Contains(": ", StringComparison.Ordinal),
        EvidenceSource.Annotations => true,
        EvidenceSource.Description => Prose.Words(evidence.Quote) is [var first, ..] && Verbs.BaseForms(first).Any(words.Contains),
        _ => false,
    };

    /// <summary>The worst that the words of a value mean.</summary>
    private static VerbKind KindOf(string value, ToolFacts facts)
    {
        var words = NameTokens.Of(value);
        return words.IsEmpty ? VerbKind.None
            : words.Select((word, at) => VerbInContext.Of(word, Verbs.Of(word).Kind, words[(at + 1)..], facts)).Max();
    }
}
