using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Baton.Memory.Safety;

/// <summary>Finds known tokens and private keys in text, and replaces them. Text without any comes back as the same object.</summary>
internal static class SecretScanner
{
    private static readonly SearchValues<string> Prefixes =
        SearchValues.Create([.. SecretShapes.All.Select(shape => shape.Prefix).Distinct()], StringComparison.Ordinal);

    /// <summary>Each round replaces at least one, and nobody writes a longer chain by chance.</summary>
    private const int MostRounds = 32;

    private static readonly FrozenDictionary<char, SecretShape[]> ByFirst =
        SecretShapes.All.GroupBy(shape => shape.Prefix[0])
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(shape => shape.Prefix.Length).ToArray());

    /// <summary>A secret's place.</summary>
    public readonly record struct Found(string Kind, int Start, int Length);

    public static List<Found> Find(ReadOnlySpan<char> text)
    {
        var found = new List<Found>();
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny(Prefixes);
            if (next < 0) break;
            at += next;
            if (TryMatch(text, at, out var secret))
            {
                found.Add(secret);
                at = secret.Start + secret.Length;
            }
            else
            {
                at++;
            }
        }
        return found;
    }

    /// <summary>
    /// The text with each secret replaced by <c>[redacted:kind]</c>, looked through again until none is left: a replaced secret
    /// can lay bare the beginning of the next. Text without secrets comes back as the same object.
    /// </summary>
    /// <param name="text">What was written.</param>
    /// <param name="kinds">The kind of each secret that was replaced.</param>
    public static string Clean(string text, out List<string> kinds)
    {
        kinds = [];
        for (var round = 0; round < MostRounds; round++)
        {
            var found = Find(text);
            if (found.Count == 0) break;
            kinds.AddRange(found.Select(secret => secret.Kind));
            text = Redact(text, found);
        }
        return text;
    }

    private static string Redact(string text, List<Found> found)
    {
        var clean = new StringBuilder(text.Length);
        var from = 0;
        foreach (var secret in found)
        {
            clean.Append(text, from, secret.Start - from).Append("[redacted:").Append(secret.Kind).Append(']');
            from = secret.Start + secret.Length;
        }
        return clean.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>A letter of an escape, as a line's end has within JSON or source code, belongs to no name.</summary>
    private static bool IsWithinName(ReadOnlySpan<char> before)
        => before is [.., var last] && (char.IsAsciiLetterOrDigit(last) || last == '_') && before is not [.., '\\', 'n' or 'r' or 't'];

    private static bool TryMatch(ReadOnlySpan<char> text, int at, out Found found)
    {
        foreach (var shape in ByFirst[text[at]])
        {
            if (!text[at..].StartsWith(shape.Prefix, StringComparison.Ordinal)) continue;
            if (shape.Bounded && IsWithinName(text[..at])) continue;
            var tail = shape.Tail(text[(at + shape.Prefix.Length)..]);
            if (tail < 0) continue;
            var start = at + shape.Keep;
            found = new Found(shape.Kind, start, shape.Prefix.Length - shape.Keep + tail);
            return true;
        }
        found = default;
        return false;
    }
}
