using System.Text.Json;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Ainote;

/// <summary><c>vault_sync</c>: whose file each file is, and what is said of those that are nobody's.</summary>
public sealed class AinoteSyncTests
{
    [Theory]
    [InlineData("list")]
    [InlineData("pull")]
    [InlineData("push")]
    public async Task Sync_OfFilesThatNoHandoffHas_NamesThemAndSaysWhy(string action)
    {
        await using var room = await AinoteRoom.OpenAsync();
        await SaveAsync(room, "shop", "login", "kept");
        Write(room, "handoffs/shop-basket-2026-03-06.txt", "from a colleague");
        Write(room, "handoffs/todo.txt", "buy bread");
        Write(room, "handoffs/deep/shop-cart-2026-03-06.txt", "from a colleague");
        Write(room, "handoffs/mirrored-2026-03-06.md", "another tool's");
        Write(room, "notes/diary.txt", "rain");

        var synced = await room.Tools.DoneAsync("vault_sync", $"{{'action':'{action}'}}");

        synced.Content.At("passed_over").EnumerateArray().Select(one => one.Text("path")).ShouldBe(["handoffs/deep/shop-cart-2026-03-06.txt", "handoffs/shop-basket-2026-03-06.txt", "handoffs/todo.txt"]);
        synced.Content.Text("passed_over.1.why").ShouldBe("no handoff of the store has this file; save it with handoff_save, or have the operator run 'baton import --from ainote'");
        synced.Content.Text("passed_over.2.why").ShouldBe("its name is not that of a handoff's file, PROJECT-TOPIC[-HHMM]-YYYY-MM-DD.txt");
        synced.Text.ShouldContain("- handoffs/todo.txt: passed over; its name is not");
        (synced.Content.Text("files.0.state"), synced.Content.Number("changed")).ShouldBe(("same", 0));
        room.File("handoffs/shop-basket-2026-03-06.txt").ShouldBe("from a colleague");
    }

    [Fact]
    public async Task Sync_OfAVaultWithoutStrangeFiles_PassesNothingOver()
    {
        await using var room = await AinoteRoom.OpenAsync();
        (await room.Tools.DoneAsync("vault_sync", "{'action':'pull'}")).Content.At("passed_over").GetArrayLength().ShouldBe(0);
        await SaveAsync(room, "shop", "login", "kept");
        var synced = await room.Tools.DoneAsync("vault_sync", "{'action':'pull'}");
        synced.Content.At("passed_over").GetArrayLength().ShouldBe(0);
        synced.Text.ShouldBe("1 file(s).");
    }

    [Fact]
    public async Task Sync_OfAGrantThatIsBoundToProjects_CountsWhatItMayNotSee()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await SaveAsync(room, "shop", "login", "kept");
        await SaveAsync(room, "secret", "plan", "hidden");
        var synced = await room.Tools.DoneAsync("vault_sync", "{'action':'pull'}", room.Tools.Caller("bob") with { Projects = ["shop"] });
        synced.Content.Number("passed_over_unnamed").ShouldBe(1);
        (synced.Text + synced.Content.GetRawText()).ShouldNotContain("secret");
    }

    [Fact]
    public async Task Pull_OfNamesThatMeet_TakesNobodysTextForAnothers()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await SaveAsync(room, "a-b", "c", "one");
        var second = await SaveAsync(room, "a", "b-c", "two");
        (await room.Tools.DoneAsync("vault_sync", "{'action':'pull'}")).Content.Number("changed").ShouldBe(0);
        Write(room, second.Text("path"), "two, edited");
        Write(room, "handoffs/a-b-c-2026-03-05.txt", "one, edited");
        (await room.Tools.DoneAsync("vault_sync", "{'action':'pull'}")).Content.Number("changed").ShouldBe(2);
        (await GetAsync(room, "a-b", "c"), await GetAsync(room, "a", "b-c")).ShouldBe(("one, edited", "two, edited"));
    }

    [Fact]
    public async Task Push_OfNamesThatMeet_WritesEachWhereItWas()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await SaveAsync(room, "a-b", "c", "one");
        var second = await SaveAsync(room, "a", "b-c", "two");
        File.Delete(Path.Combine(room.Vaults.Root, "main", "handoffs", "a-b-c-2026-03-05.txt"));
        await room.Tools.DoneAsync("vault_sync", "{'action':'push'}");
        (room.File("handoffs/a-b-c-2026-03-05.txt"), room.File(second.Text("path"))).ShouldBe(("one", "two"));
    }

    [Fact]
    public async Task Pull_OfAHandoffThatAnotherToolSaved_LeavesTheFileThatHasItsName()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await SaveAsync(room, "a-b", "c", "of another project", "2026-03-01");
        await room.Room.DoneAsync("handoff_save", "{'project':'a','key':'b-c','summary':'Saved natively','body':'its own'}");
        foreach (var caller in (Memory.Callers.MemoryCaller[])[room.Tools.Caller(), room.Tools.Caller() with { Projects = ["a"] }])
        {
            await room.Tools.DoneAsync("vault_sync", "{'action':'pull'}", caller);
            (await room.Room.DoneAsync("handoff_load", "{'project':'a','key':'b-c'}")).Text("handoff.body").ShouldBe("its own");
        }
    }

    [Fact]
    public async Task Pull_AfterAnEditThatWasNotOverwritten_TakesTheEdit_AndNamesTheFileBeside()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await SaveAsync(room, "shop", "login", "from the agent");
        Write(room, "handoffs/shop-login-2026-03-05.txt", "from a person");
        var beside = (await SaveAsync(room, "shop", "login", "from the agent again")).Text("path");
        var pulled = (await room.Tools.DoneAsync("vault_sync", "{'action':'pull'}")).Content;
        (pulled.Text("files.0.state"), pulled.Text("passed_over.0.path"), pulled.Text("passed_over.0.why"))
            .ShouldBe(("saved", beside, "its handoff's file is handoffs/shop-login-2026-03-05.txt"));
        (await GetAsync(room, "shop", "login")).ShouldBe("from a person");
    }

    private static void Write(AinoteRoom room, string path, string text)
    {
        var whole = Path.Combine(room.Vaults.Root, "main", path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, text);
    }

    private static async Task<JsonElement> SaveAsync(AinoteRoom room, string project, string topic, string content, string date = "2026-03-05")
    {
        room.Room.Clock.Advance(TimeSpan.FromSeconds(1));
        return (await room.Tools.DoneAsync("handoff_save", $"{{'project':'{project}','topic':'{topic}','content':'{content}','date':'{date}'}}")).Content;
    }

    private static async Task<string> GetAsync(AinoteRoom room, string project, string topic)
        => (await room.Tools.DoneAsync("handoff_get", $"{{'project':'{project}','topic':'{topic}'}}")).Content.Text("content");
}
