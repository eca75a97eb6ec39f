using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Baton.Policy.Regexes;

/// <summary>A set of Unicode code points.</summary>
internal sealed class CodePoints
{
    private const int Last = 0x10FFFF;
    private static readonly ConcurrentDictionary<string, CodePoints> Named = new(StringComparer.Ordinal);
    private static readonly CodePoints Any = new([(0, 0xD7FF), (0xE000, Last)]);

    private readonly (int From, int To)[] _ranges;
    private CodePoints? _folded;
    private string? _basic;

    private CodePoints((int From, int To)[] ranges) => _ranges = ranges;

    public static CodePoints Of(IEnumerable<(int From, int To)> ranges)
    {
        var merged = new List<(int From, int To)>();
        foreach (var (from, to) in ranges.Order())
        {
            if (merged.Count > 0 && from <= merged[^1].To + 1) merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, to));
            else merged.Add((from, to));
        }
        return new CodePoints([.. merged]);
    }

    /// <summary>The set of a general category (<c>L</c>, <c>Nd</c>), of a script (<c>Greek</c>), or <c>Any</c>; null when there is none of that name.</summary>
    public static CodePoints? Find(string name)
    {
        if (name == nameof(Any)) return Any;
        if (ScriptRanges.Known.TryGetValue(name, out var text)) return Named.GetOrAdd(name, static (_, hex) => Parse(hex), text);
        return UnicodeCategories.Codes(name) is { } codes ? Named.GetOrAdd(name, static (_, wanted) => OfCategories(wanted), codes) : null;
    }

    /// <summary>A set as data has it: <c>41-5A 61-7A AA</c>.</summary>
    public static CodePoints Parse(string hex) => Of(hex.Split(' ').Select(part =>
    {
        var ends = part.Split('-');
        return (int.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), int.Parse(ends[^1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }));

    public IReadOnlyList<(int From, int To)> Ranges => _ranges;

    /// <summary>The set with all letters that are one with one of its own when case does not matter.</summary>
    public CodePoints Folded => _folded ??= CaseFolds.Close(this);

    /// <summary>Every character that is not in the set; surrogates are no characters.</summary>
    public CodePoints Complement()
    {
        var rest = new List<(int From, int To)>();
        var next = 0;
        foreach (var (from, to) in _ranges.Append((Last + 1, Last + 1)))
        {
            rest.AddRange([(next, Math.Min(from - 1, 0xD7FF)), (Math.Max(next, 0xE000), from - 1)]);
            next = to + 1;
        }
        return Of(rest.Where(range => range.From <= range.To));
    }

    /// <summary>What of the set lies in the basic plane, as members of a class; surrogates are no characters.</summary>
    public string BasicMembers() => _basic ??= WriteBasic();

    public bool Contains(int point)
    {
        var (low, high) = (0, _ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (point < _ranges[middle].From) high = middle - 1;
            else if (point > _ranges[middle].To) low = middle + 1;
            else return true;
        }
        return false;
    }

    private string WriteBasic()
    {
        var members = new StringBuilder();
        foreach (var (from, to) in _ranges)
        {
            Append(members, from, Math.Min(to, 0xD7FF));
            Append(members, Math.Max(from, 0xE000), Math.Min(to, 0xFFFF));
        }
        return members.ToString();
    }

    private static void Append(StringBuilder members, int from, int to)
    {
        if (from > to) return;
        members.Append(Re2Classes.InClass((char)from));
        if (to > from) members.Append('-').Append(Re2Classes.InClass((char)to));
    }

    private static CodePoints OfCategories(UnicodeCategory[] wanted)
    {
        var ranges = new List<(int From, int To)>();
        for (var point = 0; point <= Last; point++)
        {
            if (point is >= 0xD800 and <= 0xDFFF || Array.IndexOf(wanted, CharUnicodeInfo.GetUnicodeCategory(point)) < 0) continue;
            if (ranges.Count > 0 && ranges[^1].To == point - 1) ranges[^1] = (ranges[^1].From, point);
            else ranges.Add((point, point));
        }
        return new CodePoints([.. ranges]);
    }
}
