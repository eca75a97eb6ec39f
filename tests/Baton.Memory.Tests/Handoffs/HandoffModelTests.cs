using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Handoffs;

/// <summary>
/// Handoffs saved, changed, closed, deleted, brought back and left to expire in two projects: every list in its order and its
/// pages, the newest of each project, and each by its key are what a list in memory says.
/// </summary>
public sealed class HandoffModelTests
{
    private static readonly string[] Projects = ["web", "api"];
    private static readonly string[] Keys = ["a", "b", "c"];

    [Fact]
    public void AnySequence_IsWhatTheModelSays()
        => Prop.ForAll(Step().ListOf(40).ToArbitrary(), steps => CheckAsync([.. steps]).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(15));

    private static Gen<Move> Step()
        => from what in Gen.Elements("save", "save", "save", "append", "comment", "status", "status", "delete", "restore", "wait")
           from project in Gen.Elements(Projects)
           from key in Gen.Elements(Keys)
           from status in Gen.Elements("open", "done", "archived")
           from which in Gen.Choose(0, 50)
           from seconds in Gen.Elements<int?>(null, null, null, 5, 30)
           select new Move(what, project, key, status, which, seconds);

    private static async Task CheckAsync(List<Move> moves)
    {
        await using var room = await Room.OpenAsync();
        var model = new List<Kept>();
        foreach (var (move, place) in moves.Select((move, place) => (move, place)))
        {
            var because = $"step {place}: {string.Join("; ", moves.Take(place + 1))}";
            room.Clock.Advance(TimeSpan.FromSeconds(move.What == "wait" ? move.Seconds ?? 1 : 1));
            if (move.What == "save") await SaveAsync(room, model, move, $"s{place}", because);
            else if (move.What != "wait" && model.Count > 0) await ChangeAsync(room, model, move, $"c{place}", because);
            await CheckListsAsync(room, model, because);
            await CheckLoadsAsync(room, model, because);
        }
    }

    private static async Task SaveAsync(Room room, List<Kept> model, Move move, string summary, string because)
    {
        var now = room.Clock.GetUtcNow();
        var arguments = new Dictionary<string, object> { ["summary"] = summary, ["project"] = move.Project, ["key"] = move.Key, ["tags"] = new[] { move.Status } };
        if (move.Seconds is { } ttl) arguments["ttl"] = ttl;
        var saved = (await room.SentAsync("handoff_save", arguments)).At("handoff");
        var kept = model.SingleOrDefault(one => one.IsThere(now) && one.Project == move.Project && one.Key == move.Key);
        if (kept is null) model.Add(kept = new Kept { Id = saved.Text("id"), Key = move.Key, Project = move.Project });
        (kept.Summary, kept.Tag, kept.Version, kept.SavedAt, kept.ChangedAt) = (summary, move.Status, kept.Version + 1, now, now);
        if (move.Seconds is { } seconds) kept.ExpiresAt = now.AddSeconds(seconds);
        (saved.Text("id"), saved.Number("version"), saved.Text("status")).ShouldBe((kept.Id, kept.Version, kept.Status), because);
    }

    private static async Task ChangeAsync(Room room, List<Kept> model, Move move, string text, string because)
    {
        var (now, one) = (room.Clock.GetUtcNow(), model[move.Which % model.Count]);
        var isTaken = model.Any(other => other != one && other.IsThere(now) && other.Key == one.Key && other.Project == one.Project);
        var expected = one.ExpiresAt <= now || (one.IsDeleted && move.What != "restore") ? FailureCode.NotFound
            : move.What != "restore" ? null
            : !one.IsDeleted ? FailureCode.Invalid
            : isTaken ? FailureCode.Duplicate : null;
        var answer = move.What switch
        {
            "append" => await room.SendAsync("handoff_append", new { id = one.Id, chunk = text }),
            "comment" => await room.SendAsync("handoff_update", new { id = one.Id, comment = text }),
            "status" => await room.SendAsync("handoff_update", new { id = one.Id, status = move.Status }),
            "delete" => await room.SendAsync("handoff_delete", new { id = one.Id }),
            _ => await room.SendAsync("handoff_delete", new { id = one.Id, restore = true }),
        };
        (answer.Failure?.Code).ShouldBe(expected, because);
        if (expected is not null) return;
        (one.Version, one.ChangedAt) = (one.Version + 1, now);
        switch (move.What)
        {
            case "append": (one.Body, one.SavedAt) = (one.Body + text, now); break;
            case "comment": one.Comments++; break;
            case "status": one.Status = move.Status; break;
            default: one.IsDeleted = move.What == "delete"; break;
        }
    }

