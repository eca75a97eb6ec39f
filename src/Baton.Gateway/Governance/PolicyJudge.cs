using System.Collections.Immutable;
using Baton.Gateway.MetaTools;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Gateway.Tools;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Governance;

/// <summary>Decides by the policy that the caller's grant has on the server; without one nothing is allowed there.</summary>
public sealed class PolicyJudge(IPolicySource policies, IToolDirectory tools, TimeProvider time) : IJudge
{
    public Verdict Judge(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var server = call.Connection.Server;
        if (!call.Caller.Servers.TryGetValue(server, out var name) || policies.Find(name) is not { } policy) return Verdict.NoPolicy(server);
        if (call.Envelope.Method == MethodName.Listen && CallSubject.ListenedTo(call.Envelope) is { IsEmpty: false } heard) return Listening(call, policy, heard);
        if (CallSubject.IsHousekeeping(call.Envelope)) return Verdict.AllowedByDefault;
        var subject = CallSubject.Of(call.Envelope);
        if (subject.Kind is not { } kind) return Other(call, policy);
        return Explained(OfSubject(call, policy, kind, subject), call);
    }

    private PolicyVerdict OfSubject(Call call, LoadedPolicy policy, CallKind kind, in CallSubject subject)
    {
        if (kind != CallKind.Tool)
        {
            var judged = OfName(call, policy, kind, subject.Name);
            return judged.Outcome == VerdictOutcome.Hide && IsAnsweredAlike(call) ? judged with { Unseen = [subject.Name] } : judged;
        }
        var known = tools.Find(call, subject.Name);
        var names = Names(call, policy.Policy, subject.Name, known, call.Envelope.Arguments, default);
        var hasOutputSchema = known?.HasOutputSchema ?? false;
        if (call.Carried is not { } carried || !HasRules(policy.Policy) && call.Holds.IsEmpty) return PolicyVerdict.Of(policy, names, hasOutputSchema);
        return Carrying(call, policy, carried, names, hasOutputSchema);
    }

    private PolicyVerdict OfName(Call call, LoadedPolicy policy, CallKind kind, string name)
        => PolicyVerdict.Of(policy, [Facts(call, kind, new ToolFacts(name), call.Envelope.Arguments)], hasOutputSchema: false);

    /// <summary>Whether the server would say the same of what it does not have, so that refusing would tell.</summary>
    private static bool IsAnsweredAlike(Call call) => call.Upstream is { IsBuiltIn: true }
        && call.Envelope.Method is MethodName.SubscribeResource or MethodName.UnsubscribeResource or MethodName.Complete or MethodName.Listen;

    /// <summary>A subscription needs permission on every resource that it names.</summary>
    private PolicyVerdict Listening(Call call, LoadedPolicy policy, ImmutableArray<string> uris)
    {
        var hidden = uris.Select(uri => (Uri: uri, Verdict: OfName(call, policy, CallKind.Resource, uri))).Where(each => each.Verdict.Outcome == VerdictOutcome.Hide).ToList();
        if (hidden.Count > 0 && !IsAnsweredAlike(call)) return hidden[0].Verdict with { Subject = hidden[0].Uri };
        var unseen = hidden.Select(each => each.Uri).ToImmutableHashSet(StringComparer.Ordinal);
        var rest = uris.Where(uri => !unseen.Contains(uri)).Select(uri => Facts(call, CallKind.Resource, new ToolFacts(uri), call.Envelope.Arguments)).ToImmutableArray();
        return (rest.IsEmpty ? hidden[0].Verdict : PolicyVerdict.Of(policy, rest, hasOutputSchema: false)) with { Unseen = unseen };
    }

