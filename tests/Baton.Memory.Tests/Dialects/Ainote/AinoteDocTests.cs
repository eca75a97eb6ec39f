using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Ainote;

public sealed class AinoteDocTests
{
    [Fact]
    public async Task Doc_IsReplacedAppendedAndPrepended_EachAVersion()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var id = (await room.Tools.DoneAsync("create_dev_doc", "{'title':'API','content':'two','category':'spec','content_type':'text','local_path':'docs/api.txt'}")).Content.Text("id");
        await room.Tools.DoneAsync("update_dev_doc", "{'title':'API','category':'spec','content':'three','mode':'append'}");
        await room.Tools.DoneAsync("update_dev_doc", $"{{'id':'{id}','content':'one','mode':'prepend'}}");
        var doc = (await room.Tools.DoneAsync("get_dev_doc", "{'title':'API','include_versions':true}")).Content;
        doc.Text("document.content").ShouldBe("one\ntwo\nthree");
        doc.Text("document.local_path").ShouldBe("docs/api.txt");
        doc.At("versions").EnumerateArray().Select(version => version.Text("content")).ShouldBe(["one\ntwo\nthree", "two\nthree", "two"]);
        await room.Tools.DoneAsync("update_dev_doc", "{'title':'API','content':'all new'}");
        (await room.Tools.DoneAsync("get_dev_doc", $"{{'id':'{id}'}}")).Content.Text("document.content").ShouldBe("all new");
    }

    [Fact]
    public async Task Create_OntoATitleThatExists_MakesAVersion()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'API','content':'first words'}");
        (await room.Tools.DoneAsync("create_dev_doc", "{'title':'API','content':'other text'}")).Content.Number("version").ShouldBe(2);
        (await room.Tools.DoneAsync("list_dev_docs")).Content.Number("count").ShouldBe(1);
    }

    [Fact]
    public async Task TitlesInTwoCategories_AreToldApart()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'API','content':'harbour cranes','category':'a'}");
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'API','content':'mountain trains','category':'b','content_type':'yaml'}");
        (await room.Tools.RefusedAsync(FailureCode.Invalid, "get_dev_doc", "{'title':'API'}")).Failure!.Path.ShouldBe("/category");
        (await room.Tools.DoneAsync("get_dev_doc", "{'title':'API','category':'b'}")).Content.Text("document.content").ShouldBe("mountain trains");
        (await room.Tools.DoneAsync("list_dev_docs", "{'content_type':'yaml'}")).Content.Number("count").ShouldBe(1);
        (await room.Tools.DoneAsync("list_dev_docs", "{'search':'CRANES'}")).Content.Text("documents.0.category").ShouldBe("a");
        (await room.Tools.DoneAsync("list_dev_categories")).Content.At("categories").EnumerateArray().Select(one => one.Text("name")).ShouldBe(["a", "b"]);
        await room.Tools.DoneAsync("delete_dev_doc", "{'title':'API','category':'a'}");
        (await room.Tools.DoneAsync("list_dev_docs")).Content.Number("count").ShouldBe(1);
        await room.Tools.RefusedAsync(FailureCode.NotFound, "delete_dev_doc", "{'title':'API','category':'a'}");
        await room.Tools.RefusedAsync(FailureCode.Invalid, "get_dev_doc", "{}");
    }

    [Fact]
    public async Task PulledFiles_NeverLeaveTheFolder()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Tools.RawAsync("create_dev_doc", JsonSerializer.Serialize(new { title = "../../../.bashrc", content = "rm", category = "../..", local_path = "/etc/passwd" }));
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'plain','content':'words','content_type':'json'}");
        var pulled = (await room.Tools.DoneAsync("pull_dev_docs")).Content;
        pulled.Number("count").ShouldBe(2);
        foreach (var path in pulled.At("documents").EnumerateArray().Select(doc => doc.Text("path")))
        {
            path.ShouldStartWith("docs/");
            path.Split('/').ShouldNotContain("..");
            room.File(path).ShouldNotBeNull();
        }
        room.File("docs/general/plain.json").ShouldBe("words");
    }

    [Fact]
    public async Task Notes_ArePushedAsVersions_AndPulledByPathAndTime()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var first = (await room.Tools.DoneAsync("sync_push", "{'path':'diary/monday.md','content':'rain'}")).Content;
        room.File(first.Text("file")).ShouldBe("rain");
        room.Room.Clock.Advance(TimeSpan.FromMinutes(1));
        var since = room.Room.Clock.GetUtcNow();
        room.Room.Clock.Advance(TimeSpan.FromMinutes(1));
        (await room.Tools.DoneAsync("sync_push", "{'path':'diary/monday.md','content':'rain and wind'}")).Content.Number("version").ShouldBe(2);
        await room.Tools.DoneAsync("sync_push", "{'path':'list.txt','content':'bread'}");
        (await room.Tools.DoneAsync("sync_list")).Content.Number("count").ShouldBe(2);
        (await room.Tools.DoneAsync("sync_pull", "{'path':'diary/monday.md'}")).Content.Text("files.0.content").ShouldBe("rain and wind");
        (await room.Tools.DoneAsync("sync_pull", "{'paths':['list.txt'],'initial':true}")).Content.Number("count").ShouldBe(1);
        (await room.Tools.DoneAsync("sync_pull", $"{{'since':'{since:yyyy-MM-dd'T'HH:mm:ss'Z'}'}}")).Content.Number("count").ShouldBe(2);
        await room.Tools.RefusedAsync(FailureCode.NotFound, "sync_pull", "{'path':'nothing'}");
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("/abs")]
    [InlineData("a//b")]
    [InlineData("a\\\\b")]
    [InlineData("")]
    [InlineData("a/./b")]
    public async Task Push_ToWhatIsNoPath_IsRefused(string path)
    {
        await using var room = await AinoteRoom.OpenAsync();
        (await room.Tools.RefusedAsync(FailureCode.Invalid, "sync_push", $"{{'path':'{path}','content':'x'}}")).Failure!.Path.ShouldBe("/path");
    }

    [Fact]
    public async Task Vaults_AreFolders_WithoutAnAccount()
    {
        await using var room = await AinoteRoom.OpenAsync();
        (await room.Tools.DoneAsync("vault_connect_status")).Content.Text("name").ShouldBe("main");
        var made = (await room.Tools.DoneAsync("vault_create", "{'name':'work'}")).Content.Text("folder");
        Directory.Exists(made).ShouldBeTrue();
        Directory.CreateDirectory(Path.Combine(made, ".git"));
        (await room.Tools.DoneAsync("vault_list")).Content.At("vaults").EnumerateArray().Single(vault => vault.Text("name") == "work").At("git").GetBoolean().ShouldBeTrue();
        (await room.Tools.DoneAsync("vault_clone", "{'name':'work'}")).Text.ShouldContain("git clone");
        await room.Tools.RefusedAsync(FailureCode.NotFound, "vault_clone", "{'name':'nowhere'}");
        await room.Tools.RefusedAsync(FailureCode.Invalid, "vault_create", "{'name':'../out'}");
        (await room.Tools.DoneAsync("get_setup_guide")).Content.Texts("steps").ShouldContain(step => step.Contains("no password"));
        room.Vaults.IsBroken = true;
        await room.Tools.RefusedAsync(FailureCode.StoreUnavailable, "vault_list", "{}");
    }

    [Fact]
    public async Task ServerWithoutVaults_SaysSo()
    {
        await using var room = await Room.OpenAsync();
        var tools = new DialectRoom(room, Baton.Memory.Dialects.DialectNames.Ainote);
        (await tools.RefusedAsync(FailureCode.StoreUnavailable, "vault_create", "{'name':'work'}")).Text.ShouldContain("no vaults");
        (await tools.RefusedAsync(FailureCode.StoreUnavailable, "sync_push", "{'path':'a','content':'b'}")).Text.ShouldContain("saved in the store");
    }
}
