using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Rewind;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Memories;

/// <summary>
/// A marked block names who wrote the text in it, and when: not who pinned, rated, tagged, claimed, deleted or restored the record
/// since. What somebody else writes is under that one's name.
/// </summary>
public sealed class TextAuthorTests : IAsyncLifetime
{
    private const string ByAda = "author=\"ada (editor, grant local)\" project=\"default\" time=\"2026-03-01T12:00:00.000Z\"";
    private const string ByEve = "author=\"eve (cli, grant ci)\" project=\"default\" time=\"2026-03-01T13:00:00.000Z\"";
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    private MemoryCaller Eve => _room.Caller("eve", "ci", "cli");

    [Theory]
    [InlineData("memory_update", "{'key':'k','pinned':true}", ByAda)]
    [InlineData("memory_update", "{'key':'k','importance':0.9}", ByAda)]
    [InlineData("memory_update", "{'key':'k','tags':['x']}", ByAda)]
    [InlineData("memory_update", "{'key':'k','ttl':'30d'}", ByAda)]
    [InlineData("memory_update", "{'key':'k','layer':'verified','evidence':['seen']}", ByAda)]
    [InlineData("memory_update", "{'key':'k','visibility':'shared'}", ByAda)]
    [InlineData("memory_update", "{'key':'k','type':'warning'}", ByAda)]
    [InlineData("memory_update", "{'key':'k','valid_to':'2027-01-01'}", ByAda)]
    [InlineData("memory_update", "{'key':'k','content':'the gate is green'}", ByEve)]
    [InlineData("memory_update", "{'key':'k','value':{'gate':'green'}}", ByEve)]
    [InlineData("memory_update", "{'key':'k','title':'Gate'}", ByEve)]
    [InlineData("memory_update", "{'key':'k','title':null}", ByEve)]
    [InlineData("memory_save", "{'key':'k','content':'the gate is green'}", ByEve)]
    [InlineData("memory_save", "{'key':'k','pinned':true}", ByAda)]
    public async Task Get_AfterAnotherWrote_NamesTheAuthorOfTheText(string tool, string json, string author)
    {
        await _room.MemoryAsync(new { content = "the gate is blue", title = "Our gate", key = "k" });
        _room.Clock.Advance(TimeSpan.FromHours(1));
        await _room.DoneAsync(tool, json, Eve);
        (await _room.CallAsync("memory_get", "{'key':'k'}", _room.Caller("bob"))).Text.ShouldContain(author);
        (await _room.CallAsync("memory_search", "{'query':'gate','limit':3}", _room.Caller("bob"))).Text.ShouldContain(author);
    }

    [Fact]
    public async Task Update_OfTheKey_IsOfWhoGaveIt_AndOfTheSameKeyOfNobodyNew()
    {
        await _room.MemoryAsync(new { content = "the gate is blue", key = "k" });
        var id = (await _room.DoneAsync("memory_get", "{'key':'k'}")).Text("memory.id");
        _room.Clock.Advance(TimeSpan.FromHours(1));
        await _room.SentAsync("memory_update", new { id, pinned = true }, Eve);
        (await _room.SendAsync("memory_get", new { id })).Text.ShouldContain(ByAda);
        await _room.SentAsync("memory_save", new { key = " k ", tags = new[] { "x" } }, Eve);
        (await _room.SendAsync("memory_get", new { id })).Text.ShouldContain(ByAda);
    }

    [Theory]
    [InlineData("useful")]
    [InlineData("misleading")]
    public async Task Rating_ByAnother_LeavesTheTextItsAuthors(string rating)
    {
        await _room.MemoryAsync(new { content = "the gate is blue", key = "k" });
        _room.Clock.Advance(TimeSpan.FromHours(1));
        (await _room.Server.Memories.RateAsync(Eve, new(null, "k"), rating, default)).Value.Memory.Labels.ShouldContainKey("feedback_" + rating);
        (await _room.CallAsync("memory_get", "{'key':'k'}")).Text.ShouldContain(ByAda);
    }

    [Fact]
    public async Task DeleteRestoreAndSupersede_ByAnother_LeaveTheTextItsAuthors()
    {
        var id = await _room.MemoryAsync(new { content = "the gate is blue", key = "k" });
        _room.Clock.Advance(TimeSpan.FromHours(1));
        await _room.SentAsync("memory_delete", new { id }, Eve);
        await _room.SentAsync("memory_delete", new { id, restore = true }, Eve);
        (await _room.SendAsync("memory_get", new { id })).Text.ShouldContain(ByAda);
        await _room.MemoryAsync(new { content = "the gate is green now", supersedes = new[] { id } }, Eve);
        (await _room.SendAsync("memory_get", new { id })).Text.ShouldContain(ByAda);
    }

