using System.Text.Json.Nodes;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Agents;

/// <summary>
/// Notices sent, read, taken back and left to expire between three principals, one of them bound to a project and two of them
/// in a role: every inbox, read or unread, is what a list in memory says, and nobody marks what is another's.
/// </summary>
public sealed class InboxModelTests
{
    private static readonly string[] Principals = ["ada", "bob", "eve"];

    [Fact]
    public void AnySequence_IsWhatTheModelSays()
        => Prop.ForAll(Step().ListOf(35).ToArbitrary(), steps => CheckAsync([.. steps]).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(15));

    private static Gen<Move> Step()
        => from what in Gen.Elements("send", "send", "send", "ack", "ack", "until", "unread", "wait")
           from who in Gen.Elements(Principals)
           from to in Gen.Elements("ada", "bob", "eve", "qa")
           from project in Gen.Elements("web", "api")
           from isPrivate in Gen.Elements(true, false, false)
           from which in Gen.Choose(0, 50)
           from seconds in Gen.Elements(5, 60, 3600)
           select new Move(what, who, to, project, isPrivate, which, seconds);

    private static async Task CheckAsync(List<Move> moves)
    {
        await using var room = await Room.OpenAsync();
        var model = new List<Sent>();
        foreach (var (move, place) in moves.Select((move, place) => (move, place)))
        {
            var because = $"step {place}: {string.Join("; ", moves.Take(place + 1))}";
            room.Clock.Advance(TimeSpan.FromSeconds(move.What == "wait" ? move.Seconds : 1));
            await StepAsync(room, model, move, because);
            foreach (var principal in Principals) await CheckAsync(room, model, principal, because);
        }
    }

    private static async Task StepAsync(Room room, List<Sent> model, Move move, string because)
    {
        var (now, caller) = (room.Clock.GetUtcNow(), Caller(room, move.By));
        switch (move.What)
        {
            case "send":
                var project = move.By == "eve" ? "web" : move.Project;
                var sent = await room.SentAsync("notify", new { to = move.To, message = $"m {model.Count}", project, ttl = move.Seconds, @private = move.IsPrivate }, caller);
                model.Add(new Sent { Id = sent.Text("notices.0.id"), To = move.To, Project = project, IsPrivate = move.IsPrivate, At = now, ExpiresAt = now.AddSeconds(move.Seconds) });
                break;
            case "ack" or "unread" when model.Count > 0:
                var one = model[move.Which % model.Count];
                var answer = await room.SendAsync("inbox_ack", new { ids = new[] { one.Id }, unread = move.What == "unread" }, caller);
                var expected = !one.IsSeen(move.By, now) ? FailureCode.NotFound : !one.IsFor(move.By) ? FailureCode.Forbidden : null;
                (answer.Failure?.Code).ShouldBe(expected, because);
                if (expected is null) answer.Content.Number("count").ShouldBe(Mark(one, move.By, move.What == "unread") ? 1 : 0, because);
                break;
            case "until":
                var until = now.AddSeconds(-move.Which);
                var meant = model.Where(notice => notice.IsSeen(move.By, now) && notice.IsFor(move.By) && notice.At <= until && !notice.ReadBy.Contains(move.By)).ToList();
                var marked = await room.SentAsync("inbox_ack", new { until = until.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) }, caller);
                marked.Texts("ids").Order().ShouldBe(meant.Select(notice => notice.Id).Order(), because);
                foreach (var notice in meant) Mark(notice, move.By, false);
                break;
        }
    }

    private static bool Mark(Sent notice, string principal, bool unread) => unread ? notice.ReadBy.Remove(principal) : notice.ReadBy.Add(principal);

    private static async Task CheckAsync(Room room, List<Sent> model, string principal, string because)
    {
        var (now, caller) = (room.Clock.GetUtcNow(), Caller(room, principal));
        var seen = model.Where(one => one.IsSeen(principal, now)).Reverse().ToList();
        var mine = seen.Where(one => one.IsFor(principal)).ToList();
        await CheckAsync(new { limit = 2 }, mine.Where(one => !one.ReadBy.Contains(principal)));
        await CheckAsync(new { limit = 3, include_read = true }, mine);
        await CheckAsync(new { limit = 3, include_read = true, project = "web" }, mine.Where(one => one.Project == "web"));
        await CheckAsync(new { limit = 50, include_read = true, to = new[] { "ada", "qa" } }, seen.Where(one => one.To is "ada" or "qa"));
        var unread = mine.Count(one => one.Project == "web" && !one.ReadBy.Contains(principal));
        var digest = (await room.SentAsync("session_start", new { project = "web" }, caller)).Text("digest");
        digest.Contains($"Unread notices for you: {unread}.", StringComparison.Ordinal).ShouldBe(unread > 0, $"{principal}, {because}");

        async Task CheckAsync(object filter, IEnumerable<Sent> expected)
        {
            var ids = new List<string>();
            var arguments = System.Text.Json.JsonSerializer.SerializeToNode(filter)!.AsObject();
            do
            {
                var page = await room.SentAsync("inbox_list", arguments, caller);
                page.Number("total").ShouldBe(expected.Count(), $"{principal}, {filter}, {because}");
                ids.AddRange(page.Each("notices", "id"));
                arguments["cursor"] = JsonValue.Create(page.At("next_cursor").GetString());
            }
            while (arguments["cursor"] is not null);
            ids.ShouldBe(expected.Select(one => one.Id), $"{principal}, {filter}, {because}");
        }
    }

    /// <summary>Ada and Bob are in the role; Eve's grant is bound to one project.</summary>
    private static MemoryCaller Caller(Room room, string principal)
        => room.Caller(principal, projects: principal == "eve" ? ["web"] : []) with { Roles = principal == "eve" ? [] : ["qa"] };

    private sealed record Move(string What, string By, string To, string Project, bool IsPrivate, int Which, int Seconds);

    private sealed class Sent
    {
        public required string Id { get; init; }
        public required string To { get; init; }
        public required string Project { get; init; }
        public required bool IsPrivate { get; init; }
        public required DateTimeOffset At { get; init; }
        public required DateTimeOffset ExpiresAt { get; init; }
        public HashSet<string> ReadBy { get; } = [];

        public bool IsSeen(string principal, DateTimeOffset now) => ExpiresAt > now && (!IsPrivate || To == principal) && (principal != "eve" || Project == "web");

        public bool IsFor(string principal) => To == principal || (To == "qa" && principal != "eve");
    }
}
