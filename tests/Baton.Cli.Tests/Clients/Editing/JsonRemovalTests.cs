using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Cli.Clients.Editing;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Cli.Tests.Clients.Editing;

/// <summary>Taking a member out never changes what the others say, wherever comments, commas and line ends stand around it.</summary>
public sealed class JsonRemovalTests
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Theory]
    [InlineData("{ // note\n  \"c\": 3, \"b\": 2\n}", "{ // note\n  \"b\": 2\n}")]
    [InlineData("{ // note\n  \"c\": 3 }", "{ // note\n   }")]
    [InlineData("{\n  // note\n  \"c\": 3\n}", "{\n  // note\n}")]
    [InlineData("{\n  \"a\": 1, // one\n  \"c\": 3 }", "{\n  \"a\": 1 // one\n   }")]
    [InlineData("{\n  \"a\": 1, // one\n  \"c\": 3,\n  \"b\": 2\n}", "{\n  \"a\": 1, // one\n  \"b\": 2\n}")]
    [InlineData("{\n  \"a\": 1, // one\n  \"c\": 3, \"b\": 2 }", "{\n  \"a\": 1, // one\n  \"b\": 2 }")]
    [InlineData("{\n  \"a\": 1, // one\n  \"c\": 3, // three\n  \"b\": 2\n}", "{\n  \"a\": 1, // one // three\n  \"b\": 2\n}")]
    [InlineData("{\r\n  \"a\": 1,\r\n  \"c\": 3\r\n}\r\n", "{\r\n  \"a\": 1\r\n}\r\n")]
    [InlineData("{\r\n  \"c\": 3,\r\n  \"a\": 1,\r\n}\r\n", "{\r\n  \"a\": 1,\r\n}\r\n")]
    [InlineData("{\"a\": 1, \"c\": 3, \"b\": 2}", "{\"a\": 1, \"b\": 2}")]
    [InlineData("{\"a\": 1, \"c\": 3,}", "{\"a\": 1,}")]
    [InlineData("{\"a\": 1 /* x */ , /* y */ \"c\": 3}", "{\"a\": 1 /* x */  /* y */}")]
    [InlineData("{ \"c\": [1, // one\n 2], \"b\": 2 }", "{ \"b\": 2 }")]
    [InlineData("{ \"c\": \"// no comment\", \"b\": \"/* nor this */\" }", "{ \"b\": \"/* nor this */\" }")]
    public void Remove_AMember_LeavesTheOthersAndTheirComments(string before, string after)
    {
        Edit(before, json => json.Remove(["c"])).ShouldBe(after);
        var expected = Parse(before);
        expected.Remove("c");
        JsonNode.DeepEquals(Parse(after), expected).ShouldBeTrue();
    }

    [Theory]
    [InlineData("{\"a\": [\"x\" // mine\n, \"keep\"]}", "{\"a\": [ \"keep\"]}")]
    [InlineData("{\"a\": [ // all\n  \"x\", \"keep\"\n]}", "{\"a\": [ // all\n  \"keep\"\n]}")]
    [InlineData("{\"a\": [\"keep\", \"x\"]}", "{\"a\": [\"keep\"]}")]
    [InlineData("{\"a\": [\"x\", \"x\", \"keep\", \"x\"]}", "{\"a\": [ \"keep\"]}")]
    [InlineData("{\"a\": [\"x\"]}", "{\"a\": []}")]
    [InlineData("{\"a\": {\"x\": 1}}", "{\"a\": {\"x\": 1}}")]
    public void RemoveItems_ThatMatch_KeepTheRest(string before, string after)
        => Edit(before, json => json.RemoveItems(["a"], item => item.Text == "x")).ShouldBe(after);

    // ECMA-404 says nothing of a name that stands twice; ECMAScript and every client here read the last one.
    [Theory]
    [InlineData("{\"s\": {\"old\": 1}, \"s\": {\"new\": 2}}", "{\"s\": {\"old\": 1}, \"s\": {\"new\": 2, \"baton\": 3}}")]
    [InlineData("{\"s\": 1, \"s\": {}}", "{\"s\": 1, \"s\": {\n  \"baton\": 3\n}}")]
    public void Set_NameThatStandsTwice_ChangesTheOneThatIsRead(string before, string after)
        => Edit(before, json => json.Set(["s", "baton"], 3)).ShouldBe(after);

    [Theory]
    [InlineData("{\"s\": {\"baton\": 1}}", "s", "{}")]
    [InlineData("{\"s\": {\"baton\": 1}}", "s.baton", "{\"s\": {}}")]
    [InlineData("{\"s\": {\"baton\": 1}}", "s.other", "{\"s\": {\"baton\": 1}}")]
    [InlineData("{\"s\": {\"baton\": 1}}", "t.baton", "{\"s\": {\"baton\": 1}}")]
    [InlineData("{\"s\": [1]}", "s.baton", "{\"s\": [1]}")]
    [InlineData("{\"s\": 5}", "s.baton.env", "{\"s\": 5}")]
    public void Remove_APath_FollowsItOrDoesNothing(string before, string path, string after)
        => Edit(before, json => json.Remove(path.Split('.'))).ShouldBe(after);

    [Fact]
    public void Remove_FromAnyDocumentWithComments_IsTheDocumentWithoutTheMember()
    {
        var gaps = Gen.Elements("", " ", "\n", "\r\n  ", " // c\n", " /* , } */ ", "\n  // \"c\": 1\n  ", "\t");
        var values = Gen.Elements("1", "\"x\"", "\"} // ,\"", "[1, 2]", "{\"c\": 1}", "null", "[ // in\n ]", "{ /* in */ }");
        var members = Gen.Elements("a", "b", "c", "d").ListOf().Select(names => names.Distinct().ToList());
        var documents =
            from names in members
            from before in gaps.ListOf(8)
            from between in gaps.ListOf(8)
            from after in gaps.ListOf(8)
            from value in values.ListOf(8)
            from trailing in Gen.Elements("", ",")
            select "{" + string.Join(",", names.Select((name, at) => $"{before[at]}\"{name}\":{between[at]}{value[at]}{after[at]}"))
                + (names.Count > 0 ? trailing : "") + before[7] + "}";
        Prop.ForAll(documents.ToArbitrary(), document =>
        {
            var expected = Parse(document);
            expected.Remove("c");
            var after = Edit(document, json => json.Remove(["c"]));
            JsonNode.DeepEquals(Parse(after), expected).ShouldBeTrue($"{document}\n{after}");
        }).Check(Repeatable.Config);
    }

    [Fact]
    public void SetThenRemove_InAnyDocumentWithComments_KeepsEveryOtherMember()
    {
        var gaps = Gen.Elements("", " ", "\n", "\r\n    ", " // c\n", " /* x */ ");
        var documents =
            from names in Gen.Elements("a", "b", "servers").ListOf().Select(names => names.Distinct().ToList())
            from gap in gaps.ListOf(8)
            from trailing in Gen.Elements("", ",")
            select "{" + string.Join(",", names.Select((name, at) => $"{gap[at]}\"{name}\":{gap[at + 1]}{(name == "servers" ? "{" + gap[5] + "\"x\": 1" + trailing + gap[4] + "}" : "true")}{gap[at + 2]}"))
                + (names.Count > 0 ? trailing : "") + gap[7] + "}";
        Prop.ForAll(documents.ToArbitrary(), document =>
        {
            var with = Parse(document);
            if (with["servers"] is not JsonObject servers) with["servers"] = servers = [];
            servers["baton"] = 7;
            var written = Edit(document, json => json.Set(["servers", "baton"], 7));
            JsonNode.DeepEquals(Parse(written), with).ShouldBeTrue($"{document}\n{written}");
            servers.Remove("baton");
            var back = Edit(written, json => json.Remove(["servers", "baton"]));
            JsonNode.DeepEquals(Parse(back), with).ShouldBeTrue($"{written}\n{back}");
        }).Check(Repeatable.Config);
    }

    private static JsonObject Parse(string text) => JsonNode.Parse(text, null, Lenient)!.AsObject();

    private static string Edit(string text, Func<JsonText, JsonText> edit)
        => Encoding.UTF8.GetString(edit(new JsonText(Encoding.UTF8.GetBytes(text))).Bytes);
}