    [Fact]
    public async Task Rewind_GivesTheTextBackToItsAuthor()
    {
        var id = await _room.MemoryAsync(new { content = "the gate is blue", key = "k" });
        _room.Clock.Advance(TimeSpan.FromHours(1));
        await _room.SentAsync("memory_update", new { id, content = "the gate is gone" }, Eve);
        (await _room.SendAsync("memory_get", new { id })).Text.ShouldContain(ByEve);
        _room.Clock.Advance(TimeSpan.FromHours(1));
        var by = new Provenance("local", "operator", null, null, null, "rw-1", "rewind");
        (await new Rewinder(_room.Store, _room.Clock).ApplyAsync(new RewindRequest { Writes = new WriteFilter { Grant = "ci" } }, by, default)).Value.Changes.ShouldBe(1);
        (await _room.SendAsync("memory_get", new { id })).Text.ShouldContain(ByAda);
    }

    [Fact]
    public async Task StructuredContent_SaysBothWhoWroteTheTextAndWhoTouchedItLast()
    {
        await _room.MemoryAsync(new { content = "the gate is blue", key = "k" });
        (await _room.DoneAsync("memory_get", "{'key':'k'}")).At("memory").Has("saved_by").ShouldBeFalse();
        _room.Clock.Advance(TimeSpan.FromHours(1));
        await _room.SentAsync("memory_update", new { key = "k", pinned = true }, Eve);
        var memory = (await _room.DoneAsync("memory_get", "{'key':'k','history':true}")).At("memory");
        (memory.Text("saved_by.principal"), memory.Text("saved_at")).ShouldBe(("ada", "2026-03-01T12:00:00.000Z"));
        (memory.Text("by.principal"), memory.Text("updated_at")).ShouldBe(("eve", "2026-03-01T13:00:00.000Z"));
        await _room.SentAsync("memory_update", new { key = "k", content = "the gate is green" });
        memory = (await _room.DoneAsync("memory_get", "{'key':'k'}")).At("memory");
        (memory.Has("saved_by"), memory.Has("saved_at"), memory.Text("by.principal")).ShouldBe((false, false, "ada"));
    }

    [Fact]
    public async Task StaleVersion_OfAWriteByAnotherThatLeftTheText_NamesOnlyWhatChanged()
    {
        await _room.MemoryAsync(new { content = "the gate is blue", key = "k" });
        await _room.SentAsync("memory_update", new { key = "k", pinned = true }, Eve);
        (await _room.UnsentAsync("stale_version", "memory_update", new { key = "k", content = "x y", if_match = 1 })).Message
            .ShouldBe("Version 1 is stale: the current version is 2; changed since: pinned.");
    }

    [Theory]
    [InlineData("task_update", "{'key':'k','priority':1}", ByAda)]
    [InlineData("task_update", "{'key':'k','status':'blocked','outcome':'waits'}", ByAda)]
    [InlineData("task_update", "{'key':'k','to':'bob'}", ByAda)]
    [InlineData("task_claim", "{'key':'k'}", ByAda)]
    [InlineData("task_update", "{'key':'k','title':'paint it'}", ByEve)]
    [InlineData("task_update", "{'key':'k','description':'all of it'}", ByEve)]
    [InlineData("task_update", "{'key':'k','description':null}", ByEve)]
    [InlineData("task_save", "{'key':'k','title':'paint it'}", ByEve)]
    public async Task Task_AfterAnotherWrote_NamesTheAuthorOfItsText(string tool, string json, string author)
    {
        await _room.SentAsync("task_save", new { title = "paint the gate", description = "both sides", key = "k" });
        _room.Clock.Advance(TimeSpan.FromHours(1));
        await _room.DoneAsync(tool, json, Eve);
        (await _room.CallAsync("task_get", "{'key':'k'}")).Text.ShouldContain(author);
        (await _room.CallAsync("task_list")).Text.ShouldContain(author);
        var task = (await _room.DoneAsync("task_get", "{'key':'k'}")).At("task");
        task.Text("by.principal").ShouldBe("eve");
        task.Has("saved_by").ShouldBe(author == ByAda);
    }

    [Fact]
    public async Task Task_RestoredByAnother_StaysItsAuthors()
    {
        var id = (await _room.SentAsync("task_save", new { title = "paint the gate", key = "k" })).Text("task.id");
        _room.Clock.Advance(TimeSpan.FromHours(1));
        await _room.SentAsync("task_delete", new { id }, Eve);
        await _room.SentAsync("task_delete", new { id, restore = true }, Eve);
        (await _room.SendAsync("task_get", new { id })).Text.ShouldContain(ByAda);
    }
}
