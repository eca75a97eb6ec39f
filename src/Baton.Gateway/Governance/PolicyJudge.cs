using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Gateway.Tools;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;

namespace Baton.Gateway.Governance;

/// <summary>Decides by the policy that the caller's grant has on the server; without one nothing is allowed there.</summary>
public sealed class PolicyJudge(IPolicySource policies, IToolDirectory tools, TimeProvider time) : IJudge
{
    public Verdict Judge(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var server = call.Connection.Server;
        if (!call.Caller.Servers.TryGetValue(server, out var name) || policies.Find(name) is not { } policy) return Verdict.NoPolicy(server);
        if (CallSubject.IsHousekeeping(call.Envelope)) return Verdict.AllowedByDefault;
        var subject = CallSubject.Of(call.Envelope);
        if (subject.Kind is not { } kind) return Other(call, policy);
        var known = kind == CallKind.Tool ? tools.Find(call, subject.Name) : null;
        known ??= KnownTool.Unknown(subject.Name);
        var facts = Facts(call, kind, LooksIntoArguments(policy.Policy) ? known.Facts : known.Name);
        var verdict = PolicyVerdict.Of(policy.Policy.Decide(facts), policy, facts, known.HasOutputSchema);
        foreach (var native in known.Natives)
        {
            var under = Facts(call, kind, native);
            verdict = verdict.OrStricter(PolicyVerdict.Of(policy.Policy.Decide(under), policy, under, known.HasOutputSchema));
        }
        return verdict;
    }

    private PolicyVerdict Other(Call call, LoadedPolicy policy)
    {
        var facts = Facts(call, CallKind.Tool, new ToolFacts(call.Envelope.Method));
        return PolicyVerdict.Of(policy.Policy.DecideMethod(call.Envelope.Method), policy, facts, hasOutputSchema: false);
    }

    // A document without entries cannot be got around, so the server's own, more exact complaint about arguments is left to it.
    private static bool LooksIntoArguments(CompiledPolicy policy)
        => policy.Document.Tools.Count > 0 || policy.Document.AllTools is not null || policy.Document.Classes.Count > 0;

    private CallFacts Facts(Call call, CallKind kind, ToolFacts tool) => new()
    {
        Kind = kind,
        Tool = tool,
        Arguments = call.Envelope.Arguments,
        Grant = call.Caller.GrantId,
        Principal = call.Caller.Principal,
        Session = call.Session?.Name,
        Server = call.Connection.Server,
        Now = time.GetUtcNow(),
    };
}
