using System.Text.RegularExpressions;

namespace Baton.Catalog.Signals;

/// <summary>
/// A pattern whose answer never depends on the clock: where the quick matcher runs out of time, on a text made to exhaust it or
/// on a busy machine, the linear one judges the same text to its end.
/// </summary>
internal sealed class PatientPattern(Regex quick)
{
    private const RegexOptions Kept = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private Regex? _linear;

    private Regex Linear => _linear ??= new Regex(quick.ToString(), (quick.Options & Kept) | RegexOptions.NonBacktracking);

    /// <summary>What is matched first, or null.</summary>
    public string? Find(string text)
    {
        try
        {
            return Value(quick.Match(text));
        }
        catch (RegexMatchTimeoutException)
        {
            return Value(Linear.Match(text));
        }
    }

    /// <summary>The same by the linear matcher alone, which takes longer to begin.</summary>
    public string? FindLinearly(string text) => Value(Linear.Match(text));

    private static string? Value(Match match) => match.Success ? match.Value : null;
}
