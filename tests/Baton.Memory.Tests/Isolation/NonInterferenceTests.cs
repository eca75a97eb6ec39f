using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Memory.Callers;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Isolation;

/// <summary>
/// The one predicate, held from outside: two stores have the same history, but one of them lacks every write that a caller may
/// not see. No answer that the caller can get, by any tool, page, resource, prompt or completion, tells the two apart.
/// </summary>
public sealed class NonInterferenceTests
{
    private static readonly string[] Words = ["gearbox", "barley", "tractor", "src/farm.cs", "E_CONN_4021", "設計書", "Ann", "launch"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EveryAnswer_WithAndWithoutWhatIsHidden_IsTheSame(bool bound)
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => CheckAsync(seed, bound).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(4));

    private static async Task CheckAsync(int seed, bool bound)
    {
        await using var whole = new Side(await Room.OpenAsync(), bound);
        await using var seen = new Side(await Room.OpenAsync(), bound);
        var hidden = new List<string>();
        foreach (var write in History(new Random(seed), bound))
        {
            var id = await whole.WriteAsync(write);
            if (write.IsHidden) hidden.Add(id);
            if (write.IsHidden) seen.Pass();
            else await seen.WriteAsync(write);
        }
        foreach (var side in new[] { whole, seen }) side.Room.Clock.Advance(TimeSpan.FromSeconds(30));
        foreach (var (question, place) in Questions(whole, hidden).Select((question, place) => (question, place)))
        {
            (await whole.AskAsync(question, place)).ShouldBe(await seen.AskAsync(question, place), $"seed {seed}, bound {bound}, {question}");
        }
        (await whole.ElseAsync()).ShouldBe(await seen.ElseAsync(), $"seed {seed}, bound {bound}");
    }

    /// <summary>Writes by three, of which one asks later; both projects are known from the beginning.</summary>
    private static IEnumerable<Write> History(Random random, bool bound)
    {
        yield return new Write("handoff_save", new { summary = "begin", key = "begin", project = "web" }, "bob", false);
        yield return new Write("handoff_save", new { summary = "begin", key = "begin", project = "hr" }, "ada", bound);
        for (var step = 2; step < 45; step++)
        {
            var by = Any(random, ["ada", "bob", "carol"]);
            var project = by == "bob" || random.Next(3) > 0 ? "web" : "hr";
            var outside = bound && project == "hr";
            var text = string.Join(' ', Enumerable.Range(0, random.Next(2, 9)).Select(_ => Any(random, Words)));
            var key = random.Next(2) == 0 ? $"k{step}" : null;
            var ttl = random.Next(6) == 0 ? "10s" : "90d";
            switch (random.Next(10))
            {
                case < 5:
                    var visibility = Any(random, ["private", "project", "shared"]);
                    var isHidden = visibility == "private" ? by != "bob" : visibility == "project" && outside;
                    yield return new Write("memory_save", new
                    {
                        content = text, key = visibility == "private" ? "mine" + by : key, project, visibility, ttl, type = Any(random, ["fact", "warning", "question"]),
                        tags = new[] { Any(random, Words) }, pinned = random.Next(4) == 0, thread = "t", position = random.Next(1, 60),
                    }, by, isHidden);
                    break;
                case 5:
                    yield return new Write("handoff_save", new { summary = text, key = $"k{step}", project, ttl, body = text, to = Any(random, [null, "bob", "qa"]), next_actions = new[] { text } }, by, outside);
                    break;
                case 6:
                    yield return new Write("task_save", new { title = text, key = $"k{step}", project }, by, outside);
                    break;
                case 7:
                    var to = Any(random, ["bob", "carol"]);
                    var isPrivate = random.Next(2) == 0;
                    yield return new Write("notify", new { to, message = text, project, @private = isPrivate }, by, outside || (isPrivate && to != "bob"));
                    break;
                case 8:
                    yield return new Write("archive_append", new { key = $"k{step}", chunk = text, project }, by, outside);
                    break;
                default:
                    yield return new Write("session_close", new { summary = text, project }, by, outside);
                    break;
            }
        }
    }

