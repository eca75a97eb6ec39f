using Baton.Policy.Documents;
using Baton.Policy.Json;
using Baton.Policy.Schemas;

namespace Baton.Policy.Compilation;

/// <summary>Makes entries.</summary>
internal sealed class EntryCompiler(PolicyMode mode, CompileOptions options, ProblemList problems)
{
    /// <param name="config">The entry as written.</param>
    /// <param name="pointer">Its place.</param>
    /// <param name="name">What the short form of its limit is called after.</param>
    public CompiledEntry Compile(EntryConfig config, string pointer, string name)
    {
        var limits = new LimitCompiler(problems);
        return new CompiledEntry
        {
            Pointer = pointer,
            Action = config.Action ?? EntryAction.Allow,
            Mode = config.Mode ?? mode,
            Reason = config.Reason,
            Require = Rules(config.Require, Pointer.Of(pointer, "require"), ConditionUse.Require),
            DenyIf = Rules(config.DenyIf, Pointer.Of(pointer, "deny_if"), ConditionUse.DenyIf),
            Arguments = config.Arguments is null ? null : Schema(config.Arguments, Pointer.Of(pointer, "arguments")),
            Limits = limits.CompileAll(config, pointer, name),
            Approval = ApprovalCompiler.Compile(config, pointer, options, problems),
            Result = config.Result is null ? null : ResultCompiler.Compile(config.Result, Pointer.Of(pointer, "result"), options.Patterns, problems),
        };
    }

    private CompiledRule[] Rules(Sequence<RuleConfig> rules, string pointer, ConditionUse use)
    {
        var compiled = new CompiledRule[rules.Count];
        for (var at = 0; at < rules.Count; at++)
        {
            var rule = rules[at];
            var place = Pointer.Of(pointer, at);
            var when = new ConditionCompiler(options, problems, ConditionUse.Guard).CompileAll(rule.When, Pointer.Of(place, "when"));
            var conditions = new ConditionCompiler(options, problems, use).CompileAll(rule.Conditions, Pointer.Of(place, "conditions"));
            compiled[at] = new CompiledRule(rule.Id ?? place, place, when, conditions, rule.OnDeny, use == ConditionUse.DenyIf);
        }
        return compiled;
    }

    private JsonSchema? Schema(JsonLiteral literal, string pointer)
    {
        if (JsonSchema.TryCompile(literal, out var schema, out var problem)) return schema;
        problems.Error(problem.Code, pointer + problem.Pointer, $"This JSON Schema cannot be used: {problem.Message}.");
        return null;
    }
}
