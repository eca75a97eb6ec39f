using System.Collections.Frozen;
using Baton.Catalog.Lexicon;

namespace Baton.Catalog.Classification;

/// <summary>
/// Corrects what a verb means by its object and its server: to run a query is not to run code, to apply a plan may destroy,
/// to fetch in git changes refs. One line per rule of the guidelines.
/// </summary>
internal static class VerbInContext
{
    private sealed record Rule(string[] Verbs, string[] Objects, VerbKind Kind);

    private static readonly Rule[] Rules =
    [
        new(["run", "execute", "perform", "exec"], ["query", "report", "search", "select", "analysis", "audit", "check", "scan", "lint", "aggregation", "find", "read"], VerbKind.Read),
        new(["start", "begin", "submit", "play"], ["process", "job", "workflow", "pipeline", "build", "run", "command", "script", "execution", "automation"], VerbKind.Execute),
        new(["create"], ["run", "testrun", "execution", "dyno"], VerbKind.Execute),
        new(["make", "send", "perform", "issue", "do"], ["http", "http1", "http2"], VerbKind.Execute),
        new(["apply"], ["terraform", "tf", "plan", "tofu", "infrastructure"], VerbKind.Destroy),
        new(["open"], ["node", "file", "document", "note", "record"], VerbKind.Read),
        new(["generate", "build"], ["deeplink", "types", "locator", "qr", "uuid", "hash", "string", "context", "feedback"], VerbKind.Read),
        new(["generate"], ["link", "url", "report", "id", "summary", "query"], VerbKind.Read),
        new(["test"], ["connection", "auth", "access", "endpoint", "regex", "credential", "connectivity"], VerbKind.Read),
        new(["restore", "recover"], ["trash", "archived", "deleted", "paused", "archive"], VerbKind.Write),
        new(["clear"], ["working", "session", "selection", "filter", "highlight", "breakpoint"], VerbKind.Write),
        new(["resolve", "identify", "review"], ["issue", "thread", "alert", "incident", "conversation", "ticket", "finding"], VerbKind.Write),
        new(["say"], ["whether"], VerbKind.Read),
        new(["call", "make"], ["phone", "outbound"], VerbKind.Write),
        new(["start", "begin", "continue", "get", "load"], ["search"], VerbKind.Read),
        new(["load"], ["handoff", "conversation", "memory", "context", "summary"], VerbKind.Read),
        new(["handoff"], ["load", "stats", "status"], VerbKind.Read),
        new(["move"], ["card", "page", "issue", "task", "note", "message", "email", "event"], VerbKind.Write),
    ];

    private static readonly FrozenSet<string> Asks = FrozenSet.ToFrozenSet(["make", "send", "perform", "issue", "do", "call"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> GitWrites = FrozenSet.ToFrozenSet(["fetch", "pull", "checkout", "switch"], StringComparer.Ordinal);

    /// <summary>The kind of <paramref name="verb"/> before these words; <paramref name="kind"/> when nothing corrects it.</summary>
    public static VerbKind Of(string verb, VerbKind kind, IReadOnlyCollection<string> objects, ToolFacts facts)
    {
        var forms = Verbs.BaseForms(verb).ToArray();
        if (facts.Server.IsGit && forms.Contains("rebase")) return VerbKind.Destroy;
        if (facts.Server.IsGit && forms.Any(GitWrites.Contains)) return VerbKind.Write;
        if (facts.Server.DrivesScreen && forms.Contains("drop")) return VerbKind.Write;
        if (forms.Contains("apply") && IsInfrastructure(facts)) return VerbKind.Destroy;
        if (forms.Any(Asks.Contains) && objects.Contains("request") && IsHttpRequest(facts)) return VerbKind.Execute;
        foreach (var rule in Rules)
        {
            if (forms.Any(rule.Verbs.Contains) && objects.Any(word => Verbs.BaseForms(word).Any(rule.Objects.Contains))) return rule.Kind;
        }
        return kind;
    }

    private static bool IsHttpRequest(ToolFacts facts)
        => facts.TopLevel.Any(parameter => Text.NameTokens.Of(parameter.Name).Any(word => word is "url" or "host" or "hostname" or "endpoint" or "method" or "headers"));

    private static bool IsInfrastructure(ToolFacts facts)
    {
        var name = Text.NameTokens.Of(facts.Tool.Name).Concat(facts.Server.ServerWords);
        return name.Any(word => word is "terraform" or "tf" or "tofu" or "opentofu" or "pulumi");
    }
}
