namespace Baton.Memory.Safety;

/// <summary>
/// A secret that was replaced at the very end of a text and may not be over there: what is written behind it can be the rest of
/// it. Says of what form it was and nothing of what it held.
/// </summary>
/// <param name="Kind">As in <c>[redacted:kind]</c>.</param>
/// <param name="Prefix">The literal that began it.</param>
/// <param name="AtLineStart">Whether a line ended with the text.</param>
public sealed record OpenSecret(string Kind, string Prefix, bool AtLineStart)
{
    /// <summary>More of it, whichever characters it is made of: a digit is among those of every form.</summary>
    private const string More = "00000000";

    /// <summary>More of it also where the text ends within the end of a line as JSON writes it.</summary>
    private static readonly string[] Mores = [More, "n" + More, @"\n" + More];

    /// <summary>The secret that the text ends within, or null.</summary>
    internal static OpenSecret? AtEnd(string text)
    {
        if (SecretScanner.Find(text) is not [.., var last] || last.Start + last.Length != text.Length) return null;
        if (!Mores.Any(more => Grows(text, last, more))) return null;
        var shape = SecretShapes.All.Where(shape => shape.Kind == last.Kind && Begins(text, last.Start, shape)).MaxBy(shape => shape.Prefix.Length);
        return shape is null ? null : new OpenSecret(shape.Kind, shape.Prefix, text[^1] == '\n');
    }

    /// <summary>How many characters at the start of what follows still belong to it.</summary>
    internal int LengthIn(string next)
    {
        var shape = SecretShapes.All.FirstOrDefault(shape => shape.Kind == Kind && shape.Prefix == Prefix);
        if (shape is null) return 0;
        var before = StandIn() + (AtLineStart ? "\n" : "");
        return Math.Max(0, shape.Tail(before + next) - before.Length);
    }

    /// <summary>What an open secret of the form looks like after its prefix.</summary>
    private string StandIn() => Kind switch
    {
        "private_key" when Prefix.StartsWith('-') => "PRIVATE KEY-----\n" + new string('0', 64),
        "private_key" => "2: 0",
        "jwt" => "0000000000.eyJ0.0000000000",
        "baton_token" => "0000_" + new string('0', 20),
        _ => new string('0', 80),
    };

    private static bool Grows(string text, SecretScanner.Found last, string more)
        => SecretScanner.Find(text + more) is [.., var longer] && longer.Kind == last.Kind && longer.Start == last.Start && longer.Length > last.Length;

    private static bool Begins(string text, int start, SecretShape shape)
        => start >= shape.Keep && text.AsSpan(start - shape.Keep).StartsWith(shape.Prefix, StringComparison.Ordinal);
}