    private static async Task CheckListsAsync(Room room, List<Kept> model, string because)
    {
        var now = room.Clock.GetUtcNow();
        var there = model.Where(one => one.IsThere(now)).OrderByDescending(one => one.ChangedAt).ToList();
        foreach (var (filter, holds) in new (object Filter, Func<Kept, bool> Holds)[]
        {
            (new { limit = 3 }, _ => true),
            (new { limit = 2, project = "web" }, one => one.Project == "web"),
            (new { limit = 1, status = "open" }, one => one.Status == "open"),
            (new { limit = 2, status = new[] { "done", "archived" } }, one => one.Status != "open"),
            (new { limit = 2, tags = new[] { "done" } }, one => one.Tag == "done"),
        })
        {
            var expected = there.Where(holds).Select(one => one.Id).ToList();
            (await PagesAsync(room, filter, expected.Count, because)).ShouldBe(expected, $"{filter}, {because}");
        }
    }

    private static async Task<List<string>> PagesAsync(Room room, object filter, int total, string because)
    {
        var ids = new List<string>();
        var arguments = System.Text.Json.JsonSerializer.SerializeToNode(filter)!.AsObject();
        do
        {
            var page = await room.SentAsync("handoff_list", arguments);
            page.Number("total").ShouldBe(total, because);
            ids.AddRange(page.Each("handoffs", "id"));
            arguments["cursor"] = page.At("next_cursor").GetString();
        }
        while (arguments["cursor"] is not null);
        return ids;
    }

    private static async Task CheckLoadsAsync(Room room, List<Kept> model, string because)
    {
        var now = room.Clock.GetUtcNow();
        foreach (var (project, key) in Projects.SelectMany(project => Keys.Select(key => (project, key))))
        {
            var one = model.SingleOrDefault(kept => kept.IsThere(now) && kept.Project == project && kept.Key == key);
            var loaded = await room.SendAsync("handoff_load", new { key, project });
            (loaded.Failure?.Code).ShouldBe(one is null ? FailureCode.NotFound : null, because);
            if (one is null) continue;
            var handoff = loaded.Content.At("handoff");
            (handoff.Text("id"), handoff.Text("summary"), handoff.Number("version"), handoff.Text("status")).ShouldBe((one.Id, one.Summary, one.Version, one.Status), because);
            handoff.Text("body").ShouldBe(one.Body, because);
            (handoff.Has("comments") ? handoff.At("comments").GetArrayLength() : 0).ShouldBe(one.Comments, because);
        }
        foreach (var project in Projects)
        {
            var newest = model.Where(one => one.IsThere(now) && one.Project == project && one.Status != "archived").MaxBy(one => one.SavedAt);
            var loaded = await room.SendAsync("handoff_load", new { project });
            (loaded.Failure is null ? loaded.Content.Text("handoff.id") : null).ShouldBe(newest?.Id, $"newest of {project}, {because}");
        }
    }

    private sealed record Move(string What, string Project, string Key, string Status, int Which, int? Seconds);

    private sealed class Kept
    {
        public required string Id { get; init; }
        public required string Key { get; init; }
        public required string Project { get; init; }
        public string Summary { get; set; } = "";
        public string Tag { get; set; } = "";
        public string Body { get; set; } = "";
        public string Status { get; set; } = "open";
        public int Version { get; set; }
        public int Comments { get; set; }
        public bool IsDeleted { get; set; }
        public DateTimeOffset SavedAt { get; set; }
        public DateTimeOffset ChangedAt { get; set; }
        public DateTimeOffset? ExpiresAt { get; set; }

        public bool IsThere(DateTimeOffset now) => !IsDeleted && (ExpiresAt is null || ExpiresAt > now);
    }
}
