using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Isolation;

/// <summary>
/// What one principal keeps private, and what lies in a project a grant is not bound to, is shown by no tool, resource, prompt
/// or completion to anybody else: not its words, not its id, not its key, and no count moves with it.
/// </summary>
public sealed class EveryPathTests : IAsyncLifetime
{
    private const string Words = "quokkavault";

    private readonly List<string> _secrets = [Words];
    private Room _room = null!;
    private string _open = null!;

    private MemoryCaller Bob => Plain(_room.Caller("bob", "other", "shell"));

    private MemoryCaller Bound => Plain(_room.Caller("eve", "bot", "shell", "web"));

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        _open = await _room.MemoryAsync(new { content = "An open note", key = "open", project = "web" });
        await _room.HandoffAsync(new { summary = "An open handoff", key = "openwork", project = "web" });
        await _room.MemoryAsync(new { content = "An open note on something", key = "probe", project = "web" });
        foreach (var caller in new[] { Bob, Bound }) await _room.DoneAsync("session_close", "{'summary':'was here','project':'web'}", caller);
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task PrivateMemory_IsOnNoPathOfAnotherPrincipal_AndMovesNoCount()
    {
        var (before, boundBefore) = (await CountsAsync(Bob), await CountsAsync(Bound));
        await HideAsync("private", "web", null);
        (await CountsAsync(Bob)).ShouldBe(before);
        (await CountsAsync(Bound)).ShouldBe(boundBefore);
        (await EverythingAsync(Bob)).ShouldShowNone(_secrets);
        (await EverythingAsync(Bound)).ShouldShowNone(_secrets);
    }

    [Fact]
    public async Task OtherProject_IsOnNoPathOfABoundGrant_AndMovesNoCount()
    {
        var before = await CountsAsync(Bound);
        await HideAsync("project", Words + "project", Words + "key");
        await _room.SentAsync("handoff_save", new { summary = Words, project = Words + "project", key = Words + "work", body = Words, tags = new[] { Words } });
        await _room.SentAsync("task_save", new { title = Words, project = Words + "project", key = Words + "task" });
        await _room.SentAsync("notify", new { to = "eve", message = Words, project = Words + "project" });
        await _room.SentAsync("archive_append", new { key = Words + "archive", chunk = Words, project = Words + "project" });
        (await CountsAsync(Bound)).ShouldBe(before);
        (await EverythingAsync(Bound)).ShouldShowNone(_secrets);
    }

    [Fact]
    public async Task MadePrivate_IsGoneFromEveryPathOfOthers_ItsPastToo()
    {
        var id = await _room.MemoryAsync(new { content = $"{Words} was public once", key = Words, project = "web" });
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await _room.SentAsync("memory_update", new { id, visibility = "private" });
        _secrets.Add(id);
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        (await EverythingAsync(Bob)).ShouldShowNone(_secrets);
    }

    [Fact]
    public async Task Deleted_IsGoneFromEveryPathOfEverybody()
    {
        await HideAsync("project", "web", null);
        foreach (var deleted in _secrets.Skip(1)) await _room.SentAsync("memory_delete", new { id = deleted });
        var everything = await EverythingAsync(_room.Caller());
        everything.Where(answer => answer.Path.Contains("known_at", StringComparison.Ordinal)).ShouldNotBeEmpty();
        everything.Where(answer => !answer.Path.Contains("known_at", StringComparison.Ordinal)).ShouldShowNone([Words]);
    }

    [Fact]
    public async Task Expired_IsGoneFromEveryPathOfEverybody()
    {
        await _room.MemoryAsync(new { content = $"{Words} for a minute", key = Words, project = "web", ttl = 60, pinned = true, type = "warning" });
        await _room.SentAsync("handoff_save", new { summary = Words, project = "web", ttl = 60, pinned = true });
        await _room.SentAsync("notify", new { to = "ada", message = Words, project = "web", ttl = 60 });
        _room.Clock.Advance(TimeSpan.FromSeconds(60));
        (await EverythingAsync(_room.Caller())).ShouldShowNone([Words]);
    }