    /// <summary>A tool that calls others is judged by their rules too; a call inside it that cannot be read is judged by none, so it is refused.</summary>
    private PolicyVerdict Carrying(Call call, LoadedPolicy policy, CarriedCalls carried, ImmutableArray<CallFacts> names, bool hasOutputSchema)
    {
        if (carried.Problem is { } problem)
        {
            var own = PolicyVerdict.Of(policy, names, hasOutputSchema);
            return own.Outcome is VerdictOutcome.Hide or VerdictOutcome.Deny ? own : own.With(Unreadable(carried.Carrier, problem));
        }
        var carrier = policy.Policy.FingerprintOf(names[0]) ?? "";
        var all = names.ToBuilder();
        for (var part = 1; part <= carried.Calls.Length; part++)
        {
            var inner = carried.Calls[part - 1];
            all.AddRange(Names(call, policy.Policy, inner.Tool, tools.Find(call, inner.Tool), inner.Arguments, (carrier, part)));
        }
        return PolicyVerdict.Of(policy, all.ToImmutable(), hasOutputSchema);
    }

    private ImmutableArray<CallFacts> Names(
        Call call, CompiledPolicy policy, string tool, KnownTool? listed, ReadOnlyMemory<byte> arguments, (string? By, int Part) carried)
    {
        var known = listed ?? KnownTool.Unknown(tool);
        var own = Facts(call, CallKind.Tool, LooksIntoArguments(policy) ? known.Facts : known.Name, arguments) with
        {
            CarriedBy = carried.By,
            Part = carried.Part,
            Listing = listed is not null ? Listing.Listed : IsTold(call, carried.By) ? Listing.Absent : Listing.Untold,
        };
        return NativeNames.Of(policy, own, known.Natives);
    }

    /// <summary>Whether a list would have the tool if the server had it.</summary>
    private bool IsTold(Call call, string? carrier)
        => call.Upstream is { IsBuiltIn: true } || carrier is null && tools.Lists(call.Connection.Server);

    private static Decision Unreadable(string carrier, string problem) => new()
    {
        Outcome = DecisionOutcome.Deny,
        Rule = RuleIds.Malformed,
        Code = DecisionCodes.Malformed,
        Message = $"The tool `{carrier}` calls other tools, and which one was not clear: {problem}. Name one tool, with its arguments as an object.",
    };

    private PolicyVerdict Other(Call call, LoadedPolicy policy)
    {
        var facts = Facts(call, CallKind.Tool, new ToolFacts(call.Envelope.Method), call.Envelope.Arguments);
        return PolicyVerdict.Of(policy.Policy.DecideMethod(call.Envelope.Method), policy, facts);
    }

    private static bool HasRules(CompiledPolicy policy)
        => LooksIntoArguments(policy) || policy.Document.Hide.Count > 0 || policy.Document.Default == DefaultAction.Deny;

    // A document without entries cannot be got around, so the server's own, more exact complaint about arguments is left to it.
    private static bool LooksIntoArguments(CompiledPolicy policy)
        => policy.Document.Tools.Count > 0 || policy.Document.AllTools is not null || policy.Document.Classes.Count > 0;

    private CallFacts Facts(Call call, CallKind kind, ToolFacts tool, ReadOnlyMemory<byte> arguments) => new()
    {
        Kind = kind,
        Tool = tool,
        Arguments = arguments,
        Grant = call.Caller.GrantId,
        Principal = call.Caller.Principal,
        Session = call.Session?.Name,
        Server = call.Connection.Server,
        DefinitionChanged = call.Holds.ContainsKey(tool.Name),
        Now = time.GetUtcNow(),
    };

    /// <summary>The engine knows that a definition changed; what changed, and what the operator can do, only the pins know.</summary>
    private static PolicyVerdict Explained(PolicyVerdict verdict, Call call)
    {
        if (verdict.Rule != RuleIds.DefinitionChanged || !call.Holds.TryGetValue(verdict.Facts.Tool.Name, out var hold)) return verdict;
        var decision = verdict.Decision;
        return verdict.With(new Decision { Outcome = decision.Outcome, Rule = decision.Rule, Code = decision.Code, Message = hold.Message, Entry = decision.Entry });
    }
}
