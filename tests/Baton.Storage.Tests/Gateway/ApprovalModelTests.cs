using Baton.Gateway.Approvals;
using Baton.Gateway.Keys;
using Baton.Gateway.Limits;
using Baton.Gateway.Stores;
using Baton.Memory.Outcomes;
using Baton.Policy.Approvals;
using Baton.Storage.Sqlite.Gateway;
using Baton.Storage.Tests.Support;
using Baton.TestSupport;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Gateway;

/// <summary>
/// Requests for approval asked, answered, taken back, used and left to lapse, by two processes in any order: what the store
/// answers is what a list of them in memory answers.
/// </summary>
public sealed class ApprovalModelTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(30);

    [Fact]
    public void AnySequence_AnswersWhatTheModelAnswers()
        => Prop.ForAll(Step().ListOf(45).ToArbitrary(), steps => CheckAsync([.. steps]).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(25));

    private static Gen<Move> Step()
        => from what in Gen.Elements("ask", "ask", "ask", "approve", "approve", "deny", "use", "use", "wait")
           from process in Gen.Choose(0, 1)
           from call in Gen.Choose(0, 4)
           from other in Gen.Choose(0, 4)
           from minutes in Gen.Elements(1, 10, 29, 31, 90, 150)
           select new Move(what, process, call, other, minutes);

    private static async Task CheckAsync(List<Move> moves)
    {
        using var folder = new TemporaryFolder();
        var keys = new GatewayKeys(KeyMaterial.New());
        var time = new ManualTimeProvider();
        await using var one = SqliteGatewayStore.Open(folder.Data, keys, time);
        await using var two = SqliteGatewayStore.Open(folder.Data, keys, time);
        var model = new Model();
        foreach (var (move, place) in moves.Select((move, place) => (move, place)))
        {
            var because = $"step {place}: {string.Join("; ", moves.Take(place + 1))}";
            time.Advance(move.What == "wait" ? TimeSpan.FromMinutes(move.Minutes) : TimeSpan.FromSeconds(1));
            IGatewayStore store = move.Process == 0 ? one : two;
            await StepAsync(store, model, move, time.GetUtcNow(), because);
            await CheckListsAsync(move.Process == 0 ? two : one, model, time.GetUtcNow(), because);
        }
    }

    private static async Task StepAsync(IGatewayStore store, Model model, Move move, DateTimeOffset now, string because)
    {
        var known = model.Asked.Count == 0 ? null : model.Asked[move.Other % model.Asked.Count];
        switch (move.What)
        {
            case "ask":
                var answer = (await store.Approvals.AskAsync(Question(move.Call), default)).Value;
                var (request, state, isRemembered) = model.Ask(move.Call, now);
                if (request.Id.Length == 0) request.Id = answer.Id;
                (answer.Id, answer.State, answer.IsRemembered).ShouldBe((request.Id, state, isRemembered), because);
                answer.ExpiresAt.ShouldBe(request.ExpiresAt, because);
                answer.Reason.ShouldBe(request.Reason, because);
                break;
            case "approve" or "deny" when known is not null:
                // An operator may say for how long a word holds; else the policy does.
                TimeSpan? remember = move.Minutes == 10 ? TimeSpan.FromMinutes(45) : null;
                var word = new ApprovalAnswer(move.What == "approve", "ada", because[..Math.Min(because.Length, 20)], remember);
                var decided = await store.Approvals.DecideAsync(known.Id, word, default);
                decided.Failure?.Code.ShouldBe(FailureCode.Expired, because);
                decided.Succeeded.ShouldBe(model.Decide(known, word, now), because);
                if (decided.Succeeded) decided.Value.RememberedUntil.ShouldBe(known.RememberedUntil, because);
                break;
            case "use" when known is not null:
                // The fingerprint is that of the call it was asked for, or of another one.
                var fingerprint = move.Minutes == 29 ? $"f{(known.Call + 1) % 5}" : $"f{known.Call}";
                var used = await store.Limits.ReserveAsync(new LimitDemand([LimitSample.Window("calls", 1000)], known.Id, fingerprint));
                (used is LimitAnswer.Held).ShouldBe(model.Use(known, fingerprint, now), because);
                break;
        }
    }

    /// <summary>The other process sees the same: each by its id, and all by their states, the newest first.</summary>
    private static async Task CheckListsAsync(IGatewayStore store, Model model, DateTimeOffset now, string because)
    {
        foreach (var state in new[] { null, ApprovalState.Pending, ApprovalState.Approved, ApprovalState.Denied, ApprovalState.Used, ApprovalState.Expired })
        {
            var expected = model.Asked.Where(one => state is null || one.StateAt(now) == state).Reverse().Select(one => (one.Id, one.StateAt(now)));
            (await store.Approvals.ListAsync(new ApprovalFilter(state), default)).Select(record => (record.Id, record.State)).ShouldBe(expected, $"{state}, {because}");
        }
        if (model.Asked is not [.., var last]) return;
        var found = (await store.Approvals.FindAsync(last.Id, default)).Value;
        (found.State, found.UsedAt, found.DecidedAt, found.RememberedUntil).ShouldBe((last.StateAt(now), last.UsedAt, last.DecidedAt, last.RememberedUntil), because);
    }

    /// <summary>Calls 0 and 1 are alike and remembered for two hours, 2 and 3 are alike and remembered for good, 4 never is.</summary>
    private static ApprovalQuestion Question(int call) => new()
    {
        Fingerprint = $"f{call}",
        RememberKey = KeyOf(call),
        Remember = call switch { 0 or 1 => RememberFor.Duration, 2 => RememberFor.Session, _ => RememberFor.None },
        RememberTime = call is 0 or 1 ? TimeSpan.FromHours(2) : default,
        Timeout = Timeout,
        Grant = "ci",
        Principal = "builder",
        Server = "billing",
        Tool = $"charge{call}",
        Rule = "/tools/charge/approval",
        Message = "charge needs an approval",
    };

    private static string? KeyOf(int call) => call switch { 0 or 1 => "like", 2 or 3 => "alike", _ => null };

    private sealed record Move(string What, int Process, int Call, int Other, int Minutes);

    private sealed class Request
    {
        public string Id { get; set; } = "";
        public required int Call { get; init; }
        public string State { get; set; } = ApprovalState.Pending;
        public required DateTimeOffset ExpiresAt { get; set; }
        public DateTimeOffset? DecidedAt { get; set; }
        public DateTimeOffset? RememberedUntil { get; set; }
        public DateTimeOffset? UsedAt { get; set; }
        public string? Reason { get; set; }

        public string StateAt(DateTimeOffset now) => State is (ApprovalState.Pending or ApprovalState.Approved) && ExpiresAt <= now ? ApprovalState.Expired : State;
    }

    private sealed class Model
    {
        public List<Request> Asked { get; } = [];

        public (Request Request, string State, bool IsRemembered) Ask(int call, DateTimeOffset now)
        {
            var same = Asked.LastOrDefault(one => one.Call == call && one.State != ApprovalState.Used && one.ExpiresAt > now);
            if (same is not null) return (same, same.State, false);
            var like = KeyOf(call) is { } key ? Asked.Where(one => KeyOf(one.Call) == key && one.RememberedUntil > now).MaxBy(one => one.DecidedAt) : null;
            if (like is not null) return (like, like.State is ApprovalState.Used or ApprovalState.Approved ? ApprovalState.Approved : ApprovalState.Denied, true);
            Asked.Add(new Request { Call = call, ExpiresAt = now + Timeout });
            return (Asked[^1], ApprovalState.Pending, false);
        }

        public bool Decide(Request request, ApprovalAnswer answer, DateTimeOffset now)
        {
            if (request.State == ApprovalState.Used || request.ExpiresAt <= now) return false;
            (request.State, request.DecidedAt, request.Reason, request.ExpiresAt) = (answer.IsApproved ? ApprovalState.Approved : ApprovalState.Denied, now, answer.Reason, now + Timeout);
            request.RememberedUntil = KeyOf(request.Call) is null ? null
                : answer.RememberFor is { } wanted ? now + wanted
                : request.Call switch { 0 or 1 => now.AddHours(2), 2 => DateTimeOffset.MaxValue, _ => null };
            return true;
        }

        public bool Use(Request request, string fingerprint, DateTimeOffset now)
        {
            if (request.State != ApprovalState.Approved || request.ExpiresAt <= now || fingerprint != $"f{request.Call}") return false;
            (request.State, request.UsedAt) = (ApprovalState.Used, now);
            return true;
        }
    }
}
