using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Cli.Clients.Editing;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Cli.Tests.Clients.Editing;

public sealed class JsonTextTests
{
    [Fact]
    public void Set_EmptyText_MakesAnObject()
        => Edit("", json => json.Set(["a", "b"], 1)).ShouldBe("{\n  \"a\": {\n    \"b\": 1\n  }\n}\n");

    [Fact]
    public void Set_NewMember_KeepsCommentsOrderAndLayout()
    {
        const string Before = """
            {
            	// my servers
            	"zeta": [1,2,  3], /* odd */
            	"servers": {
            		"one": { "command": "x" } // last
            	},
            	"alpha": true
            }
            """;

        Edit(Before, json => json.Set(["servers", "baton"], new JsonObject { ["command"] = "/b" })).ShouldBe("""
            {
            	// my servers
            	"zeta": [1,2,  3], /* odd */
            	"servers": {
            		"one": { "command": "x" },
            		"baton": {
            			"command": "/b"
            		} // last
            	},
            	"alpha": true
            }
            """);
    }

    [Fact]
    public void Set_TrailingComma_StaysAHabit()
        => Edit("{\n  \"a\": 1,\n}", json => json.Set(["b"], 2)).ShouldBe("{\n  \"a\": 1,\n  \"b\": 2,\n}");

    [Fact]
    public void Set_OneLineObject_StaysOnOneLine()
        => Edit("{\"a\": {\"b\": 1}}", json => json.Set(["a", "c"], 2)).ShouldBe("{\"a\": {\"b\": 1, \"c\": 2}}");

    [Fact]
    public void Set_CarriageReturns_AreUsedWhereTheFileHasThem()
        => Edit("{\r\n    \"a\": 1\r\n}\r\n", json => json.Set(["b"], new JsonObject { ["c"] = 1 }))
            .ShouldBe("{\r\n    \"a\": 1,\r\n    \"b\": {\r\n        \"c\": 1\r\n    }\r\n}\r\n");

    [Fact]
    public void Set_ExistingValue_IsReplacedInItsPlace()
        => Edit("{ \"a\": [1, 2], \"b\": 3 }", json => json.Set(["a"], "x")).ShouldBe("{ \"a\": \"x\", \"b\": 3 }");

    [Fact]
    public void Set_ThroughSomethingThatIsNoObject_IsRefused()
        => Should.Throw<JsonException>(() => Edit("{\"a\": [1]}", json => json.Set(["a", "b"], 1))).Message.ShouldContain("'a'");

    [Fact]
    public void Set_ObjectWithOnlyAComment_KeepsTheComment()
        => Edit("{\n  // nothing yet\n}\n", json => json.Set(["a"], 1)).ShouldBe("{\n  \"a\": 1\n  // nothing yet\n}\n");

    [Fact]
    public void Append_Array_AddsBehindTheLast()
        => Edit("{\n  \"a\": [\n    1, // one\n    2\n  ]\n}", json => json.Append(["a"], 3)).ShouldBe("{\n  \"a\": [\n    1, // one\n    2,\n    3\n  ]\n}");

    [Fact]
    public void Append_NoArray_IsRefused()
        => Should.Throw<JsonException>(() => Edit("{\"a\": {}}", json => json.Append(["a"], 3)));

    [Theory]
    [InlineData("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}", "a", "{\n  \"b\": 2,\n  \"c\": 3\n}")]
    [InlineData("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}", "b", "{\n  \"a\": 1,\n  \"c\": 3\n}")]
    [InlineData("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}", "c", "{\n  \"a\": 1,\n  \"b\": 2\n}")]
    [InlineData("{\n  \"a\": 1, // one\n  \"c\": 3 // three\n}", "c", "{\n  \"a\": 1 // one // three\n}")]
    [InlineData("{ \"c\": 3 }", "c", "{ }")]
    [InlineData("{ \"a\": 1 }", "c", "{ \"a\": 1 }")]
    public void Remove_Member_TakesItsCommaAlong(string before, string name, string after)
        => Edit(before, json => json.Remove([name])).ShouldBe(after);

    [Fact]
    public void RemoveItems_ThatMatch_LeavesTheOthers()
        => Edit("{\"a\": [\"x\", \"keep\", {\"deep\": [\"x\"]}]}", json => json.RemoveItems(["a"], item => item.Strings().Contains("x")))
            .ShouldBe("{\"a\": [ \"keep\"]}");

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("{} x")]
    [InlineData("nonsense")]
    public void Constructor_NoObject_IsRefused(string text) => Should.Throw<JsonException>(() => new JsonText(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void SetThenRemove_AnyDocument_IsTheDocumentAgain()
    {
        var names = Gen.Elements("a", "b", "mcpServers", "ü", "x y", "q\"uote");
        var values = Gen.Elements<Func<JsonNode>>(() => 1, () => "t // no comment", () => new JsonArray(1, 2), () => new JsonObject { ["n"] = true });
        var documents = Gen.ListOf(Gen.Zip(names, values)).Select(members =>
        {
            var root = new JsonObject();
            foreach (var (name, value) in members) root[name] = value();
            return root.ToJsonString(new JsonSerializerOptions { WriteIndented = root.Count % 2 == 0 });
        });
        Prop.ForAll(documents.ToArbitrary(), document =>
        {
            var changed = new JsonText(Encoding.UTF8.GetBytes(document)).Set(["new", "baton"], new JsonObject { ["command"] = "c" });
            var back = changed.Remove(["new", "baton"]).Remove(["new"]);
            JsonNode.DeepEquals(JsonNode.Parse(changed.Bytes)!["new"]!["baton"]!["command"], JsonValue.Create("c")).ShouldBeTrue();
            JsonNode.DeepEquals(JsonNode.Parse(back.Bytes), JsonNode.Parse(document)).ShouldBeTrue();
        }).Check(Repeatable.Config);
    }

    private static string Edit(string text, Func<JsonText, JsonText> edit)
        => Encoding.UTF8.GetString(edit(new JsonText(Encoding.UTF8.GetBytes(text))).Bytes);
}
