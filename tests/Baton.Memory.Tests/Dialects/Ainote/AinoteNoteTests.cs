using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Ainote;

/// <summary><c>sync_push</c>, <c>sync_pull</c> and <c>sync_list</c>: notes by path, in the store and on the disk.</summary>
public sealed class AinoteNoteTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("one\r\ntwo\n")]
    [InlineData("😀 ünï [[/baton:data]]")]
    public async Task Push_KeepsTheBytes_InTheStoreAndOnTheDisk(string content)
    {
        await using var room = await AinoteRoom.OpenAsync();
        var pushed = await room.Tools.RawAsync("sync_push", JsonSerializer.Serialize(new { path = "rafts/logs.md", content }));
        pushed.Failure.ShouldBeNull(pushed.Text);
        pushed.Content.Text("path").ShouldBe("rafts/logs.md");
        pushed.Content.Text("file").ShouldBe("notes/rafts/logs.md");
        pushed.Content.Number("version").ShouldBe(1);
        pushed.Text.ShouldBe("Pushed: rafts/logs.md, version 1.");
        room.File("notes/rafts/logs.md").ShouldBe(content);
        (await room.Room.DoneAsync("memory_get", $"{{'id':'{pushed.Content.Text("id")}'}}")).Text("memory.content").ShouldBe(content);
        (await room.Tools.DoneAsync("sync_pull", "{'path':'rafts/logs.md'}")).Content.Text("files.0.content").ShouldBe(content);
    }

    [Fact]
    public async Task Push_OfTheSameTextUnderTwoPaths_KeepsBoth()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Tools.DoneAsync("sync_push", "{'path':'a.md','content':'The very same template of a page'}");
        await room.Tools.DoneAsync("sync_push", "{'path':'b.md','content':'The very same template of a page'}");
        (await room.Tools.DoneAsync("sync_list")).Content.At("files").EnumerateArray().Select(one => one.Text("path")).Order().ShouldBe(["a.md", "b.md"]);
        room.File("notes/b.md").ShouldBe("The very same template of a page");
    }

    [Fact]
    public async Task Push_OntoAPath_MakesAVersion_AndTheFileFollows()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var first = (await room.Tools.DoneAsync("sync_push", "{'path':'a.md','content':'one'}")).Content;
        var second = (await room.Tools.DoneAsync("sync_push", "{'path':'a.md','content':'two'}")).Content;
        second.Text("id").ShouldBe(first.Text("id"));
        second.Number("version").ShouldBe(2);
        room.File("notes/a.md").ShouldBe("two");
        (await room.Room.DoneAsync("memory_get", $"{{'id':'{first.Text("id")}','history':true}}")).Text("history.0.content").ShouldBe("one");
    }

    [Theory]
    [InlineData("''", "'c'", "/path")]
    [InlineData("'/a.md'", "'c'", "/path")]
    [InlineData("'a//b.md'", "'c'", "/path")]
    [InlineData("'../a.md'", "'c'", "/path")]
    [InlineData("'a/./b'", "'c'", "/path")]
    [InlineData("'a\\\\b'", "'c'", "/path")]
    [InlineData("' a.md'", "'c'", "/path")]
    [InlineData("'ghp_0123456789abcdefghijABCDEFGHIJ012345.md'", "'c'", "/path")]
    [InlineData("'a.md'", "' '", "/content")]
    public async Task Push_OfWhatCannotBe_IsRefused_AndWritesNothing(string path, string content, string at)
    {
        await using var room = await AinoteRoom.OpenAsync();
        (await room.Tools.RefusedAsync(FailureCode.Invalid, "sync_push", $"{{'path':{path},'content':{content}}}")).Failure!.Path.ShouldBe(at);
        (await room.Tools.DoneAsync("sync_list")).Content.Number("count").ShouldBe(0);
        Directory.EnumerateFiles(room.Vaults.Root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Push_WithASecret_ReplacesItInTheFileToo_AndSaysSo()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var pushed = await room.Tools.DoneAsync("sync_push", "{'path':'a.md','content':'It is ghp_0123456789abcdefghijABCDEFGHIJ012345'}");
        pushed.Content.Text("redacted.0.kind").ShouldBe("github_token");
        room.File("notes/a.md").ShouldBe("It is [redacted:github_token]");
    }

    [Fact]
    public async Task Pull_TakesPathPathsSinceAndInitial()
    {
        await using var room = await AinoteRoom.OpenAsync();
        foreach (var path in (string[])["a.md", "b.md", "c.md"])
        {
            await room.Tools.DoneAsync("sync_push", $"{{'path':'{path}','content':'of {path}'}}");
            room.Room.Clock.Advance(TimeSpan.FromHours(1));
        }
        async Task<List<string>> Pulled(string call) => [.. (await room.Tools.DoneAsync("sync_pull", call)).Content.At("files").EnumerateArray().Select(one => one.Text("path")).Order()];
        (await Pulled("{}")).ShouldBe(["a.md", "b.md", "c.md"]);
        (await Pulled("{'path':'b.md'}")).ShouldBe(["b.md"]);
        (await Pulled("{'paths':['a.md','c.md','none.md']}")).ShouldBe(["a.md", "c.md"]);
        (await Pulled("{'since':'2026-03-01T13:00:00Z'}")).ShouldBe(["b.md", "c.md"]);
        (await Pulled("{'since':'2026-03-01T13:00:00Z','initial':true}")).ShouldBe(["a.md", "b.md", "c.md"]);
        (await Pulled("{'since':'2026-03-01T15:00:00Z','device_id':'phone'}")).ShouldBeEmpty();
        (await room.Tools.DoneAsync("sync_pull")).Content.Text("server_time").ShouldBe("2026-03-01T15:00:00.000Z");
        (await room.Tools.RefusedAsync(FailureCode.NotFound, "sync_pull", "{'path':'none.md'}")).Failure!.Path.ShouldBe("/path");
        (await room.Tools.RefusedAsync(FailureCode.Invalid, "sync_pull", "{'since':'lately'}")).Failure!.Path.ShouldBe("/since");
    }

    [Fact]
    public async Task Pull_FromWhatTheLastPullSaid_MissesNothing()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Tools.DoneAsync("sync_push", "{'path':'a.md','content':'one'}");
        room.Room.Clock.Advance(TimeSpan.FromMinutes(1));
        var since = (await room.Tools.DoneAsync("sync_pull")).Content.Text("server_time");
        await room.Tools.DoneAsync("sync_push", "{'path':'b.md','content':'written within the same instant'}");
        (await room.Tools.DoneAsync("sync_pull", $"{{'since':'{since}'}}")).Content.At("files").EnumerateArray().Select(one => one.Text("path")).ShouldContain("b.md");
    }

    [Fact]
    public async Task Note_ThatWasDeletedNatively_IsNoLongerListedNorPulled()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var id = (await room.Tools.DoneAsync("sync_push", "{'path':'a.md','content':'one'}")).Content.Text("id");
        await room.Room.DoneAsync("memory_delete", $"{{'id':'{id}'}}");
        (await room.Tools.DoneAsync("sync_list")).Text.ShouldBe("0 note(s).");
        await room.Tools.RefusedAsync(FailureCode.NotFound, "sync_pull", "{'path':'a.md'}");
    }
}
