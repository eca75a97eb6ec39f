using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Globs;

namespace Baton.Policy.Lint;

/// <summary>Entries that no call reaches, and documents that let nothing through.</summary>
internal static class ReachLint
{
    public static void Check(PolicyDocument document, ToolCatalogue? tools, ProblemList problems)
    {
        CheckHidden(document, problems);
        CheckAllowsNothing(document, problems);
        CheckRules(document, problems);
        if (tools is not null) CheckAgainst(document, tools, problems);
    }

    private static void CheckHidden(PolicyDocument document, ProblemList problems)
    {
        var names = document.Hide.Where(hidden => !Glob.HasWildcard(hidden)).ToHashSet(StringComparer.Ordinal);
        var globs = document.Hide.Where(Glob.HasWildcard).Select(hidden => Glob.Name(hidden)).ToArray();
        foreach (var (name, _) in document.Tools)
        {
            var hiding = names.Contains(name) ? name : Array.Find(globs, glob => glob.Pattern == name || glob.Matches(name))?.Pattern;
            if (hiding is not null) problems.Warning("unreachable", Pointer.Of("/tools", name), $"`{hiding}` under `hide` hides `{name}`, so this entry never applies: remove one of the two.");
        }
    }

    private static void CheckAllowsNothing(PolicyDocument document, ProblemList problems)
    {
        if (document.Default == DefaultAction.Allow || document.Mode == PolicyMode.Observe || problems.HasErrorAt("") || problems.HasErrorAt("/default")) return;
        var tools = document.Tools.Select(named => named.Entry).Concat(document.Classes.Select(named => named.Entry));
        var others = (document.Resources ?? default).Concat(document.Prompts ?? default).Select(named => named.Entry);
        var noTool = document.AllTools is { } all && RefusesAll(all);
        if ((noTool || tools.All(RefusesAll)) && others.All(RefusesAll))
        {
            problems.Warning("allows_nothing", "/default", "The default is to deny and no entry allows anything: every call is refused. Add the tools that may be called.");
        }
    }

    private static bool RefusesAll(EntryConfig entry)
        => entry.Action == EntryAction.Hide || (entry.Mode != PolicyMode.Observe && (entry.Action == EntryAction.Deny || entry.DenyIf.Any(IsUnconditional)));

    private static void CheckRules(PolicyDocument document, ProblemList problems)
    {
        foreach (var (name, entry) in document.Tools)
        {
            var place = Pointer.Of(Pointer.Of("/tools", name), "deny_if");
            for (var at = 0; at < entry.DenyIf.Count - 1; at++)
            {
                if (!IsUnconditional(entry.DenyIf[at])) continue;
                problems.Warning("unreachable", Pointer.Of(place, at + 1), $"The rule before it ({Pointer.Of(place, at)}) has no conditions and refuses every call: this rule never decides.");
                break;
            }
        }
    }

    private static bool IsUnconditional(RuleConfig rule) => rule.When.Count == 0 && rule.Conditions.Count == 0;

    private static void CheckAgainst(PolicyDocument document, ToolCatalogue tools, ProblemList problems)
    {
        var names = tools.Tools.Select(tool => tool.Name).ToArray();
        var exact = document.Tools.Select(named => named.Name).Where(name => !Glob.HasWildcard(name)).ToHashSet(StringComparer.Ordinal);
        for (var at = 0; at < document.Hide.Count; at++) CheckName(document.Hide[at], Pointer.Of("/hide", at), names, problems);
        foreach (var (name, _) in document.Tools)
        {
            var place = Pointer.Of("/tools", name);
            if (!CheckName(name, place, names, problems) || !Glob.HasWildcard(name)) continue;
            var glob = Glob.Name(name);
            if (names.Where(tool => glob.Matches(tool)).All(exact.Contains))
            {
                problems.Warning("unreachable", place, $"Every tool that `{name}` matches has an entry of its own, so this one never applies: remove it.");
            }
        }
    }

    private static bool CheckName(string name, string place, string[] names, ProblemList problems)
    {
        if (name.Length == 0) return false;
        var glob = Glob.Name(name);
        if (Array.Exists(names, tool => glob.Matches(tool))) return true;
        if (Glob.HasWildcard(name)) problems.Warning("matches_nothing", place, $"`{name}` matches none of the server's {names.Length} {(names.Length == 1 ? "tool" : "tools")}: mend the glob or remove it.");
        else problems.Warning("unknown_tool", place, $"`{name}` is not a tool of the server{Nearest.End(name, names)}");
        return false;
    }
}
