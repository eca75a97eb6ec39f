using System.Collections.Immutable;
using Baton.Gateway.Pins;
using Baton.Memory.Outcomes;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>Pinned definitions in <c>gateway.db</c>.</summary>
internal sealed class SqlitePinTable(GatewayFile file, TimeProvider time) : IPinStore
{
    public long Generation() => file.Generations.Pins;

    public ValueTask<PinIndex> IndexAsync(CancellationToken cancellationToken) => new(file.Read(PinRows.Index));

    public ValueTask<IReadOnlyList<Pin>> ListAsync(string server, CancellationToken cancellationToken)
        => new(file.Read<IReadOnlyList<Pin>>(connection => PinRows.All(connection, server)));

    public ValueTask<Pin?> FindWaitingAsync(string server, PinKey key, CancellationToken cancellationToken)
        => new(file.Read(connection => PinRows.Waiting(connection, server, key)));

    public async ValueTask<bool> ApplyAsync(string server, PinUpdate update, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        return await file.WriteAsync(connection => Apply(connection, server, update), cancellationToken);
    }

    public async ValueTask<Outcome<ImmutableArray<Pin>>> DecideAsync(string server, PinDecision decision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return await file.WriteAsync(connection => Decide(connection, server, decision), cancellationToken);
    }

    public async ValueTask TrustAsync(string server, bool isTrusted, CancellationToken cancellationToken) => await file.WriteAsync(connection =>
    {
        using var statement = connection.Prepare(isTrusted ? "INSERT OR IGNORE INTO pin_trust (server, since) VALUES (?, ?)" : "DELETE FROM pin_trust WHERE server = ?");
        statement.Bind(server);
        if (isTrusted) statement.Bind(time.GetUtcNow());
        statement.Run();
        return true;
    }, cancellationToken);

    private bool Apply(Connection connection, string server, PinUpdate update)
    {
        var now = time.GetUtcNow();
        var isNew = PinRows.MarkSeen(connection, server, update.Kind, now);
        if (update.IsFirst && !isNew) return false;
        foreach (var name in update.Withdrawn) isNew |= PinRows.DropWaiting(connection, server, new PinKey(update.Kind, name));
        foreach (var draft in update.Accepted) isNew |= Accept(connection, server, draft, update.AcceptedBy, now);
        foreach (var draft in update.Held) isNew |= Hold(connection, server, draft, now);
        return isNew;
    }

    private static bool Accept(Connection connection, string server, PinDraft draft, string by, DateTimeOffset now)
    {
        var key = new PinKey(draft.Kind, draft.Name);
        if (PinRows.Has(connection, server, key, draft.Hash, "approved", "approved")) return false;
        PinRows.DropWaiting(connection, server, key);
        Supersede(connection, server, draft.Kind, draft.Name, draft.PreviousName);
        PinRows.Insert(connection, server, draft, PinState.Approved, now, by);
        return true;
    }

    private static bool Hold(Connection connection, string server, PinDraft draft, DateTimeOffset now)
    {
        var key = new PinKey(draft.Kind, draft.Name);
        if (PinRows.Has(connection, server, key, draft.Hash, "held", "rejected")) return false;
        PinRows.DropWaiting(connection, server, key);
        PinRows.Insert(connection, server, draft, PinState.Held, now, null);
        return true;
    }

    private Outcome<ImmutableArray<Pin>> Decide(Connection connection, string server, PinDecision decision)
    {
        var waiting = PinRows.All(connection, server).Where(pin => IsOpen(pin, decision)).ToList();
        foreach (var name in decision.Names)
        {
            if (waiting.All(pin => pin.Name != name)) return Missing(server, name);
        }
        var chosen = decision.Names.IsEmpty ? waiting : [.. waiting.Where(pin => decision.Names.Contains(pin.Name))];
        if (chosen.Count == 0) return Missing(server, null);
        if (decision.Seen is { } seen && PinDecision.Digest(chosen) != seen)
        {
            return new Failure(FailureCode.StaleVersion, $"What waits on the server '{server}' is no longer what was looked at; nothing was decided.")
            {
                Hint = $"Look again: baton server diff {server}",
            };
        }
        var now = time.GetUtcNow();
        return chosen.Select(pin => Decide(connection, pin, decision, now)).ToImmutableArray();
    }

    // A rejected definition can still be approved; a rejected one is not rejected again.
    private static bool IsOpen(Pin pin, PinDecision decision) => pin.State == PinState.Held || decision is { IsApproved: true, Names.IsEmpty: false } && pin.State == PinState.Rejected;

    private static Pin Decide(Connection connection, Pin pin, PinDecision decision, DateTimeOffset now)
    {
        var decided = pin with { State = decision.IsApproved ? PinState.Approved : PinState.Rejected, DecidedAt = now, DecidedBy = decision.By };
        if (decision.IsApproved) Supersede(connection, pin.Server, pin.Kind, pin.Name, pin.PreviousName);
        PinRows.Decide(connection, pin, decided);
        return decided;
    }

    private static void Supersede(Connection connection, string server, PinKind kind, string name, string? previousName)
    {
        PinRows.Replace(connection, server, new PinKey(kind, name));
        if (previousName is not null && previousName != name) PinRows.Replace(connection, server, new PinKey(kind, previousName));
    }

    private static Failure Missing(string server, string? name) => new(
        FailureCode.NotFound, name is null ? $"Nothing waits on the server '{server}'." : $"Nothing of the name '{name}' waits on the server '{server}'.")
    {
        Hint = $"'baton server pins {server}' shows what is approved and what waits.",
    };
}
