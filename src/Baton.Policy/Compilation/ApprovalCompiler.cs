using System.Collections.Immutable;
using Baton.Policy.Approvals;
using Baton.Policy.Documents;
using Baton.Policy.Paths;

namespace Baton.Policy.Compilation;

/// <summary>Makes approvals: of the <c>approval</c> key, and of the action that asks always.</summary>
internal static class ApprovalCompiler
{
    public static ApprovalPlan? Compile(EntryConfig entry, string pointer, CompileOptions options, ProblemList problems)
    {
        var always = entry.Action == EntryAction.RequireApproval;
        if (entry.Approval is not { } config)
        {
            return always ? Plan(Pointer.Of(pointer, "action"), new ApprovalConfig(), pointer, options, problems) : null;
        }
        var place = Pointer.Of(pointer, "approval");
        if (always && config.When.Count > 0)
        {
            problems.Warning("approval_always", Pointer.Of(place, "when"), "`action: require_approval` asks for every call, whatever `when` says: remove one of the two.");
            config = config with { When = default };
        }
        return Plan(place, config, place, options, problems);
    }

    private static ApprovalPlan Plan(string rule, ApprovalConfig config, string place, CompileOptions options, ProblemList problems)
    {
        var when = new ConditionCompiler(options, problems, ConditionUse.Guard).CompileAll(config.When, Pointer.Of(place, "when"));
        var remember = Remember(config, place, problems, out var time);
        return new ApprovalPlan(
            rule,
            when,
            config.By ?? Approver.Operator,
            Span(config.Timeout, "timeout", place, problems) ?? ApprovalPlan.DefaultTimeout,
            Span(config.Wait, "wait", place, problems) ?? ApprovalPlan.DefaultWait,
            remember,
            time,
            On(config, place, problems));
    }

    private static TimeSpan? Span(string? text, string key, string place, ProblemList problems)
    {
        if (text is null) return null;
        if (key == "wait" && text is "0" or "0s") return TimeSpan.Zero;
        var span = Durations.Parse(text);
        if (span is null) problems.Error("duration", Pointer.Of(place, key), $"`{text}` is not a duration: write 20s, 30m, 2h, 7d or PT5M, up to a year.");
        return span;
    }

    private static RememberFor Remember(ApprovalConfig config, string place, ProblemList problems, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        if (config.Remember is null or "none")
        {
            if (config.RememberOn.Count > 0) problems.Error("approval", Pointer.Of(place, "remember_on"), "`remember_on` has no meaning while nothing is remembered: set `remember`.");
            return RememberFor.None;
        }
        if (config.Remember == "session") return RememberFor.Session;
        time = Span(config.Remember, "remember", place, problems) ?? TimeSpan.Zero;
        return RememberFor.Duration;
    }

    private static ImmutableArray<PolicyPath> On(ApprovalConfig config, string place, ProblemList problems)
    {
        var paths = ImmutableArray.CreateBuilder<PolicyPath>();
        var list = Pointer.Of(place, "remember_on");
        for (var at = 0; at < config.RememberOn.Count; at++)
        {
            var path = PathParser.Parse(config.RememberOn[at], out var error);
            if (path is { HasEach: true } or { HasSome: true }) error = "A value to remember on is one value: write a path without [*] and [any].";
            if (error.Length > 0) problems.Error("path", Pointer.Of(list, at), error);
            else paths.Add(path!);
        }
        return paths.ToImmutable();
    }
}
