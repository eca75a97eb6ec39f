using System.Collections.Immutable;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Gateway.Governance;

/// <summary>
/// The names under which a dialect's tool is judged: its own, and the native operations it maps to. Where a document that
/// denies by default names the tool itself, an operation that it does not speak of adds nothing: silence is no rule, and a
/// document written for the original names no other tools. Where it names neither, the default denies the tool.
/// </summary>
internal static class NativeNames
{
    public static ImmutableArray<CallFacts> Of(CompiledPolicy policy, CallFacts own, ImmutableArray<ToolFacts> natives)
    {
        if (natives.IsEmpty) return [own];
        return [own, .. Governing(policy, own.Tool, natives).Select(native => own with { Tool = native })];
    }

    /// <summary>Whether a list shows the tool: as a call is judged under all of its names, one that can never be called takes it off the list.</summary>
    public static bool IsShown(CompiledPolicy policy, ToolFacts own, ImmutableArray<ToolFacts> natives, bool isChanged)
        => policy.Visibility(CallKind.Tool, own, isChanged) == ToolVisibility.Shown
        && Governing(policy, own, natives).All(native => policy.Visibility(CallKind.Tool, native) == ToolVisibility.Shown);

    /// <summary>The operations whose rules hold for the tool.</summary>
    private static IEnumerable<ToolFacts> Governing(CompiledPolicy policy, ToolFacts own, ImmutableArray<ToolFacts> natives)
        => policy.Document.Default == DefaultAction.Deny && policy.Names(CallKind.Tool, own)
            ? natives.Where(native => policy.Names(CallKind.Tool, native))
            : natives;
}
