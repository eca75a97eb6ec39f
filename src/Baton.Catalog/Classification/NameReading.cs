using System.Collections.Frozen;
using System.Collections.Immutable;
using Baton.Catalog.Lexicon;

namespace Baton.Catalog.Classification;

/// <summary>What the name says: the verb wherever it stands, first, last or between, and what it acts on.</summary>
internal static class NameReading
{
    private static readonly FrozenSet<string> Modifiers = FrozenSet.ToFrozenSet(
        ["manage", "batch", "bulk", "multi", "mass", "perform", "do", "my", "all", "api", "async", "quick", "safe", "direct", "raw", "current", "smart", "advanced", "simple", "please", "the"],
        StringComparer.Ordinal);

    private const string Because = "the verb of the name";

    public static Finding? Read(ToolFacts facts)
    {
        var words = facts.Words;
        var start = 0;
        while (start < words.Length - 1 && Modifiers.Contains(words[start]) && Verbs.Of(words[start]).Kind == VerbKind.None) start++;
        var managed = start > 0 && words[start - 1] == "manage";
        words = words[start..];
        if (words.IsEmpty) return null;
        var joined = Joined(words, facts);
        var single = managed && Verbs.Of(words[0]).IsNounToo ? Trailing(words, facts) : Leading(words, facts) ?? Trailing(words, facts);
        if (managed && single is { Strength: 1 }) single = null;
        if (joined is null || single is null) return joined ?? single;
        return joined.Kind > single.Kind ? joined : single;
    }

    private static Finding? Leading(ImmutableArray<string> words, ToolFacts facts)
    {
        var verb = Verbs.Of(words[0]);
        if (verb.Kind == VerbKind.None) return null;
        if (verb.IsNounToo && words.Length > 1 && Verbs.Of(words[^1]) is { Kind: not VerbKind.None, IsNounToo: false }) return null;
        // branch_reset, stash_drop, message_search: what is named first is what is lost or looked for.
        if (verb is { IsNounToo: true, Kind: VerbKind.Write } && words.Length > 1 && (Verbs.Of(words[^1]).Kind == VerbKind.Destroy || words[^1] == "search")) return null;
        // A single word that may be a noun is weaker than any verb of the description: note, "Returns a note".
        var strength = !verb.IsNounToo ? 3 : words.Length == 1 ? 1 : 2;
        return Found(words[0], verb.Kind, strength, words[1..], facts);
    }

    private static Finding? Trailing(ImmutableArray<string> words, ToolFacts facts)
    {
        for (var at = words.Length - 1; at >= 0; at--)
        {
            if (Verbs.Of(words[at]) is { Kind: not VerbKind.None, IsNounToo: false } verb) return Found(words[at], verb.Kind, 2, words.RemoveAt(at), facts);
        }
        if (Verbs.Of(words[^1]) is { Kind: not VerbKind.None } last) return Found(words[^1], last.Kind, 1, words.RemoveAt(words.Length - 1), facts);
        return words.Length > 2 && Verbs.Of(words[1]) is { Kind: not VerbKind.None } second ? Found(words[1], second.Kind, 1, words[2..], facts) : null;
    }

    // get_or_create, find_and_replace: the heavier of the two.
    private static Finding? Joined(ImmutableArray<string> words, ToolFacts facts)
    {
        for (var at = 1; at < words.Length - 1; at++)
        {
            if (words[at] is not ("or" or "and")) continue;
            if (Verbs.Of(words[at - 1]).Kind != VerbKind.None && Verbs.Of(words[at + 1]) is { Kind: not VerbKind.None } second)
            {
                return Found(words[at + 1], second.Kind, 3, words[(at + 2)..], facts);
            }
        }
        return null;
    }

    private static Finding Found(string word, VerbKind kind, int strength, ImmutableArray<string> objects, ToolFacts facts)
    {
        var corrected = VerbInContext.Of(word, kind, objects, facts);
        var quote = corrected == kind || objects.IsEmpty ? word : $"{word} … {string.Join(' ', objects)}";
        return Finding.From(corrected, strength, EvidenceSource.Name, quote, $"{Because}: {Meanings.Of(corrected)}");
    }
}