    private static IEnumerable<Question> Questions(Side whole, List<string> hidden)
    {
        foreach (var query in new[] { "gearbox barley", "\"tractor gearbox\"", "farm.cs", "_CONN_40", "設計", "what did Ann say about launch", "zeppelin", "private launch mineada" })
        {
            yield return new Question("memory_search", new { query, explain = true, limit = 3 });
            yield return new Question("handoff_search", new { query, limit = 3 });
            yield return new Question("memory_search", new { query, limit = 50, as_of = "2026-03-01T12:00:20Z" });
            yield return new Question("memory_search", new { query, limit = 50, known_at = "2026-03-01T12:00:20Z" });
        }
        yield return new Question("memory_search", new { query = "launch", visibility = "private" });
        yield return new Question("memory_search", new { query = "launch", project = "web", type = new[] { "warning", "question" } });
        foreach (var tool in new[] { "handoff_list", "task_list", "archive_list", "agent_list" }) yield return new Question(tool, new { limit = 2 });
        yield return new Question("inbox_list", new { limit = 2 });
        yield return new Question("inbox_list", new { limit = 2, include_read = true, to = new[] { "bob", "carol" } });
        foreach (var tokens in new[] { 120, 1500, 20_000 }) yield return new Question("session_start", new { project = "web", max_tokens = tokens });
        foreach (var key in new[] { "mineada", "minebob", "minecarol", "begin" })
        {
            yield return new Question("memory_get", new { key, project = "web", history = true });
            yield return new Question("handoff_load", new { key, project = "web" });
        }
        foreach (var id in hidden)
        {
            var tool = id[0] switch { 'm' => "memory_get", 'h' => "handoff_load", 't' => "task_get", 'n' => "inbox_ack", _ => "archive_read" };
            yield return new Question(tool, tool == "inbox_ack" ? new { ids = new[] { id } } : new { id });
            yield return new Question("memory_link", new { id });
            yield return new Question("memory_save", new { content = "points there", supersedes = new[] { id } });
            yield return new Question("handoff_save", new { summary = "points there", key = "points", project = "web", refs = new[] { id } });
        }
        foreach (var (id, name) in whole.Names.Where(pair => pair.Key[0] is 'm' or 'h'))
        {
            yield return new Question("memory_link", new { id = name, depth = 3 });
            yield return new Question(id[0] == 'm' ? "memory_get" : "handoff_load", new { id = name });
            yield return new Question(id[0] == 'm' ? "memory_get" : "handoff_load", new { id = id[..8] });
        }
        yield return new Question("memory_save", new { content = "gearbox barley tractor launch", project = "web", key = "mineada" });
        yield return new Question("handoff_delete", new { project = "web" });
        yield return new Question("status", new { });
    }

    private static T Any<T>(Random random, T[] values) => values[random.Next(values.Length)];

    private sealed record Write(string Tool, object Arguments, string By, bool IsHidden);

    private sealed record Question(string Tool, object Arguments);

    /// <summary>One of the two stores. Ids and derived keys differ between them, so answers name records by when they were written.</summary>
    private sealed class Side(Room room, bool bound) : IAsyncDisposable
    {
        private readonly Dictionary<string, string> _names = [];
        private int _step;

        public Room Room => room;

        public IEnumerable<KeyValuePair<string, string>> Names => _names.Where(pair => pair.Key[1] == '_');

        private MemoryCaller Asker => Caller("bob", bound) with { Toolsets = ["core", "more", "tasks", "agents", "archive"] };

        /// <summary>The moment goes by without a write.</summary>
        public void Pass()
        {
            room.Clock.Advance(TimeSpan.FromSeconds(1));
            _step++;
        }

