using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Policy.Documents;

namespace Baton.Policy.Paths;

/// <summary>Reads <c>args.items[*].price</c>, <c>args["key.with.dots"]</c>, <c>caller.grant</c> and their like.</summary>
internal static class PathParser
{
    private const int MostSteps = 32;

    private static readonly string[] Roots = ["args", "caller", "tool", "server", "time"];

    private static readonly SearchValues<char> NotInNames = SearchValues.Create(" \t\r\n]\"*");

    private static readonly Dictionary<string, PathRoot> Facts = new(StringComparer.Ordinal)
    {
        ["caller.grant"] = PathRoot.CallerGrant,
        ["caller.principal"] = PathRoot.CallerPrincipal,
        ["tool.name"] = PathRoot.ToolName,
        ["tool.category"] = PathRoot.ToolCategory,
        ["server.name"] = PathRoot.ServerName,
        ["time.hour"] = PathRoot.TimeHour,
        ["time.weekday"] = PathRoot.TimeWeekday,
    };

    /// <summary>The path, or null and what is wrong with the text.</summary>
    public static PolicyPath? Parse(string text, out string error)
    {
        error = "";
        if (Facts.TryGetValue(text, out var root)) return new PolicyPath(text, root, []);
        if (text != "args" && !text.StartsWith("args.", StringComparison.Ordinal) && !text.StartsWith("args[", StringComparison.Ordinal))
        {
            error = Foreign(text);
            return null;
        }
        var steps = ImmutableArray.CreateBuilder<PathStep>();
        var rest = text.AsSpan(4);
        while (!rest.IsEmpty)
        {
            if (Step(ref rest, out error) is not { } step)
            {
                error = $"`{text}` is not a path: {error}";
                return null;
            }
            steps.Add(step);
            if (steps.Count <= MostSteps) continue;
            error = $"`{text}` has more than {MostSteps} steps.";
            return null;
        }
        return new PolicyPath(text, PathRoot.Arguments, steps.ToImmutable());
    }

    /// <summary>Whether a name may stand behind a point, without quotes.</summary>
    public static bool IsBareName(ReadOnlySpan<char> name) => !name.IsEmpty && !name.ContainsAny('.', '[') && !name.ContainsAny(NotInNames);

    private static string Foreign(string text)
    {
        if (text.StartsWith("caller.client", StringComparison.Ordinal)) return $"`{text}` is not a path: what a client says of itself is not to be trusted. Use caller.grant or caller.principal.";
        if (text.StartsWith("state.", StringComparison.Ordinal)) return $"`{text}` is not a path: counters are written under `limits`.";
        var root = text.Split('.', '[')[0];
        var hint = Array.IndexOf(Roots, root) < 0 ? Nearest.Hint(root, Roots) : Nearest.Hint(text, Facts.Keys);
        return $"`{text}` is not a path{hint}: a path begins with args., or is one of {string.Join(", ", Facts.Keys)}.";
    }

    private static PathStep? Step(ref ReadOnlySpan<char> rest, out string error)
    {
        error = "";
        if (rest[0] == '[') return Bracket(ref rest, out error);
        if (rest[0] != '.')
        {
            error = "`.` or `[` is expected after `]`.";
            return null;
        }
        rest = rest[1..];
        var end = rest.IndexOfAny('.', '[');
        var name = end < 0 ? rest : rest[..end];
        if (name.IsEmpty || name.ContainsAny(NotInNames))
        {
            error = "a name after `.` holds no spaces, quotes, `*` or `]`; write it as [\"name\"].";
            return null;
        }
        rest = rest[name.Length..];
        return new PathStep(PathStepKind.Name, name.ToString());
    }

    private static PathStep? Bracket(ref ReadOnlySpan<char> rest, out string error)
    {
        error = "";
        if (rest.StartsWith("[\"")) return Quoted(ref rest, out error);
        var end = rest.IndexOf(']');
        var inside = end < 0 ? default : rest[1..end];
        if (end >= 0) rest = rest[(end + 1)..];
        if (inside is "*") return new PathStep(PathStepKind.Each);
        if (inside is "any") return new PathStep(PathStepKind.Some);
        if (int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return new PathStep(PathStepKind.Index, index: index);
        error = "between `[` and `]` stands a number, `*`, `any`, or a name in double quotes.";
        return null;
    }

    private static PathStep? Quoted(ref ReadOnlySpan<char> rest, out string error)
    {
        error = "";
        var name = new StringBuilder();
        for (var at = 2; at < rest.Length; at++)
        {
            if (rest[at] == '\\' && at + 1 < rest.Length && rest[at + 1] is '"' or '\\') name.Append(rest[++at]);
            else if (rest[at] != '"') name.Append(rest[at]);
            else if (at + 1 < rest.Length && rest[at + 1] == ']')
            {
                rest = rest[(at + 2)..];
                return new PathStep(PathStepKind.Name, name.ToString());
            }
            else break;
        }
        error = "a name in quotes ends with `\"]`.";
        return null;
    }
}
