using System.Collections.Immutable;
using System.Text.Json;
using Baton.Gateway.Governance;
using Baton.Gateway.Grants;
using Baton.Gateway.Policies;
using Baton.Gateway.Tools;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;
using Baton.Policy.Decisions;

namespace Baton.Gateway.Oversight;

/// <summary>Says what would happen to a call, by the caller's own policy and by what the catalogue knows of the tool. Nothing is reserved.</summary>
/// <param name="grants">The caller's grant.</param>
/// <param name="policies">Its policies.</param>
/// <param name="tools">What servers have listed; asked when needed, since the directory knows the server that asks.</param>
/// <param name="time">The instant of the call that is not made.</param>
public sealed class ActionForecasts(IGrantStore grants, IPolicySource policies, Func<IToolDirectory> tools, TimeProvider time)
{
    public async ValueTask<Outcome<Forecast>> OfAsync(
        MemoryCaller caller, string server, string tool, ReadOnlyMemory<byte> arguments, CancellationToken cancellationToken)
    {
        if (!IsObject(arguments)) return new Failure(FailureCode.Invalid, "parameters must be a JSON object.") { Path = "/parameters" };
        var grant = await grants.FindAsync(caller.GrantId ?? caller.Grant, cancellationToken);
        var reached = grant is null ? null : Reached(grant, server);
        var known = reached is null ? null : tools().Find(reached, caller.Dialect, tool);
        if (reached == LocalGrant.Server && known is null) return CatalogueSight.Unknown(reached, tool);
        var seen = CatalogueSight.Of(reached ?? server, tool, known);
        if (reached is null || policies.Find(grant!.Servers[reached]) is not { } policy) return seen.Judged(reached ?? server, tool, Decision.NoPolicy, []);
        var names = NativeNames.Of(policy.Policy, Facts(caller, grant, reached, seen.Names[0], arguments) with { Listing = ListingOf(reached, known) }, seen.Names[1..]);
        var decisions = names.Select(facts => policy.Policy.Decide(facts)).ToList();
        var limits = decisions.SelectMany(decision => decision.Reservations).DistinctBy(reservation => reservation.Limit)
            .Select(reservation => new ForecastLimit(reservation.Limit.Counter, reservation.Max, reservation.Limit.WindowKey, reservation.Cost));
        return seen.Judged(reached, tool, decisions.MaxBy(Rank)!, [.. limits]);
    }

    /// <summary>Which of the built-in server's tools a list shows the caller.</summary>
    public async ValueTask<IReadOnlySet<string>> ShownAsync(MemoryCaller caller, ImmutableArray<string> names, CancellationToken cancellationToken)
    {
        var grant = await grants.FindAsync(caller.GrantId ?? caller.Grant, cancellationToken);
        if (grant is null || !grant.Servers.TryGetValue(LocalGrant.Server, out var name) || policies.Find(name) is not { } policy) return ImmutableHashSet<string>.Empty;
        return names.Where(tool => tools().Find(LocalGrant.Server, caller.Dialect, tool) is { } known && NativeNames.IsShown(policy.Policy, known.Name, known.Natives, isChanged: false))
            .ToHashSet(StringComparer.Ordinal);
    }

    private Listing ListingOf(string server, KnownTool? known)
        => known is not null ? Listing.Listed : tools().Lists(server) ? Listing.Absent : Listing.Untold;

    /// <summary>The server that is meant: by its name, or by the last part of an address such as <c>owner/name</c>.</summary>
    private static string? Reached(Grant grant, string named)
        => grant.Servers.ContainsKey(named) ? named
            : named[(named.LastIndexOf('/') + 1)..] is var last && grant.Servers.ContainsKey(last) ? last : null;

    private static int Rank(Decision decision) => decision.Outcome switch
    {
        DecisionOutcome.Hide => 3,
        DecisionOutcome.Deny => 2,
        DecisionOutcome.Ask => 1,
        _ => 0,
    };

    private CallFacts Facts(MemoryCaller caller, Grant grant, string server, ToolFacts tool, ReadOnlyMemory<byte> arguments) => new()
    {
        Kind = CallKind.Tool,
        Tool = tool,
        Arguments = arguments,
        Grant = grant.Id,
        Principal = grant.Principal,
        Session = caller.Session,
        Server = server,
        Now = time.GetUtcNow(),
    };

    private static bool IsObject(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty) return true;
        var reader = new Utf8JsonReader(json.Span);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject;
    }
}