    [Fact]
    public async Task PrivateNotice_IsOnNoPathOfOthers()
    {
        var notice = (await _room.SentAsync("notify", new { to = "carol", message = Words, subject = Words, project = "web", @private = true })).Text("notices.0.id");
        (await EverythingAsync(Bob)).ShouldShowNone([Words, notice]);
        var refused = await _room.UnsentAsync("not_found", "inbox_ack", new { ids = notice }, Bob);
        refused.Message.ShouldBe((await _room.UnsentAsync("not_found", "inbox_ack", new { ids = notice[..^4] + "ZZZZ" }, Bob)).Message.Replace(notice[..^4] + "ZZZZ", notice, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheWatchOfOthers_IsToldNothing()
    {
        var clock = new HandTimers(_room.Clock);
        var server = MemoryServer.Create(_room.Store, clock);
        var told = new List<string>();
        using (server.Resources!.Watch(Bob, told.Add))
        {
            _room.Clock.Advance(TimeSpan.FromSeconds(1));
            var id = await HideAsync("private", "web", null);
            await _room.SentAsync("memory_update", new { id, importance = 1 });
            clock.Fire();
            told.ShouldBeEmpty();
            await _room.SentAsync("memory_update", new { id = _open, importance = 1 });
            clock.Fire();
            told.ShouldContain($"baton://memories/{_open}");
        }
    }

    /// <summary>Without the operators' tools, which see everything.</summary>
    private static MemoryCaller Plain(MemoryCaller caller) => caller with { Toolsets = ["core", "more", "tasks", "agents", "archive"] };

    private async Task<string> HideAsync(string visibility, string project, string? key)
    {
        var id = await _room.MemoryAsync(new { content = $"The {Words} code is 7713", title = Words, key = key ?? Words, project, visibility, pinned = true, type = "warning", tags = new[] { Words }, thread = Words });
        var question = await _room.MemoryAsync(new { content = $"Where is the {Words}?", project, visibility, type = "question" });
        if (project == "web") await _room.SentAsync("memory_link", new { id = _open, to = id });
        _secrets.AddRange([id, question]);
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        return id;
    }

    /// <summary>Every way of reading there is, with the questions that come nearest.</summary>
    private async Task<List<(string Path, string Answer)>> EverythingAsync(MemoryCaller caller)
    {
        var answers = new List<(string, string)>();
        foreach (var (tool, json) in Questions())
        {
            var answer = await _room.CallAsync(tool, json, caller);
            answers.Add(($"{tool} {json}", answer.Text + (answer.Failure is null ? answer.Content.GetRawText() : answer.Failure.Hint + answer.Failure.DetailsJson)));
        }
        var resources = _room.Server.Resources!;
        var page = (await resources.ListAsync(caller, null, default)).Value;
        answers.Add(("resources/list", string.Join('\n', page.Resources)));
        foreach (var entry in page.Resources) answers.Add((entry.Uri, (await resources.ReadAsync(caller, entry.Uri, default)).Value.Text));
        foreach (var (reference, argument, prefix) in new[]
        {
            ("baton://memories/{id}", "id", ""), ("baton://memories/{id}", "id", "m_01"), ("baton://handoffs/{id}", "id", ""), ("baton://digest/{project}", "project", ""),
            ("resume", "handoff", ""), ("resume", "project", ""), ("remember", "project", "q"),
        })
        {
            answers.Add(($"complete {reference} {prefix}", string.Join('\n', (await resources.CompleteAsync(caller, reference, argument, prefix, default)).Values)));
        }
        answers.Add(("prompt resume", (await _room.Server.Prompts!.GetAsync(caller, "resume", new Dictionary<string, string> { ["project"] = "web" }, default)).Value.Text));
        return answers;
    }

    private IEnumerable<(string Tool, string Json)> Questions()
    {
        foreach (var query in new[] { "code 7713", "note", "where is", "\\\"the code\\\"" }) yield return ("memory_search", $"{{'query':'{query}','explain':true,'limit':50}}");
        yield return ("memory_search", "{'query':'code 7713 public','as_of':'2026-03-01T12:01:00Z'}");
        yield return ("memory_search", "{'query':'code 7713 public','known_at':'2026-03-01T12:01:00Z'}");
        yield return ("memory_search", "{'query':'code','visibility':'private'}");
        yield return ("memory_search", "{'query':'code','type':['warning','question']}");
        yield return ("memory_get", "{'key':'open','project':'web','history':true}");
        yield return ("memory_link", $"{{'id':'{_open}','depth':3}}");
        foreach (var tool in new[] { "handoff_list", "task_list", "agent_list", "archive_list", "status", "inbox_list" }) yield return (tool, "{}");
        yield return ("inbox_list", "{'to':['carol','eve','bob'],'include_read':true}");
        yield return ("handoff_search", "{'query':'open handoff code'}");
        yield return ("task_list", "{'query':'code'}");
        foreach (var tokens in new[] { 100, 1500, 20_000 }) yield return ("session_start", $"{{'project':'web','max_tokens':{tokens}}}");
        yield return ("memory_save", "{'content':'Code 7713 opens what?','project':'web','key':'probe'}");
    }

    private async Task<string> CountsAsync(MemoryCaller caller)
    {
        var counts = new StringBuilder();
        var usage = (await _room.DoneAsync("status", "{}", caller)).At("usage");
        foreach (var member in usage.EnumerateObject().Where(member => member.Name != "bytes")) counts.Append(member.Name).Append('=').Append(member.Value).Append(' ');
        counts.Append((await _room.DoneAsync("memory_search", "{'query':'open note code'}", caller)).Number("total")).Append(' ');
        counts.Append((await _room.DoneAsync("memory_search", "{'query':'open note code'}", caller)).At("passed_over")).Append(' ');
        counts.Append((await _room.DoneAsync("handoff_list", "{}", caller)).Number("total")).Append(' ');
        counts.Append((await _room.DoneAsync("task_list", "{}", caller)).Number("total")).Append(' ');
        counts.Append((await _room.DoneAsync("archive_list", "{}", caller)).Number("total")).Append(' ');
        counts.Append((await _room.DoneAsync("inbox_list", "{'to':'eve'}", caller)).Number("total"));
        return counts.ToString();
    }
}

internal static class Shown
{
    /// <summary>None of the words is in any answer; the failure names the path that showed one.</summary>
    public static void ShouldShowNone(this IEnumerable<(string Path, string Answer)> answers, IReadOnlyCollection<string> words)
        => answers.SelectMany(answer => words.Where(word => answer.Answer.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"{answer.Path} shows {word}"))
            .ShouldBeEmpty();
}
