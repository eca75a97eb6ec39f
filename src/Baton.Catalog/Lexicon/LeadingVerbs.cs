using System.Collections.Frozen;
using System.Collections.Immutable;
using Baton.Catalog.Text;

namespace Baton.Catalog.Lexicon;

/// <summary>A verb that a description leads with.</summary>
/// <param name="Word">As written.</param>
/// <param name="Object">The words that follow it, up to the end of the phrase.</param>
internal sealed record LeadVerb(string Word, VerbKind Kind, bool IsNounToo, ImmutableArray<string> Object);

/// <summary>
/// Reads the beginning of a description by its grammar: the verb it leads with ("Deletes a branch"), verbs joined to it
/// ("Create, update or delete"), and a list of verbs after a colon ("Manage rules: list, get, delete").
/// </summary>
internal static class LeadingVerbs
{
    private static readonly FrozenSet<string> Skipped =
        ("this tool is used to use it for lets let allows allow you your an a the enables helps permits can will may function command that which " +
         "permanently safely quickly completely automatically directly simply easily first also optionally explicitly efficiently immediately recursively " +
         "asynchronously atomically programmatically then performs perform does do carry carries out in order tools useful api endpoint wrapper " +
         "designed intended provides provide ability capability convenience please new given be one agents agent").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Joins = FrozenSet.ToFrozenSet([",", "or", "and", "/", "and/or", "then"], StringComparer.Ordinal);

    public static ImmutableArray<LeadVerb> Of(string sentence)
    {
        var words = Prose.Words(sentence);
        var found = ImmutableArray.CreateBuilder<LeadVerb>();
        var at = 0;
        if (IsAdvice(words)) at = AfterPhrase(words);
        while (at < words.Length && at < 10 && (Skipped.Contains(words[at]) && !IsPlainVerb(words, at) || IsOneCall(words, at))) at++;
        ReadJoined(words, at, found);
        var colon = words.IndexOf(":");
        if (colon > 0 && colon < 12) ReadJoined(words, colon + 1, found);
        return found.ToImmutable();
    }

    // "use" and "do" are skipped as helpers, but a verb that happens to be a helper's homograph is kept before an object.
    private static bool IsPlainVerb(ImmutableArray<string> words, int at)
        => at + 1 < words.Length && words[at] is "enables" or "enable" && words[at + 1] is "a" or "the" or "an";

    // "Call first in every session: what is open" says when the tool is called, not what it does.
    private static bool IsAdvice(ImmutableArray<string> words)
        => words.Length > 1 && words[0] is ("call" or "use") && words[1] is "first" or "last" or "once" or "before" or "after" or "when" or "whenever" or "at";

    private static bool IsOneCall(ImmutableArray<string> words, int at) => at > 0 && words[at] == "call" && words[at - 1] is "one" or "single";

    private static int AfterPhrase(ImmutableArray<string> words)
    {
        var at = 0;
        while (at < words.Length && words[at] is not (":" or ";" or "," or "." or "to")) at++;
        return Math.Min(at + 1, words.Length);
    }

    private static void ReadJoined(ImmutableArray<string> words, int at, ImmutableArray<LeadVerb>.Builder found)
    {
        while (at < words.Length)
        {
            var verb = Verbs.OfInflected(words[at]);
            if (verb.Kind == VerbKind.None || found.Count == 0 && IsNoun(words, at, verb)) return;
            found.Add(new LeadVerb(words[at], verb.Kind, verb.IsNounToo, ObjectAfter(words, at + 1)));
            var next = NextJoined(words, at + 1, words[at]);
            if (next < 0) return;
            at = next;
        }
    }

    // "Messages that match", "Registered agents": the thing that is given back, not what is done to it.
    private static bool IsNoun(ImmutableArray<string> words, int at, Verb verb)
        => IsInflected(words[at]) && (words[at].EndsWith("ed", StringComparison.Ordinal)
            || verb.IsNounToo && words[at].EndsWith('s') && at + 1 < words.Length && words[at + 1] is "of" or "that" or "which" or "whose" or "for" or "with" or "in" or "without");

    // The join may stand at once ("create or update") or after the object ("list files and delete them").
    private static int NextJoined(ImmutableArray<string> words, int at, string first)
    {
        var verbEnds = at;
        for (var end = Math.Min(words.Length - 1, at + 7); at < end; at++)
        {
            if (!Joins.Contains(words[at])) continue;
            var next = at + 1;
            while (next < words.Length && (Joins.Contains(words[next]) || Skipped.Contains(words[next]) && words[next].EndsWith("ly", StringComparison.Ordinal))) next++;
            if (next >= words.Length || Verbs.OfInflected(words[next]) is not { Kind: not VerbKind.None } verb) continue;
            if (at == verbEnds || (!verb.IsNounToo && IsInflected(words[next]) == IsInflected(first))) return next;
        }
        return -1;
    }

    // "Search issues and pulls": a plural is no verb beside a base form.
    private static bool IsInflected(string word) => Verbs.Of(word).Kind == VerbKind.None;

    private static ImmutableArray<string> ObjectAfter(ImmutableArray<string> words, int at)
    {
        var taken = ImmutableArray.CreateBuilder<string>();
        for (; at < words.Length && taken.Count < 8; at++)
        {
            if (words[at] is "," or ":" or "(" or ")" or ";") break;
            taken.Add(words[at]);
        }
        return taken.ToImmutable();
    }
}
