using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Ainote;

public sealed class AinoteHandoffTests
{
    [Fact]
    public async Task Save_WritesTheFileBeforeItReturns_UnderTheDayOfSeoul()
    {
        await using var room = await AinoteRoom.OpenAsync();
        room.Room.Clock.Advance(TimeSpan.FromHours(4));
        var saved = (await room.Tools.RawAsync("handoff_save", """{"project":"shop","topic":"login","content":"Fixed 🔑\r\nNext: deploy"}""")).Content;
        saved.Text("path").ShouldBe("handoffs/shop-login-2026-03-02.txt");
        room.File(saved.Text("path")).ShouldBe("Fixed 🔑\r\nNext: deploy");
        saved.Text("date").ShouldBe("2026-03-02");
        var got = await room.Tools.DoneAsync("handoff_get", "{'project':'shop','topic':'login'}", room.Tools.Caller("bob"));
        got.Content.Text("content").ShouldBe("Fixed 🔑\r\nNext: deploy");
        got.Text.ShouldContain("[[baton:data");
        (await room.Room.DoneAsync("handoff_load", "{'project':'shop'}")).Text("handoff.body").ShouldBe("Fixed 🔑\r\nNext: deploy");
    }

    [Fact]
    public async Task Zone_IsTheOneThatWasSet()
    {
        await using var room = await AinoteRoom.OpenAsync("America/New_York");
        (await room.Tools.DoneAsync("handoff_save", "{'project':'shop','topic':'login','content':'x'}")).Content.Text("date").ShouldBe("2026-03-01");
        (await room.Tools.DoneAsync("get_setup_guide")).Content.Text("time_zone").ShouldBe("America/New_York");
    }

