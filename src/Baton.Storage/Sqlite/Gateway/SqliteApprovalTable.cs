using Baton.Gateway.Approvals;
using Baton.Gateway.Keys;
using Baton.Memory.Outcomes;
using Baton.Policy.Approvals;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>Requests for approval in <c>gateway.db</c>.</summary>
internal sealed class SqliteApprovalTable(GatewayFile file, GatewayKeys keys, StoreClock clock, TimeProvider time) : IApprovalStore
{
    /// <summary>A person who is asked more than this by one grant approves without reading.</summary>
    private const int MaxOpen = 50;
    private const int ShortestPrefix = 6;

    public async ValueTask<Outcome<ApprovalRecord>> AskAsync(ApprovalQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        // An agent that repeats its call while it waits only reads.
        if (file.Read(connection => Known(connection, question, StoreClock.Peek(connection, time))) is { } known) return known;
        return await file.WriteAsync(connection => Ask(connection, question), cancellationToken);
    }

    public ValueTask<Outcome<ApprovalRecord>> FindAsync(string id, CancellationToken cancellationToken)
        => new(file.Read(connection => Find(connection, id, StoreClock.Peek(connection, time))));

    public ValueTask<IReadOnlyList<ApprovalRecord>> ListAsync(ApprovalFilter filter, CancellationToken cancellationToken)
        => new(file.Read<IReadOnlyList<ApprovalRecord>>(connection => ApprovalRows.List(connection, keys, filter, StoreClock.Peek(connection, time))));

    public async ValueTask<Outcome<ApprovalRecord>> DecideAsync(string id, ApprovalAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return await file.WriteAsync(connection => Decide(connection, id, answer), cancellationToken);
    }

    private Outcome<ApprovalRecord> Ask(Connection connection, ApprovalQuestion question)
    {
        var now = clock.Now(connection);
        if (Known(connection, question, now) is { } known) return known;
        if (ApprovalRows.CountOpen(connection, question.Grant, now) >= MaxOpen)
        {
            return new Failure(FailureCode.TooLarge, $"The grant '{question.Grant}' has {MaxOpen} open requests for approval; they must be answered first.")
            {
                Limit = MaxOpen,
            };
        }
        var record = new ApprovalRecord(ApprovalId.New(now), ApprovalState.Pending, question, now, now + question.Timeout);
        ApprovalRows.Insert(connection, keys, record);
        return record;
    }

    private ApprovalRecord? Known(Connection connection, ApprovalQuestion question, DateTimeOffset now)
        => ApprovalRows.OfCall(connection, keys, question.Fingerprint, now)
        ?? (question.RememberKey is { } key ? ApprovalRows.OfLike(connection, keys, key, now) : null);

    private Outcome<ApprovalRecord> Find(Connection connection, string id, DateTimeOffset now)
    {
        var found = id.Length < ShortestPrefix ? [] : ApprovalRows.ByPrefix(connection, keys, id, now);
        return found switch
        {
            [var one] => one,
            [] => new Failure(FailureCode.NotFound, $"There is no request for approval '{id}'.") { Hint = "'baton approvals list' shows them." },
            _ => new Failure(FailureCode.AmbiguousId, $"'{id}' begins more than one id: {string.Join(", ", found.Select(record => record.Id))}."),
        };
    }

    private Outcome<ApprovalRecord> Decide(Connection connection, string id, ApprovalAnswer answer)
    {
        var now = clock.Now(connection);
        if (!Find(connection, id, now).TryGet(out var record, out var failure)) return failure;
        if (record.State == ApprovalState.Used || record.ExpiresAt <= now)
        {
            var what = record.State switch { ApprovalState.Used => "was used", ApprovalState.Denied => "was denied and its time is over", _ => "has expired" };
            return new Failure(FailureCode.Expired, $"The request {record.Id} {what}; nothing brings it back.") { Hint = "The agent must call again, which makes a new request." };
        }
        var decided = record with
        {
            State = answer.IsApproved ? ApprovalState.Approved : ApprovalState.Denied,
            DecidedAt = now,
            DecidedBy = answer.By,
            Reason = answer.Reason,
            ExpiresAt = now + record.Question.Timeout,
            RememberedUntil = RememberedUntil(record.Question, answer, now),
        };
        ApprovalRows.Update(connection, decided);
        return decided;
    }

    private static DateTimeOffset? RememberedUntil(ApprovalQuestion question, ApprovalAnswer answer, DateTimeOffset now)
    {
        if (question.RememberKey is null) return null;
        if (answer.RememberFor is { } wanted) return now + wanted;
        return question.Remember switch
        {
            RememberFor.Duration => now + question.RememberTime,
            RememberFor.Session => DateTimeOffset.MaxValue,
            _ => null,
        };
    }
}
