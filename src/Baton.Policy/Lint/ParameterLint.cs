using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Globs;
using Baton.Policy.Paths;
using Baton.Policy.Schemas;

namespace Baton.Policy.Lint;

/// <summary>Paths that a tool's input schema cannot contain.</summary>
internal static class ParameterLint
{
    public static void Check(EntryConfig entry, string pointer, string name, ToolCatalogue tools, ProblemList problems)
    {
        var glob = Glob.Name(name);
        var matching = tools.Tools.Where(tool => glob.Matches(tool.Name)).ToArray();
        if (matching.Length == 0) return;
        foreach (var (text, place) in Paths(entry, pointer))
        {
            if (PathParser.Parse(text, out _) is not { Root: PathRoot.Arguments } path) continue;
            var wrong = matching.Select(tool => (Tool: tool, Unknown: Unknown(path, tool.Shape))).ToArray();
            // Under a glob it is enough that one of the tools has the parameter.
            if (wrong.Any(pair => pair.Unknown is null)) continue;
            var (first, unknown) = wrong[0];
            problems.Error("unknown_parameter", place, $"`{unknown!.Value.Path}` is not a parameter of `{first.Name}`{Nearest.End(unknown.Value.Name, unknown.Value.Known)}");
        }
    }

    private static IEnumerable<(string Path, string Place)> Paths(EntryConfig entry, string pointer)
    {
        foreach (var (leaf, place) in Leaves.Of(entry, pointer))
        {
            yield return (leaf.Path, Pointer.Of(place, "path"));
            if (leaf.ValueFrom is not null) yield return (leaf.ValueFrom, Pointer.Of(place, "value_from"));
        }
        for (var at = 0; at < entry.Limits.Count; at++)
        {
            if (entry.Limits[at].Cost is { } cost) yield return (cost.Path, Pointer.Of(Pointer.Of(Pointer.Of(Pointer.Of(pointer, "limits"), at), "cost"), "path"));
        }
        for (var at = 0; at < (entry.Approval?.RememberOn.Count ?? 0); at++)
        {
            yield return (entry.Approval!.RememberOn[at], Pointer.Of(Pointer.Of(Pointer.Of(pointer, "approval"), "remember_on"), at));
        }
    }

    private static (string Path, string Name, IEnumerable<string> Known)? Unknown(PolicyPath path, ArgumentShape? shape)
    {
        var walked = "args";
        foreach (var step in path.Steps)
        {
            if (shape is null or { HasAlternatives: true }) return null;
            walked += step.Text;
            if (step.Kind != PathStepKind.Name)
            {
                shape = shape.Items;
                continue;
            }
            if (shape.Find(step.Name) is not { } parameter) return shape.IsOpen ? null : (walked, step.Name, shape.Names);
            shape = parameter.Inner;
        }
        return null;
    }
}
