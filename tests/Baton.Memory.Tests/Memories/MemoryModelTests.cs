using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Memories;

/// <summary>
/// Memories saved, changed, hidden, deleted, brought back and left to expire by two principals in two projects: by id, by key
/// and by search each of them finds what a list in memory says, and every refusal has the code that the list gives.
/// </summary>
public sealed class MemoryModelTests
{
    private static readonly string[] Principals = ["ada", "bob"];
    private static readonly string[] Projects = ["web", "api"];
    private static readonly string[] Keys = ["a", "b"];
    private static readonly string[] Visibilities = ["private", "project", "shared"];

    [Fact]
    public void AnySequence_IsWhatTheModelSays()
        => Prop.ForAll(Step().ListOf(40).ToArbitrary(), steps => CheckAsync([.. steps]).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(15));

    private static Gen<Move> Step()
        => from what in Gen.Elements("save", "save", "save", "update", "update", "hide", "delete", "restore", "wait")
           from who in Gen.Elements(Principals)
           from project in Gen.Elements(Projects)
           from key in Gen.Elements<string?>("a", "a", "b", null)
           from visibility in Gen.Elements<string?>("private", "project", "shared", null)
           from which in Gen.Choose(0, 50)
           from seconds in Gen.Elements<int?>(null, null, 3, 20)
           select new Move(what, who, project, key, visibility, which, seconds);

    private static async Task CheckAsync(List<Move> moves)
    {
        await using var room = await Room.OpenAsync();
        foreach (var project in Projects) await room.HandoffAsync(new { summary = "begin", project });
        var model = new List<Kept>();
        foreach (var (move, place) in moves.Select((move, place) => (move, place)))
        {
            var because = $"step {place}: {string.Join("; ", moves.Take(place + 1))}";
            room.Clock.Advance(TimeSpan.FromSeconds(move.What == "wait" ? move.Seconds ?? 1 : 1));
            await StepAsync(room, model, move, $"grail {place}", because);
            foreach (var principal in Principals) await CheckAsync(room, model, principal, because);
        }
    }

    private static async Task StepAsync(Room room, List<Kept> model, Move move, string text, string because)
    {
        var (now, caller) = (room.Clock.GetUtcNow(), room.Caller(move.By));
        if (move.What == "save")
        {
            var saved = (await room.SentAsync("memory_save", Arguments(move, text), caller)).At("memories.0");
            var kept = move.Key is null ? null : Existing(model, move, now);
            if (kept is null) model.Add(kept = new Kept { Id = saved.Text("id"), Key = move.Key, Project = move.Project, Visibility = move.Visibility ?? "project", Owner = move.By });
            (kept.Version, kept.Text) = (kept.Version + 1, text);
            if (move.Seconds is { } ttl) kept.ExpiresAt = now.AddSeconds(ttl);
            (saved.Text("id"), saved.Number("version"), saved.Text("project")).ShouldBe((kept.Id, kept.Version, kept.Project), because);
            return;
        }
        if (move.What == "wait" || model.Count == 0) return;
        var one = model[move.Which % model.Count];
        var expected = Refusal(model, one, move, now);
        var answer = move.What switch
        {
            "update" => await room.SendAsync("memory_update", new { id = one.Id, content = text }, caller),
            "hide" => await room.SendAsync("memory_update", new { id = one.Id, visibility = move.Visibility ?? "project" }, caller),
            "delete" => await room.SendAsync("memory_delete", new { id = one.Id }, caller),
            _ => await room.SendAsync("memory_delete", new { id = one.Id, restore = true }, caller),
        };
        (answer.Failure?.Code).ShouldBe(expected, because);
        if (expected is not null) return;
        one.Version++;
        switch (move.What)
        {
            case "update": one.Text = text; break;
            case "hide": one.Visibility = move.Visibility ?? "project"; break;
            default: one.IsDeleted = move.What == "delete"; break;
        }
    }

    private static Dictionary<string, object> Arguments(Move move, string text)
    {
        var arguments = new Dictionary<string, object> { ["content"] = text, ["project"] = move.Project };
        if (move.Key is { } key) arguments["key"] = key;
        if (move.Visibility is { } visibility) arguments["visibility"] = visibility;
        if (move.Seconds is { } ttl) arguments["ttl"] = ttl;
        return arguments;
    }

