using System.Collections.Immutable;
using Baton.Gateway.Edge;
using Baton.Gateway.Governance;
using Baton.Gateway.Pipeline;
using Baton.Policy.Decisions;
using Baton.Protocol.Headers;

namespace Baton.Gateway.Audit;

/// <summary>Makes rows of calls.</summary>
internal static class AuditEntries
{
    /// <summary>What was judged, as it is about to leave.</summary>
    public static AuditEntry Of(Call call, string kind, AuditKeys keys, AuditOptions options)
    {
        var arguments = AuditArguments.Of(call.Envelope.Arguments, keys, options.RecordValues);
        return Judged(call, kind) with
        {
            ArgumentKeys = arguments.Keys,
            ArgumentDigest = arguments.Digest,
            ArgumentsEncrypted = arguments.Encrypted,
        };
    }

    public static AuditEntry Refused(Call call, Refusal refusal, AuditKeys keys, AuditOptions options)
        => Of(call, AuditKind.Refusal, keys, options) with
        {
            Outcome = OutcomeOf(call, refusal),
            Observed = false,
            Rule = RuleOf(refusal),
            Code = refusal.Code,
            Message = refusal.Message,
        };

    public static AuditEntry Ended(Call call, Reply reply, (TimeSpan Gateway, TimeSpan Upstream) times)
        => Judged(call, reply) with
        {
            UpstreamStatus = reply switch
            {
                Reply.Completed or Reply.Streamed => "ok",
                Reply.Failed => "error",
                Reply.Refused { Refusal.Kind: RefusalKind.Failed } => "failed",
                Reply.Refused => "withheld",
                _ => "cancelled",
            },
            Code = reply is Reply.Refused { Refusal.Code: var code } ? code : null,
            Message = reply switch
            {
                Reply.Failed failed => failed.Error.Message,
                Reply.Refused refused => refused.Refusal.Message,
                _ => null,
            },
            ResultBytes = reply switch
            {
                Reply.Completed completed => completed.Json.Length,
                Reply.Streamed streamed => streamed.Bytes,
                _ => null,
            },
            IsError = reply switch
            {
                Reply.Completed done => done.IsToolError,
                Reply.Streamed done => done.IsToolError,
                Reply.None => null,
                _ => true,
            },
            GatewayTime = times.Gateway,
            UpstreamTime = times.Upstream,
        };

    public static AuditEntry AtEdge(EdgeRefusal refusal) => new()
    {
        Kind = AuditKind.Refusal,
        TraceId = refusal.Trace.Id,
        TraceState = refusal.Trace.State,
        BaggageKeys = BaggageKeys(refusal.Trace),
        Outcome = "deny",
        Grant = refusal.Caller?.Grant,
        Principal = refusal.Caller?.Principal,
        Address = refusal.Address,
        Server = refusal.Server,
        Rule = $"({refusal.Code})",
        Code = refusal.Code,
        Message = refusal.Message,
    };

    private static AuditEntry Judged(Call call, Reply reply)
    {
        var judged = Judged(call, AuditKind.Outcome);
        // the answer was there, and a rule kept it back
        return reply is Reply.Refused { Refusal: { Kind: not RefusalKind.Failed } refusal }
            ? judged with { Outcome = OutcomeOf(call, refusal), Observed = false, Rule = RuleOf(refusal) }
            : judged;
    }

    private static AuditEntry Judged(Call call, string kind)
    {
        var verdict = call.Verdict;
        var judged = verdict as PolicyVerdict;
        return new AuditEntry
        {
            Kind = kind,
            RequestId = call.RequestId,
            TraceId = call.Trace.Id,
            TraceState = call.Trace.State,
            BaggageKeys = BaggageKeys(call.Trace),
            Grant = call.Caller.Grant,
            Principal = call.Caller.Principal,
            ClientName = call.Client.Name,
            ClientVersion = call.Client.Version,
            Address = call.Connection.Transport == Transport.Stdio ? "stdio" : call.Connection.Address,
            Server = call.Connection.Server,
            Method = call.Envelope.Method,
            Tool = call.Envelope.Name ?? call.Envelope.Uri,
            InnerTools = call.Carried is { } carried ? [.. carried.Calls.Select(inner => inner.Tool).Distinct(StringComparer.Ordinal)] : [],
            Category = judged is null ? null : CategoryWord.Of(judged.Facts.Tool.Category),
            Policy = judged?.Policy.Name,
            PolicyRevision = judged?.Policy.Revision,
            Outcome = verdict is { Outcome: VerdictOutcome.Hide } ? "hide" : "allow",
            Observed = judged?.Decision.IsObserved ?? false,
            Rule = verdict?.Rule is { Length: > 0 } rule ? rule : null,
            Code = judged?.Decision.IsObserved == true ? judged.Decision.Code : null,
            Message = judged?.Decision.IsObserved == true ? judged.Decision.Message : null,
            DefinitionHash = judged?.Facts.Tool.DefinitionHash,
            ApprovalId = judged?.ApprovalSeen,
            Limits = judged?.Limits ?? [],
        };
    }

    private static ImmutableArray<string> BaggageKeys(Trace trace) => trace.Baggage is null ? [] : [.. Baggage.Keys(trace.Baggage)];

    private static string RuleOf(Refusal refusal) => refusal.Rule ?? $"({refusal.Step})";

    /// <summary>The word for a refusal: <c>hide</c>, <c>ask</c> where somebody may still approve it, else <c>deny</c>.</summary>
    internal static string OutcomeOf(Call call, Refusal refusal)
        => refusal.Kind == RefusalKind.Hidden ? "hide"
        : refusal.Code == DecisionCodes.ApprovalRequired && (call.Verdict as PolicyVerdict)?.ApprovalSeen is not null ? "ask"
        : "deny";
}
