using Baton.Policy.Documents;

namespace Baton.Policy.Diff;

/// <summary>Compares documents key by key.</summary>
internal static class EntryDiff
{
    public static IEnumerable<EntryChange> Compare(PolicyDocument before, PolicyDocument after)
    {
        var keys = DocumentKeys(before, after).ToArray();
        if (keys.Length > 0) yield return new EntryChange("", "changed", keys);
        var left = Entries(before);
        var right = Entries(after);
        foreach (var place in left.Keys.Union(right.Keys))
        {
            var (old, current) = (left.GetValueOrDefault(place), right.GetValueOrDefault(place));
            if (old is null) yield return new EntryChange(place, "added", []);
            else if (current is null) yield return new EntryChange(place, "removed", []);
            else if (old != current) yield return new EntryChange(place, "changed", [.. EntryKeys(old, current)]);
        }
    }

    private static Dictionary<string, EntryConfig> Entries(PolicyDocument document)
    {
        var entries = new Dictionary<string, EntryConfig>(StringComparer.Ordinal);
        if (document.AllTools is not null) entries["/all_tools"] = document.AllTools;
        foreach (var (name, entry) in document.Tools) entries[Pointer.Of("/tools", name)] = entry;
        foreach (var (category, entry) in document.Classes) entries[Pointer.Of("/class", WordTable<ToolCategory>.Text(category))] = entry;
        foreach (var (name, entry) in document.Resources ?? default) entries[Pointer.Of("/resources", name)] = entry;
        foreach (var (name, entry) in document.Prompts ?? default) entries[Pointer.Of("/prompts", name)] = entry;
        return entries;
    }

    private static IEnumerable<string> DocumentKeys(PolicyDocument before, PolicyDocument after)
    {
        if (before.Default != after.Default) yield return "default";
        if (before.Mode != after.Mode) yield return "mode";
        if (before.Hide != after.Hide) yield return "hide";
        if (before.ShowDenied != after.ShowDenied) yield return "show_denied";
        if (before.Definitions != after.Definitions) yield return "definitions";
        if (before.ServerRequests != after.ServerRequests) yield return "server_requests";
        if (before.Resources is null != after.Resources is null) yield return "resources";
        if (before.Prompts is null != after.Prompts is null) yield return "prompts";
    }

    private static IEnumerable<string> EntryKeys(EntryConfig before, EntryConfig after)
    {
        if (before.Action != after.Action) yield return "action";
        if (before.Reason != after.Reason) yield return "reason";
        if (before.Require != after.Require) yield return "require";
        if (before.DenyIf != after.DenyIf) yield return "deny_if";
        if (!Equals(before.Arguments, after.Arguments)) yield return "arguments";
        if (before.Limits != after.Limits) yield return "limits";
        if (before.RateLimit != after.RateLimit) yield return "rate_limit";
        if (before.Approval != after.Approval) yield return "approval";
        if (before.Result != after.Result) yield return "result";
        if (before.Mode != after.Mode) yield return "mode";
    }
}
