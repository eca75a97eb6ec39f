using System.Text;

namespace Baton.Policy.Regexes;

/// <summary>
/// Characters beyond the basic plane take two units in .NET. A pattern tells only so many kinds of them apart, so each kind has
/// one unit to stand for it, taken from the surrogates, which no text holds alone: the pattern is written with the stand-ins, and
/// the text is rewritten with them before it is matched.
/// </summary>
internal sealed class AstralMap
{
    private const int First = 0x10000;
    private const char StandIns = '\uD800';
    private const int MostKinds = 0x800;
    private readonly int[] _starts;
    private readonly char[] _kinds;

    private AstralMap(int[] starts, char[] kinds)
    {
        _starts = starts;
        _kinds = kinds;
    }

    /// <summary>The stand-in of a character.</summary>
    public char Of(Rune rune)
    {
        var at = Array.BinarySearch(_starts, rune.Value);
        return _kinds[at >= 0 ? at : ~at - 1];
    }

    /// <summary>Tells the kinds apart that the sets tell apart; null when there are more than there are stand-ins.</summary>
    /// <param name="sets">The sets that a pattern uses.</param>
    /// <param name="members">For each set, the stand-ins of what it holds, as members of a class.</param>
    public static AstralMap? Build(IReadOnlyList<CodePoints> sets, out string[] members)
    {
        var starts = sets.SelectMany(set => set.Ranges).SelectMany(range => new[] { range.From, range.To + 1 })
            .Where(point => point is > First and <= 0x10FFFF).Append(First).Distinct().Order().ToArray();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var kinds = new char[starts.Length];
        var written = sets.Select(_ => new StringBuilder()).ToArray();
        members = [];
        for (var at = 0; at < starts.Length; at++)
        {
            var holding = Enumerable.Range(0, sets.Count).Where(set => sets[set].Contains(starts[at])).ToArray();
            var key = string.Join(',', holding);
            if (!numbers.TryGetValue(key, out var number))
            {
                number = numbers.Count;
                if (number == MostKinds) return null;
                numbers[key] = number;
                foreach (var set in holding) written[set].Append(Re2Classes.InClass((char)(StandIns + number)));
            }
            kinds[at] = (char)(StandIns + number);
        }
        members = [.. written.Select(text => text.ToString())];
        return new AstralMap(starts, kinds);
    }
}
