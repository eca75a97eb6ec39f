using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Claims;

/// <summary>
/// Claiming, renewing, releasing and moving on, by several agents in any order, with time passing: what the tools answer is
/// what a model of a few lines says, for handoffs and for tasks.
/// </summary>
public sealed class ClaimModelTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("handoff")]
    [InlineData("task")]
    public void AnySequence_AnswersWhatTheModelAnswers(string kind)
        => Prop.ForAll(Step().ListOf(28).ToArbitrary(), steps => CheckAsync(kind, [.. steps]).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(25));

    private static Gen<Move> Step()
        => from what in Gen.Elements("claim", "claim", "renew", "release", "done", "open", "field", "wait", "wait")
           from agent in Gen.Choose(0, 2)
           from token in Gen.Choose(-1, 3)
           from seconds in Gen.Elements(1, 59, 60, 61, 600)
           select new Move(what, agent, token, seconds);

    private static async Task CheckAsync(string kind, List<Move> moves)
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync($"{kind}_save", kind == "task" ? "{'title':'t','key':'k'}" : "{'summary':'s','key':'k'}");
        var model = new Model();
        var tokens = new List<string>();
        foreach (var (move, place) in moves.Select((move, place) => (move, place)))
        {
            var because = $"{kind}, step {place}: {string.Join("; ", moves.Take(place + 1))}";
            if (move.What == "wait")
            {
                room.Clock.Advance(TimeSpan.FromSeconds(move.Seconds));
                continue;
            }
            var now = room.Clock.GetUtcNow();
            var token = move.Token >= 0 && tokens.Count > 0 ? move.Token % tokens.Count : (int?)null;
            var expected = model.Do(move, token, tokens.Count, now);
            var answer = await DoAsync(room, kind, move, token is { } number ? tokens[number] : null);
            (answer.Failure?.Code).ShouldBe(expected, because);
            if (expected == FailureCode.Claimed) answer.Failure!.Message.ShouldContain(model.HolderAt(now)!, customMessage: because);
            if (move.What == "claim" && expected is null) tokens.Add(answer.Content.Text("claim.token"));
            await CheckStateAsync(room, kind, model, because);
        }
    }

    private static Task<Answer> DoAsync(Room room, string kind, Move move, string? token)
    {
        var caller = room.Caller($"agent{move.Agent}");
        return move.What switch
        {
            "claim" => room.SendAsync($"{kind}_claim", new { key = "k", lease_seconds = move.Seconds }, caller),
            "renew" => room.SendAsync($"{kind}_claim", new { key = "k", lease_seconds = move.Seconds, claim_token = token, renew = true }, caller),
            "release" => room.SendAsync($"{kind}_claim", new { key = "k", claim_token = token, release = true }, caller),
            "field" => room.SendAsync($"{kind}_update", new { key = "k", tags = new[] { $"t{move.Seconds}" } }, caller),
            _ => room.SendAsync($"{kind}_update", new { key = "k", status = move.What, claim_token = token }, caller),
        };
    }

    private static async Task CheckStateAsync(Room room, string kind, Model model, string because)
    {
        var now = room.Clock.GetUtcNow();
        var record = kind == "task" ? (await room.DoneAsync("task_get", "{'key':'k'}")).At("task") : (await room.DoneAsync("handoff_load", "{'key':'k'}")).At("handoff");
        record.Text("status").ShouldBe(model.StatusAt(now), because);
        record.Has("claim").ShouldBe(model.HolderAt(now) is not null, because);
        if (model.HolderAt(now) is not { } holder) return;
        record.Text("claim.holder").ShouldBe(holder, because);
        record.Text("claim.until").ShouldBe(model.Until.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"), because);
        record.GetRawText().ShouldNotContain("ct_");
    }

    private sealed record Move(string What, int Agent, int Token, int Seconds);

    /// <summary>One record: its written status, and the claim that was made last.</summary>
    private sealed class Model
    {
        private string _status = "open";
        private string? _holder;
        private int _claim;

        public DateTimeOffset Until { get; private set; } = Start;

        public string StatusAt(DateTimeOffset now) => _status == "claimed" && Until <= now ? "open" : _status;

        public string? HolderAt(DateTimeOffset now) => _status == "claimed" && now < Until ? _holder : null;

        /// <summary>The code of the refusal, or null when it is done.</summary>
        public string? Do(Move move, int? token, int claims, DateTimeOffset now)
        {
            var held = HolderAt(now) is not null;
            switch (move.What)
            {
                case "claim":
                    if (held) return FailureCode.Claimed;
                    if (StatusAt(now) != "open") return FailureCode.Invalid;
                    (_status, _holder, _claim, Until) = ("claimed", $"agent{move.Agent}", claims, now.AddSeconds(move.Seconds));
                    return null;
                case "renew" or "release":
                    if (token is null) return FailureCode.Invalid;
                    if (_status != "claimed") return FailureCode.Expired;
                    if (token != _claim) return held ? FailureCode.Claimed : FailureCode.Expired;
                    if (move.What == "renew") Until = now.AddSeconds(move.Seconds);
                    else _status = "open";
                    return null;
                case "field":
                    return null;
                default:
                    if (held && token != _claim) return FailureCode.Claimed;
                    _status = move.What;
                    return null;
            }
        }
    }
}
