using Baton.Gateway.Audit;
using Baton.Gateway.Edge;
using Baton.Gateway.Grants;
using Baton.Gateway.Policies;
using Baton.Gateway.Sessions;
using Baton.Gateway.Upstreams.Relays;
using Baton.Memory.Storage;
using Baton.Policy.Decisions;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Governance;

/// <summary>
/// What a server may ask of the clients of a grant: the section <c>server_requests</c> of the policy that governs it there. Each
/// request is in the audit log, with its answer, under the method that the server asked.
/// </summary>
/// <param name="policies">The policies in force.</param>
/// <param name="log">The audit log; null where none is kept.</param>
/// <param name="time">Names the requests, and says how long the client took.</param>
public sealed class ServerRequestRule(IPolicySource policies, IAuditLog? log, TimeProvider time) : IServerRequests
{
    public async ValueTask<ServerRequest> JudgeAsync(Caller caller, ClientDescription client, string server, Envelope request)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        var policy = caller.Servers.TryGetValue(server, out var name) ? policies.Find(name) : null;
        var decision = policy?.Policy.DecideServerRequest(Word(request.Method)) ?? Decision.NoPolicy;
        var entry = Entry(caller, client, server, request.Method, policy, decision);
        if (decision.Outcome != DecisionOutcome.Allow)
        {
            log?.Post(entry with { Kind = AuditKind.Refusal, Outcome = "deny" });
            return new ServerRequest(new RpcError(ErrorCode.Refused, decision.Message), static _ => { });
        }
        try
        {
            if (log is not null) await log.AppendAsync(entry);
        }
        catch (StoreUnavailableException)
        {
            return new ServerRequest(new RpcError(ErrorCode.StepFailed, "The request cannot be recorded, so the client was not asked."), static _ => { });
        }
        var start = time.GetTimestamp();
        return new ServerRequest(null, answer => log?.Post(Ended(entry, answer, time.GetElapsedTime(start))));
    }

    private AuditEntry Entry(Caller caller, ClientDescription client, string server, string method, LoadedPolicy? policy, Decision decision) => new()
    {
        Kind = AuditKind.Intent,
        Outcome = "allow",
        RequestId = UniqueName.Request(time),
        Grant = caller.Grant,
        Principal = caller.Principal,
        ClientName = client.Name,
        ClientVersion = client.Version,
        Server = server,
        Method = method,
        Policy = policy?.Name,
        PolicyRevision = policy?.Revision,
        Observed = decision.IsObserved,
        Rule = decision.Rule.Length > 0 ? decision.Rule : null,
        Code = decision.Code,
        Message = decision.Message.Length > 0 ? decision.Message : null,
    };

    private static AuditEntry Ended(AuditEntry asked, Envelope? answer, TimeSpan took) => asked with
    {
        Kind = AuditKind.Outcome,
        UpstreamStatus = answer is null ? "cancelled" : answer.Error.IsEmpty ? "ok" : "error",
        IsError = answer is null ? null : !answer.Error.IsEmpty,
        ResultBytes = answer is { Error.IsEmpty: true } ? answer.Result.Length : null,
        UpstreamTime = took,
    };

    private static string Word(string method) => method switch
    {
        "sampling/createMessage" => "sampling",
        "elicitation/create" => "elicitation",
        "roots/list" => "roots",
        _ => method,
    };
}
