using System.Text;

namespace Baton.Policy.Regexes;

/// <summary>Gathers the members of a class and writes it for .NET.</summary>
internal sealed class Re2ClassBuilder(AstralSets astral)
{
    private readonly List<(int From, int To)> _ranges = [];

    // What is known of a set by name need not be worked out for each class that is nothing else.
    private CodePoints? _only;

    public void Add(int from, int to)
    {
        _only = null;
        _ranges.Add((from, to));
    }

    public void Add(CodePoints points)
    {
        _only = _ranges.Count == 0 ? points : null;
        _ranges.AddRange(points.Ranges);
    }

    /// <summary>Writes the class. Letters are folded before a negated class leaves them out, as in RE2.</summary>
    public void Write(StringBuilder output, bool negated, bool ignoreCase)
    {
        var points = _only ?? CodePoints.Of(_ranges);
        if (ignoreCase) points = points.Folded;
        var place = astral.Place(points);
        // A set may hold no kind of astral character and no other either; a class may not be empty.
        var members = points.BasicMembers() is { Length: > 0 } basic ? basic + place : place.Length > 0 ? place + @"\uFFFF" : @"\uFFFF";
        output.Append(negated ? "[^" : "[").Append(members).Append(']');
    }
}
