using Baton.Gateway.Keys;
using Baton.Gateway.Limits;
using Baton.Storage.Sqlite.Gateway;
using Baton.Storage.Tests.Support;
using Baton.TestSupport;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Gateway;

/// <summary>
/// Slots of calls that run at once, taken, renewed, given back and left to end by two processes: there are never more than the
/// limit allows, none is lost for longer than its life, and whoever is refused is told exactly when to try again.
/// </summary>
public sealed class SlotModelTests
{
    private const int Slots = 3;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    [Fact]
    public void AnySequence_AnswersWhatTheModelAnswers()
        => Prop.ForAll(Step().ListOf(45).ToArbitrary(), steps => CheckAsync([.. steps]).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(25));

    private static Gen<Move> Step()
        => from what in Gen.Elements("take", "take", "take", "both", "renew", "free", "wait")
           from process in Gen.Choose(0, 1)
           from key in Gen.Elements("one", "two")
           from which in Gen.Choose(0, 50)
           from seconds in Gen.Elements(1, 9, 10, 29, 30, 31)
           select new Move(what, process, key, which, seconds);

    private static async Task CheckAsync(List<Move> moves)
    {
        using var folder = new TemporaryFolder();
        var keys = new GatewayKeys(KeyMaterial.New());
        var time = new ManualTimeProvider();
        await using var one = SqliteGatewayStore.Open(folder.Data, keys, time);
        await using var two = SqliteGatewayStore.Open(folder.Data, keys, time);
        var held = new List<Held>();
        foreach (var (move, place) in moves.Select((move, place) => (move, place)))
        {
            var because = $"step {place}: {string.Join("; ", moves.Take(place + 1))}";
            time.Advance(TimeSpan.FromSeconds(move.What == "wait" ? move.Seconds : 1));
            var (store, now) = (move.Process == 0 ? one.Limits : two.Limits, time.GetUtcNow());
            switch (move.What)
            {
                case "take":
                    await TakeAsync(store, held, [move.Key], now, because);
                    break;
                case "both":
                    await TakeAsync(store, held, ["one", "two"], now, because);
                    break;
                case "renew" when held.Count > 0:
                    var kept = held[move.Which % held.Count];
                    await store.RenewAsync([kept.Hold]);
                    if (!kept.IsFree && kept.Until > now) kept.Until = now + Life;
                    break;
                case "free" when held.Count > 0:
                    var ended = held[move.Which % held.Count];
                    await store.SettleAsync(ended.Hold, reachedServer: move.Seconds % 2 == 0);
                    ended.IsFree = true;
                    break;
            }
        }
    }

    /// <summary>All of them or none.</summary>
    private static async Task TakeAsync(ILimitStore store, List<Held> held, string[] keys, DateTimeOffset now, string because)
    {
        var answer = await store.ReserveAsync(LimitSample.Demand([.. keys.Select(key => LimitSample.Slots(key, Slots))]));
        var full = Array.FindIndex(keys, key => Taken(key).Count() >= Slots);
        if (full >= 0)
        {
            var exceeded = answer.ShouldBeOfType<LimitAnswer.Exceeded>(because);
            (exceeded.Index, exceeded.RetryAfter).ShouldBe((full, Taken(keys[full]).Min(one => one.Until) - now), because);
            return;
        }
        var hold = answer.ShouldBeOfType<LimitAnswer.Held>(because).Hold;
        hold.Tickets.Select(ticket => ticket.Remaining).ShouldBe(keys.Select(key => (decimal)(Slots - Taken(key).Count() - 1)), because);
        held.Add(new Held { Hold = hold, Keys = keys, Until = now + Life });

        IEnumerable<Held> Taken(string key) => held.Where(one => one.Keys.Contains(key) && !one.IsFree && one.Until > now);
    }

    private sealed record Move(string What, int Process, string Key, int Which, int Seconds);

    private sealed class Held
    {
        public required LimitHold Hold { get; init; }
        public required string[] Keys { get; init; }
        public required DateTimeOffset Until { get; set; }
        public bool IsFree { get; set; }
    }
}
