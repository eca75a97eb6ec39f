using Baton.Memory.Callers;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Sessions;

/// <summary>
/// The loop of sessions by three callers in two projects, with writes between them: what each is told has changed since it was
/// last here, and what is open, is what a list in memory says; a start moves nothing, a close moves its own mark alone.
/// </summary>
public sealed class SessionModelTests
{
    private static readonly string[] Projects = ["web", "api"];

    /// <summary>Principal, grant and client: the second and third share a grant and not a client.</summary>
    private static readonly (string Principal, string Grant, string Client)[] Callers = [("ada", "local", "editor"), ("bob", "ci", "editor"), ("bob", "ci", "shell")];

    [Fact]
    public void AnySequence_IsWhatTheModelSays()
        => Prop.ForAll(Step().ListOf(30).ToArbitrary(), steps => CheckAsync([.. steps]).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(12));

    private static Gen<Move> Step()
        => from what in Gen.Elements("close", "close", "save", "save", "secret", "change", "delete", "done")
           from who in Gen.Choose(0, 2)
           from project in Gen.Elements(Projects)
           from which in Gen.Choose(0, 50)
           select new Move(what, who, project, which);

    private static async Task CheckAsync(List<Move> moves)
    {
        await using var room = await Room.OpenAsync();
        var model = new List<Kept>();
        var marks = new Dictionary<(string, string, string), DateTimeOffset>();
        foreach (var (move, place) in moves.Select((move, place) => (move, place)))
        {
            var because = $"step {place}: {string.Join("; ", moves.Take(place + 1))}";
            room.Clock.Advance(TimeSpan.FromSeconds(1));
            await StepAsync(room, model, marks, move, $"text {place}", because);
            for (var caller = 0; caller < Callers.Length; caller++) await CheckAsync(room, model, marks, caller, because);
        }
    }

    private static async Task StepAsync(Room room, List<Kept> model, Dictionary<(string, string, string), DateTimeOffset> marks, Move move, string text, string because)
    {
        var (now, caller) = (room.Clock.GetUtcNow(), Caller(room, move.By));
        var (principal, grant, client) = Callers[move.By];
        switch (move.What)
        {
            case "close":
                var closed = await room.SentAsync("session_close", new { summary = text, project = move.Project }, caller);
                var resumed = model.Where(one => one.IsOpen && one.Project == move.Project && one.Grant == grant && one.Client == client).MaxBy(one => one.ChangedAt);
                (closed.TryGetProperty("completed", out var completed) ? completed.GetString() : null).ShouldBe(resumed?.Id, because);
                if (resumed is not null) (resumed.IsOpen, resumed.ChangedAt) = (false, now);
                model.Add(new Kept { Id = closed.Text("handoff.id"), Project = move.Project, Owner = null, IsOpen = true, ChangedAt = now, Grant = grant, Client = client });
                marks[(grant, client, move.Project)] = now;
                break;
            case "save" or "secret":
                var visibility = move.What == "secret" ? "private" : "project";
                var id = await room.MemoryAsync(new { content = text, project = move.Project, visibility }, caller);
                model.Add(new Kept { Id = id, Project = move.Project, Owner = move.What == "secret" ? principal : null, ChangedAt = now });
                break;
            default:
                var mine = model.Where(one => !one.IsDeleted && one.IsSeen(principal) && (move.What == "done") == one.IsOpen && (move.What == "done" || one.Id[0] == 'm')).ToList();
                if (mine.Count == 0) break;
                var chosen = mine[move.Which % mine.Count];
                if (move.What == "done") await room.SentAsync("handoff_update", new { id = chosen.Id, status = "done" }, caller);
                else if (move.What == "delete") await room.SentAsync("memory_delete", new { id = chosen.Id }, caller);
                else await room.SentAsync("memory_update", new { id = chosen.Id, content = text }, caller);
                chosen.ChangedAt = now;
                if (move.What == "done") chosen.IsOpen = false;
                if (move.What == "delete") chosen.IsDeleted = true;
                break;
        }
    }

    private static async Task CheckAsync(Room room, List<Kept> model, Dictionary<(string, string, string), DateTimeOffset> marks, int by, string because)
    {
        var (principal, grant, client) = Callers[by];
        foreach (var project in Projects)
        {
            var digest = await room.SentAsync("session_start", new { project, max_tokens = 30_000 }, Caller(room, by));
            var here = model.Where(one => one.Project == project && !one.IsDeleted && one.IsSeen(principal)).OrderByDescending(one => one.ChangedAt).ThenByDescending(one => one.Id, StringComparer.Ordinal).ToList();
            var isKnown = marks.TryGetValue((grant, client, project), out var mark);
            digest.Each("changes", "id").ShouldBe(here.Where(one => isKnown && one.ChangedAt > mark).Select(one => one.Id), $"{by} in {project}, {because}");
            digest.Each("handoffs", "id").ShouldBe(here.Where(one => one.IsOpen).Select(one => one.Id), $"{by} in {project}, {because}");
            digest.Each("memories", "id").ShouldBe(here.Where(one => one.Id[0] == 'm').Select(one => one.Id), $"{by} in {project}, {because}");
            digest.Text("digest").Contains("Changed since you were last here", StringComparison.Ordinal).ShouldBe(here.Any(one => isKnown && one.ChangedAt > mark), because);
        }
    }

    private static MemoryCaller Caller(Room room, int by) => room.Caller(Callers[by].Principal, Callers[by].Grant, Callers[by].Client);

    private sealed record Move(string What, int By, string Project, int Which);

    private sealed class Kept
    {
        public required string Id { get; init; }
        public required string Project { get; init; }

        /// <summary>Who alone sees it; null for everybody.</summary>
        public required string? Owner { get; init; }
        public string? Grant { get; init; }
        public string? Client { get; init; }
        public bool IsOpen { get; set; }
        public bool IsDeleted { get; set; }
        public required DateTimeOffset ChangedAt { get; set; }

        public bool IsSeen(string principal) => Owner is null || Owner == principal;
    }
}