        public async Task<string> WriteAsync(Write write)
        {
            var content = await room.SentAsync(write.Tool, write.Arguments, Caller(write.By, false));
            var id = write.Tool switch
            {
                "memory_save" => content.Text("memories.0.id"),
                "task_save" => content.Text("task.id"),
                "notify" => content.Text("notices.0.id"),
                "archive_append" => content.Text("archive.id"),
                _ => content.Text("handoff.id"),
            };
            if (!write.IsHidden) _names[id] = $"#{_step}";
            if (!write.IsHidden && write.Tool == "session_close") _names[content.Text("handoff.key")] = $"key{_step}";
            Pass();
            return id;
        }

        /// <summary>Every page of an answer, as far as they go.</summary>
        public async Task<string> AskAsync(Question question, int place)
        {
            var told = new StringBuilder();
            string? cursor = null;
            do
            {
                var arguments = JsonSerializer.SerializeToNode(question.Arguments)!.AsObject();
                if (arguments["id"]?.GetValue<string>() is ['#', ..] name) arguments["id"] = _names.Single(pair => pair.Value == name).Key;
                if (cursor is not null) arguments["cursor"] = cursor;
                var answer = await room.SendAsync(question.Tool, arguments, Asker with { RequestId = $"q{place}" });
                cursor = answer.Failure is null && answer.Content.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
                told.Append(answer.Failure?.ToString() ?? Plain(answer.Content.GetRawText(), cursor));
                if (question.Tool != "status") told.Append(Plain(answer.Text, cursor));
                told.AppendLine(cursor is null ? "end" : "more");
            }
            while (cursor is not null);
            return Named(told.ToString());
        }

        public async Task<string> ElseAsync()
        {
            var told = new StringBuilder();
            var resources = room.Server.Resources!;
            foreach (var resource in (await resources.ListAsync(Asker, null, default)).Value.Resources)
            {
                told.AppendLine(resource.ToString()).AppendLine((await resources.ReadAsync(Asker, resource.Uri, default)).Value.Text);
            }
            foreach (var (reference, argument, prefix) in new[]
            {
                ("baton://memories/{id}", "id", ""), ("baton://memories/{id}", "id", "m_"), ("baton://memories/{id}", "id", "mine"), ("baton://handoffs/{id}", "id", "k"),
                ("baton://digest/{project}", "project", ""), ("resume", "handoff", ""), ("resume", "handoff", "h_01"), ("remember", "project", "h"),
            })
            {
                var completion = await resources.CompleteAsync(Asker, reference, argument, prefix, default);
                told.AppendLine($"{reference} {prefix}: {completion.Total} {completion.HasMore} {string.Join(' ', completion.Values)}");
            }
            foreach (var project in new[] { "web", "hr" })
            {
                told.AppendLine((await room.Server.Prompts!.GetAsync(Asker, "resume", new Dictionary<string, string> { ["project"] = project }, default)).ToString());
            }
            return Named(told.ToString());
        }

        public async ValueTask DisposeAsync() => await room.DisposeAsync();

        private MemoryCaller Caller(string principal, bool isBound)
            => room.Caller(principal, principal == "bob" ? "other" : "local", principal == "bob" ? "shell" : "editor", isBound ? ["web"] : []) with { RequestId = $"r{_step}" };

        /// <summary>Without what differs for other reasons: the file's size, and the cursor's own text.</summary>
        private static string Plain(string text, string? cursor)
        {
            if (cursor is not null) text = text.Replace(cursor, "CURSOR", StringComparison.Ordinal);
            return Regex.Replace(text, "\"bytes\":\\d{5,}", "\"bytes\":0");
        }

        private string Named(string text)
        {
            foreach (var (key, name) in _names.Where(pair => pair.Key[1] != '_')) text = text.Replace(key, name, StringComparison.Ordinal);
            return Regex.Replace(text, "[hmtan]_[0-9A-HJKMNP-TV-Z]{26}", match => _names.GetValueOrDefault(match.Value, "?"));
        }
    }
}
