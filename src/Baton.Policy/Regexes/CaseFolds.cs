using System.Text;

namespace Baton.Policy.Regexes;

/// <summary>
/// The letters that are one when case does not matter, by Unicode's simple folding as RE2 has it. .NET's own folding knows no
/// letter beyond the basic plane, and of three or more letters that are one it often knows two.
/// </summary>
internal static class CaseFolds
{
    private const int Last = 0x1FFFF;
    private const int LongS = 0x17F;

    private static readonly Lazy<int[][]> Orbits = new(() =>
    [
        .. Enumerable.Range(0, Last + 1).Where(Rune.IsValid).GroupBy(Key).Where(orbit => orbit.Skip(1).Any()).Select(orbit => orbit.ToArray()),
    ]);

    private static readonly Lazy<Dictionary<int, int[]>> ByLetter = new(() => Orbits.Value.SelectMany(orbit => orbit.Select(point => (point, orbit))).ToDictionary());

    /// <summary>The letters that a letter is one with, itself among them.</summary>
    public static ReadOnlySpan<int> Of(Rune letter)
    {
        if (letter.IsAscii && !Rune.IsLetter(letter)) return new[] { letter.Value };
        return ByLetter.Value.TryGetValue(letter.Value, out var orbit) ? orbit : [letter.Value];
    }

    /// <summary>The set with all letters that are one with one of its own.</summary>
    public static CodePoints Close(CodePoints points)
    {
        var others = Orbits.Value.Where(orbit => Array.Exists(orbit, points.Contains) && !Array.TrueForAll(orbit, points.Contains)).SelectMany(orbit => orbit.Select(point => (point, point))).ToArray();
        return others.Length == 0 ? points : CodePoints.Of(points.Ranges.Concat(others));
    }

    private static int Key(int point) => point == LongS ? 's' : Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(point))).Value;
}
