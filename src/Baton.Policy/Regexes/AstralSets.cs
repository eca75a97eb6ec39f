using System.Globalization;
using System.Text;

namespace Baton.Policy.Regexes;

/// <summary>The characters beyond the basic plane that a pattern names, while it is being translated.</summary>
internal sealed class AstralSets
{
    private const char Mark = '\u0001';
    private readonly List<CodePoints> _sets = [];

    /// <summary>What stands in a class for the set until all sets of the pattern are known.</summary>
    public string Place(CodePoints set)
    {
        if (!set.Ranges.Any(range => range.To > 0xFFFF)) return "";
        var known = _sets.FindIndex(other => other.Ranges.SequenceEqual(set.Ranges));
        if (known < 0) _sets.Add(set);
        return Marked(known < 0 ? _sets.Count - 1 : known);
    }

    /// <summary>Writes the stand-ins into the translated pattern; null when it tells too many kinds of characters apart.</summary>
    public AstralMap? Complete(StringBuilder pattern)
    {
        if (AstralMap.Build(_sets, out var members) is not { } map) return null;
        for (var set = 0; set < _sets.Count; set++) pattern.Replace(Marked(set), members[set]);
        return map;
    }

    private static string Marked(int set) => $"{Mark}{set.ToString(CultureInfo.InvariantCulture)}{Mark}";
}
