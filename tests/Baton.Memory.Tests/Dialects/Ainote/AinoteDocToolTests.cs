using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Ainote;

/// <summary>The seven tools for developers' documents, argument by argument.</summary>
public sealed class AinoteDocToolTests
{
    [Fact]
    public async Task Create_KeepsEverything_AndTheNativeToolsSeeIt()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var made = await room.Tools.RawAsync("create_dev_doc", "{\"title\":\"Rafts\",\"content\":\"# Of logs\\r\\n\",\"category\":\"guides\",\"content_type\":\"markdown\",\"local_path\":\"/home/a/rafts.md\"}");
        made.Content.At("success").GetBoolean().ShouldBeTrue();
        made.Content.Number("version").ShouldBe(1);
        var id = made.Content.Text("id");
        made.Text.ShouldBe($"Document saved: {id}, version 1.");
        var doc = (await room.Tools.DoneAsync("get_dev_doc", $"{{'id':'{id}'}}")).Content.At("document");
        doc.Text("title").ShouldBe("Rafts");
        doc.Text("content").ShouldBe("# Of logs\r\n");
        doc.Text("category").ShouldBe("guides");
        doc.Text("content_type").ShouldBe("markdown");
        doc.Text("local_path").ShouldBe("/home/a/rafts.md");
        var memory = (await room.Room.DoneAsync("memory_get", $"{{'id':'{id}'}}")).At("memory");
        memory.Text("content").ShouldBe("# Of logs\r\n");
        memory.Text("type").ShouldBe("dev_doc");
        memory.Text("title").ShouldBe("Rafts");
    }

    [Fact]
    public async Task Create_WithoutCategoryAndForm_IsGeneralMarkdown()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'Rafts','content':'Of logs','category':'','local_path':''}");
        var doc = (await room.Tools.DoneAsync("get_dev_doc", "{'title':'Rafts'}")).Content.At("document");
        doc.Text("category").ShouldBe("general");
        doc.Text("content_type").ShouldBe("markdown");
        doc.Has("local_path").ShouldBeFalse();
    }

    [Theory]
    [InlineData("a/b", "c", "a", "b/c")]
    [InlineData("a", "b/c", "a/b", "c")]
    [InlineData("a%2Fb", "c", "a/b", "c")]
    [InlineData("x", "a/b", "x/a", "b")]
    public async Task DocumentsOfCategoriesAndTitlesWithSlashes_AreDocumentsOfTheirOwn(string category, string title, string otherCategory, string otherTitle)
    {
        await using var room = await AinoteRoom.OpenAsync();
        var first = (await room.Tools.DoneAsync("create_dev_doc", $"{{'title':'{title}','category':'{category}','content':'Of logs'}}")).Content;
        var second = (await room.Tools.DoneAsync("create_dev_doc", $"{{'title':'{otherTitle}','category':'{otherCategory}','content':'Of planks'}}")).Content;
        second.Text("id").ShouldNotBe(first.Text("id"));
        second.Number("version").ShouldBe(1);
        (await room.Tools.DoneAsync("get_dev_doc", $"{{'title':'{title}','category':'{category}'}}")).Content.Text("document.content").ShouldBe("Of logs");
        (await room.Tools.DoneAsync("get_dev_doc", $"{{'title':'{otherTitle}','category':'{otherCategory}'}}")).Content.Text("document.content").ShouldBe("Of planks");
        await room.Tools.DoneAsync("pull_dev_docs");
        (await room.Tools.DoneAsync("list_dev_docs")).Content.Number("count").ShouldBe(2);
    }

    [Theory]
    [InlineData("{'title':' ','content':'c'}", "/title")]
    [InlineData("{'title':'T','content':''}", "/content")]
    [InlineData("{'title':'T','content':'c','category':'ghp_0123456789abcdefghijABCDEFGHIJ012345'}", "/category")]
    [InlineData("{'title':'T','content':'c','local_path':'ghp_0123456789abcdefghijABCDEFGHIJ012345'}", "/local_path")]
    [InlineData("{'title':'T','content':'c','content_type':'html'}", "/content_type")]
    public async Task Create_OfWhatCannotBe_IsRefused_AndKeepsNothing(string call, string path)
    {
        await using var room = await AinoteRoom.OpenAsync();
        (await room.Tools.RefusedAsync(FailureCode.Invalid, "create_dev_doc", call)).Failure!.Path.ShouldBe(path);
        (await room.Tools.DoneAsync("list_dev_docs")).Content.Number("count").ShouldBe(0);
    }

    [Theory]
    [InlineData("replace", "Of planks", "Of planks")]
    [InlineData("append", "Of planks", "Of logs\nOf planks")]
    [InlineData("prepend", "Of planks", "Of planks\nOf logs")]
    public async Task Update_OfEachMode_WritesAVersion_AndKeepsTheFormer(string mode, string content, string becomes)
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'Rafts','content':'Of logs','category':'guides'}");
        var updated = await room.Tools.DoneAsync("update_dev_doc", $"{{'title':'Rafts','content':'{content}','mode':'{mode}','local_path':'b.md'}}");
        updated.Content.Number("version").ShouldBe(2);
        updated.Text.ShouldStartWith("Document updated: m_");
        var got = (await room.Tools.DoneAsync("get_dev_doc", "{'title':'Rafts','category':'guides','include_versions':true}")).Content;
        got.Text("document.content").ShouldBe(becomes);
        got.Text("document.local_path").ShouldBe("b.md");
        got.At("versions").EnumerateArray().Select(one => one.Text("content")).ShouldBe([becomes, "Of logs"]);
    }

    [Theory]
    [InlineData("get_dev_doc", "")]
    [InlineData("update_dev_doc", ",'content':'c'")]
    [InlineData("delete_dev_doc", "")]
    public async Task Document_ThatIsNotThere_OrIsNotNamed_IsRefusedAtItsPlace(string tool, string more)
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'Rafts','content':'Of logs','category':'guides'}");
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'Rafts','content':'Of planks','category':'plans'}");
        var unnamed = more.TrimStart(',');
        (await room.Tools.RefusedAsync(FailureCode.Invalid, tool, $"{{{unnamed}}}")).Failure!.Path.ShouldBe("/title");
        (await room.Tools.RefusedAsync(FailureCode.Invalid, tool, $"{{'title':'Rafts'{more}}}")).Failure!.Path.ShouldBe("/category");
        (await room.Tools.RefusedAsync(FailureCode.NotFound, tool, $"{{'title':'Boats'{more}}}")).Failure!.Path.ShouldBe("/title");
        (await room.Tools.RefusedAsync(FailureCode.NotFound, tool, $"{{'title':'Rafts','category':'none'{more}}}")).Failure!.Message.ShouldBe("There is no document 'Rafts' in category 'none'.");
        (await room.Tools.RefusedAsync(FailureCode.NotFound, tool, $"{{'id':'m_01KJMMA2G06ZGY9T49QCDZZZZZ'{more}}}")).Failure!.Path.ShouldBe("/id");
    }

    [Fact]
    public async Task List_TakesEachFilter_AndCategoriesAreCounted()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'Rafts','content':'Of logs','category':'guides'}");
        room.Room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'Sizes','content':'{}','category':'data','content_type':'json'}");
        room.Room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'Boats','content':'Of planks','category':'guides','content_type':'text'}");
        async Task<List<string>> Titles(string call) => [.. (await room.Tools.DoneAsync("list_dev_docs", call)).Content.At("documents").EnumerateArray().Select(one => one.Text("title"))];
        (await Titles("{}")).ShouldBe(["Boats", "Sizes", "Rafts"]);
        (await Titles("{'category':'guides'}")).ShouldBe(["Boats", "Rafts"]);
        (await Titles("{'content_type':'json'}")).ShouldBe(["Sizes"]);
        (await Titles("{'content_type':'yaml'}")).ShouldBeEmpty();
        (await Titles("{'search':'LOGS'}")).ShouldBe(["Rafts"]);
        (await Titles("{'search':'boat','category':'data'}")).ShouldBeEmpty();
        var categories = await room.Tools.DoneAsync("list_dev_categories");
        categories.Text.ShouldBe("data: 1\nguides: 2");
        categories.Content.At("categories").EnumerateArray().Select(one => (one.Text("name"), one.Number("documents"))).ShouldBe([("data", 1), ("guides", 2)]);
    }

    [Theory]
    [InlineData("markdown", "docs/guides/Rafts.md")]
    [InlineData("json", "docs/guides/Rafts.json")]
    [InlineData("yaml", "docs/guides/Rafts.yaml")]
    [InlineData("text", "docs/guides/Rafts.txt")]
    public async Task Pull_WritesEachForm_UnderItsExtension(string form, string path)
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Tools.DoneAsync("create_dev_doc", $"{{'title':'Rafts','content':'Of logs','category':'guides','content_type':'{form}'}}");
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'Boats','content':'Of planks','category':'plans'}");
        var pulled = await room.Tools.DoneAsync("pull_dev_docs", "{'category':'guides'}");
        pulled.Content.Text("documents.0.path").ShouldBe(path);
        pulled.Text.ShouldBe($"1 document(s) written into the vault.\n- {path}");
        room.File(path).ShouldBe("Of logs");
        room.File("docs/plans/Boats.md").ShouldBeNull();
    }

    [Fact]
    public async Task Delete_TakesItAway_AndSavingItAgainIsNoSecretRevival()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var id = (await room.Tools.DoneAsync("create_dev_doc", "{'title':'Rafts','content':'Of logs'}")).Content.Text("id");
        var deleted = await room.Tools.DoneAsync("delete_dev_doc", "{'title':'Rafts','category':'general'}");
        deleted.Text.ShouldBe($"Document deleted: {id}; it can be restored.");
        (await room.Tools.DoneAsync("list_dev_docs")).Content.Number("count").ShouldBe(0);
        (await room.Tools.DoneAsync("create_dev_doc", "{'title':'Rafts','content':'Of planks'}")).Content.Text("id").ShouldNotBe(id);
        (await room.Tools.DoneAsync("get_dev_doc", "{'title':'Rafts'}")).Content.Text("document.content").ShouldBe("Of planks");
    }

    [Fact]
    public async Task AnothersProjects_Documents_AreNotListedNorGot()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var there = room.Tools.Caller() with { DefaultProject = "boats" };
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'Rafts','content':'Of logs'}", there);
        (await room.Tools.DoneAsync("list_dev_docs")).Content.Number("count").ShouldBe(0);
        await room.Tools.RefusedAsync(FailureCode.NotFound, "get_dev_doc", "{'title':'Rafts'}");
        (await room.Tools.DoneAsync("list_dev_docs", "{}", there)).Content.Number("count").ShouldBe(1);
    }
}