    /// <summary>The memory that an upsert makes a version of: of the visibility given, else the narrowest that its key finds here.</summary>
    private static Kept? Existing(List<Kept> model, Move move, DateTimeOffset now)
        => model.Where(one => one.IsSeen(move.By, now) && one.Key == move.Key && one.Project == move.Project && (move.Visibility is null || one.Visibility == move.Visibility))
            .MinBy(one => Array.IndexOf(Visibilities, one.Visibility));

    private static string? Refusal(List<Kept> model, Kept one, Move move, DateTimeOffset now)
    {
        if (!one.IsAllowed(move.By, now) || (one.IsDeleted && move.What != "restore")) return FailureCode.NotFound;
        if (move.What == "restore" && !one.IsDeleted) return FailureCode.Invalid;
        var visibility = move.What == "hide" ? move.Visibility ?? "project" : one.Visibility;
        if (move.What == "hide" && visibility == "private" && one.Visibility != "private" && one.Owner != move.By) return FailureCode.Forbidden;
        var moves = move.What == "restore" || (move.What == "hide" && visibility != one.Visibility);
        var isTaken = model.Any(other => other != one && other.Key is not null && other.Key == one.Key && other.Project == one.Project && other.Visibility == visibility && other.IsSeen(move.By, now));
        return moves && isTaken ? FailureCode.Duplicate : null;
    }

    private static async Task CheckAsync(Room room, List<Kept> model, string principal, string because)
    {
        var (now, caller) = (room.Clock.GetUtcNow(), room.Caller(principal));
        var seen = model.Where(one => one.IsSeen(principal, now)).ToList();
        foreach (var one in model)
        {
            var got = await room.SendAsync("memory_get", new { id = one.Id }, caller);
            (got.Failure?.Code).ShouldBe(seen.Contains(one) ? null : FailureCode.NotFound, $"{one.Id}, {principal}, {because}");
            if (got.Failure is null) (got.Content.Text("memory.content"), got.Content.Number("memory.version"), got.Content.Text("memory.visibility")).ShouldBe((one.Text, one.Version, one.Visibility), because);
        }
        foreach (var (project, key) in Projects.SelectMany(project => Keys.Select(key => (project, key))))
        {
            var expected = seen.Where(one => one.Key == key && (one.Project == project || one.Visibility == "shared"))
                .OrderBy(one => Array.IndexOf(Visibilities, one.Visibility)).ThenBy(one => one.Project != project).FirstOrDefault();
            var got = await room.SendAsync("memory_get", new { key, project }, caller);
            (got.Failure is null ? got.Content.Text("memory.id") : null).ShouldBe(expected?.Id, $"{key} in {project}, {principal}, {because}");
        }
        var found = await room.SentAsync("memory_search", new { query = "grail", limit = 100 }, caller);
        found.Each("results", "id").Order().ShouldBe(seen.Select(one => one.Id).Order(), $"{principal}, {because}");
        var here = await room.SentAsync("memory_search", new { query = "grail", project = "web", limit = 100 }, caller);
        here.Each("results", "id").Order().ShouldBe(seen.Where(one => one.Project == "web" || one.Visibility == "shared").Select(one => one.Id).Order(), $"{principal}, {because}");
        (await room.DoneAsync("status", "{}", caller)).At("usage").TryGetProperty("memory", out var count);
        (count.ValueKind == System.Text.Json.JsonValueKind.Undefined ? 0 : count.GetInt32()).ShouldBe(seen.Count, $"{principal}, {because}");
    }

    private sealed record Move(string What, string By, string Project, string? Key, string? Visibility, int Which, int? Seconds);

    private sealed class Kept
    {
        public required string Id { get; init; }
        public required string? Key { get; init; }
        public required string Project { get; init; }
        public required string Visibility { get; set; }
        public required string Owner { get; init; }
        public string Text { get; set; } = "";
        public int Version { get; set; }
        public bool IsDeleted { get; set; }
        public DateTimeOffset? ExpiresAt { get; set; }

        public bool IsAllowed(string principal, DateTimeOffset now) => (Visibility != "private" || Owner == principal) && (ExpiresAt is null || ExpiresAt > now);

        public bool IsSeen(string principal, DateTimeOffset now) => IsAllowed(principal, now) && !IsDeleted;
    }
}