    [Fact]
    public async Task SameProjectTopicAndDate_MakesAVersion_AndTheFileFollows()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await SaveAsync(room, "first", "'date':'2026-03-05'");
        var second = await SaveAsync(room, "second", "'date':'2026-03-05'");
        second.Number("version").ShouldBe(2);
        room.File("handoffs/shop-login-2026-03-05.txt").ShouldBe("second");
        (await room.Tools.DoneAsync("handoff_list", "{'project':'shop'}")).Content.Number("count").ShouldBe(1);
        (await room.Room.DoneAsync("handoff_load", $"{{'id':'{second.Text("id")}','version':1}}")).Text("handoff.body").ShouldBe("first");
    }

    [Fact]
    public async Task Time_TellsSeveralOfADayApart()
    {
        await using var room = await AinoteRoom.OpenAsync();
        (await SaveAsync(room, "morning", "'date':'2026-03-05','time':'09:30'")).Text("path").ShouldBe("handoffs/shop-login-0930-2026-03-05.txt");
        await SaveAsync(room, "evening", "'date':'2026-03-05','time':'1815'");
        (await GetAsync(room, "'date':'2026-03-05','time':'0930'")).ShouldBe("morning");
        (await GetAsync(room, "'date':'2026-03-05'")).ShouldBe("evening");
    }

    [Fact]
    public async Task Get_WithoutADate_GivesTheLatest_AndListIsNewestFirst()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await SaveAsync(room, "new", "'date':'2026-03-09'");
        room.Room.Clock.Advance(TimeSpan.FromMinutes(1));
        await SaveAsync(room, "old", "'date':'2026-03-01'");
        (await GetAsync(room, "")).ShouldBe("new");
        (await room.Tools.DoneAsync("handoff_list", "{'project':'shop'}")).Content.At("handoffs").EnumerateArray().Select(one => one.Text("date")).ShouldBe(["2026-03-09", "2026-03-01"]);
        await room.Tools.RefusedAsync(FailureCode.NotFound, "handoff_get", "{'project':'shop','topic':'login','date':'2025-01-01'}");
        await room.Tools.RefusedAsync(FailureCode.NotFound, "handoff_get", "{'project':'shop','topic':'logout'}");
    }

    [Fact]
    public async Task List_WithoutAProject_GivesEveryProjectsNewestFirst()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await SaveAsync(room, "old", "'date':'2026-03-01'");
        await room.Tools.DoneAsync("handoff_save", "{'project':'yard','topic':'fence','content':'new','date':'2026-03-09'}");
        await SaveAsync(room, "middle", "'date':'2026-03-05'");
        (await room.Tools.DoneAsync("handoff_list")).Content.At("handoffs").EnumerateArray().Select(one => $"{one.Text("project")} {one.Text("date")}")
            .ShouldBe(["yard 2026-03-09", "shop 2026-03-05", "shop 2026-03-01"]);
        (await room.Tools.DoneAsync("handoff_list", "{'project':'yard'}")).Content.Number("count").ShouldBe(1);
    }

    [Fact]
    public async Task Reading_PurgesNothing_HoweverOldItIs()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await SaveAsync(room, "old", "'date':'2026-03-01'");
        room.Room.Clock.Advance(TimeSpan.FromDays(400));
        for (var i = 0; i < 3; i++) (await room.Tools.DoneAsync("handoff_list")).Content.Number("count").ShouldBe(1);
        (await GetAsync(room, "")).ShouldBe("old");
        room.File("handoffs/shop-login-2026-03-01.txt").ShouldBe("old");
    }

    [Theory]
    [InlineData("../../etc", "passwd")]
    [InlineData("a/b", "c\\d")]
    [InlineData("CON", "NUL")]
    [InlineData(".", "..")]
    public async Task Names_NeverLeadOutOfTheFolder(string project, string topic)
    {
        await using var room = await AinoteRoom.OpenAsync();
        var saved = (await room.Tools.RawAsync("handoff_save", JsonSerializer.Serialize(new { project, topic, content = "safe", date = "2026-03-05" }))).Content;
        saved.Text("path").ShouldStartWith("handoffs/");
        saved.Text("path").Count(letter => letter == '/').ShouldBe(1);
        room.File(saved.Text("path")).ShouldBe("safe");
        var got = await room.Tools.RawAsync("handoff_get", JsonSerializer.Serialize(new { project, topic }));
        got.Content.Text("content").ShouldBe("safe");
        Directory.EnumerateFiles(room.Vaults.Root, "*", SearchOption.AllDirectories).Count().ShouldBe(1);
    }

    [Fact]
    public async Task NamesThatMeet_GetFilesOfTheirOwn()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Tools.DoneAsync("handoff_save", "{'project':'a-b','topic':'c','content':'one','date':'2026-03-05'}");
        var second = (await room.Tools.DoneAsync("handoff_save", "{'project':'a','topic':'b-c','content':'two','date':'2026-03-05'}")).Content;
        room.File("handoffs/a-b-c-2026-03-05.txt").ShouldBe("one");
        second.Text("path").ShouldBe($"handoffs/a-b-c-2026-03-05-{second.Text("id")}.txt");
        room.File(second.Text("path")).ShouldBe("two");
    }

    [Fact]
    public async Task EditedFile_IsNotOverwritten_ButTakenByPull()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await SaveAsync(room, "from the agent", "'date':'2026-03-05'");
        File.WriteAllText(Path.Combine(room.Vaults.Root, "main", "handoffs", "shop-login-2026-03-05.txt"), "from a person");
        var again = await SaveAsync(room, "from the agent again", "'date':'2026-03-05'");
        again.Text("path").ShouldEndWith($"-{again.Text("id")}.txt");
        room.File("handoffs/shop-login-2026-03-05.txt").ShouldBe("from a person");
    }

    [Fact]
    public async Task VaultSync_ListsPullsAndPushes()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var shop = room.Tools.Caller() with { DefaultProject = "shop" };
        await SaveAsync(room, "from the agent", "'date':'2026-03-05'");
        (await room.Tools.DoneAsync("vault_sync", "{'action':'list'}", shop)).Content.Number("changed").ShouldBe(0);
        var file = Path.Combine(room.Vaults.Root, "main", "handoffs", "shop-login-2026-03-05.txt");
        File.WriteAllText(file, "from a person");
        (await room.Tools.DoneAsync("vault_sync", "{'action':'list'}", shop)).Content.Text("files.0.state").ShouldBe("edited");
        (await room.Tools.DoneAsync("vault_sync", "{'action':'pull'}", shop)).Content.Text("files.0.state").ShouldBe("saved");
        (await GetAsync(room, "")).ShouldBe("from a person");
        File.Delete(file);
        (await room.Tools.DoneAsync("vault_sync", "{'action':'push'}", shop)).Content.Text("files.0.state").ShouldBe("written");
        room.File("handoffs/shop-login-2026-03-05.txt").ShouldBe("from a person");
    }

    [Fact]
    public async Task VaultSync_OfAConnectionWithoutAProject_CoversThoseThatTheHandoffsName()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await SaveAsync(room, "from the agent", "'date':'2026-03-05'");
        File.Delete(Path.Combine(room.Vaults.Root, "main", "handoffs", "shop-login-2026-03-05.txt"));
        var synced = (await room.Tools.DoneAsync("vault_sync", "{'action':'push'}")).Content;
        (synced.Text("files.0.path"), synced.Text("files.0.state")).ShouldBe(("handoffs/shop-login-2026-03-05.txt", "written"));
        room.File("handoffs/shop-login-2026-03-05.txt").ShouldBe("from the agent");
    }

    [Fact]
    public async Task FolderThatCannotBeWritten_IsSaid_AndTheStoreHasIt()
    {
        await using var room = await AinoteRoom.OpenAsync();
        room.Vaults.IsBroken = true;
        (await room.Tools.RefusedAsync(FailureCode.StoreUnavailable, "handoff_save", "{'project':'shop','topic':'login','content':'kept','date':'2026-03-05'}")).Text.ShouldContain("the disk is full");
        room.Vaults.IsBroken = false;
        (await GetAsync(room, "")).ShouldBe("kept");
        (await SaveAsync(room, "kept", "'date':'2026-03-05'")).Number("version").ShouldBe(2);
        room.File("handoffs/shop-login-2026-03-05.txt").ShouldBe("kept");
    }

    [Theory]
    [InlineData("'date':'05.03.2026'", "/date")]
    [InlineData("'time':'25:00'", "/time")]
    public async Task Save_WithWhatIsNoDateOrTime_IsRefused(string field, string path)
    {
        await using var room = await AinoteRoom.OpenAsync();
        (await room.Tools.RefusedAsync(FailureCode.Invalid, "handoff_save", $"{{'project':'shop','topic':'login','content':'x',{field}}}")).Failure!.Path.ShouldBe(path);
        (await room.Tools.RefusedAsync(FailureCode.Invalid, "handoff_save", "{'project':'shop','topic':'login','content':' '}")).Failure!.Path.ShouldBe("/content");
        (await room.Tools.DoneAsync("handoff_list")).Content.Number("count").ShouldBe(0);
    }

    [Fact]
    public async Task HandoffOfAnotherTool_IsListedAndGot()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Room.DoneAsync("handoff_save", "{'project':'shop','key':'native','summary':'Saved natively','body':'the body'}");
        (await room.Tools.DoneAsync("handoff_list", "{'project':'shop'}")).Content.Text("handoffs.0.topic").ShouldBe("native");
        (await room.Tools.DoneAsync("handoff_get", "{'project':'shop','topic':'native'}")).Content.Text("content").ShouldBe("the body");
    }

    private static async Task<JsonElement> SaveAsync(AinoteRoom room, string content, string more)
        => (await room.Tools.DoneAsync("handoff_save", $"{{'project':'shop','topic':'login','content':'{content}',{more}}}")).Content;

    private static async Task<string> GetAsync(AinoteRoom room, string more)
        => (await room.Tools.DoneAsync("handoff_get", $"{{'project':'shop','topic':'login'{(more.Length > 0 ? "," + more : "")}}}")).Content.Text("content");
}
