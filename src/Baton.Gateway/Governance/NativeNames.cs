using System.Collections.Immutable;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Gateway.Governance;

/// <summary>
/// The names under which a dialect's tool is judged: its own, and the native operations it maps to. Where a document that
/// denies by default names the tool itself, an operation that it does not speak of adds nothing: silence is no rule, and a
/// document written for the original names no other tools.
/// </summary>
internal static class NativeNames
{
    public static ImmutableArray<CallFacts> Of(CompiledPolicy policy, CallFacts own, ImmutableArray<ToolFacts> natives)
    {
        if (natives.IsEmpty) return [own];
        var all = natives.Select(native => own with { Tool = native });
        return policy.Document.Default == DefaultAction.Deny && !IsUnspoken(policy, own)
            ? [own, .. all.Where(native => !IsUnspoken(policy, native))]
            : [own, .. all];
    }

    private static bool IsUnspoken(CompiledPolicy policy, CallFacts facts) => policy.Decide(facts).Rule == RuleIds.DefaultDeny;
}
