using System.Text;
using System.Text.Json.Nodes;
using Baton.Protocol.Messages;

namespace Baton.Protocol.Tests.Messages;

/// <summary>Members put in, replaced and taken out of JSON text, against the framework's tree.</summary>
public sealed class SplicerOracleTests
{
    private static readonly string[] Keys = ["a", "b", "é", "a\"b", "", "_meta"];
    private static readonly string[] Values = ["1", "\"x\"", "{}", "[1, 2]", "null", "{\"a\":{\"b\":[]}}", "1.50"];

    [Fact]
    public void Set_AnyObject_IsTheTreesAssignment() => Try(1, (text, key, value, tree) =>
    {
        tree[key] = JsonNode.Parse(value);
        return JsonMembers.Set(Wire.Bytes(text), key, Wire.Bytes(value));
    });

    [Fact]
    public void Replace_AnyObject_IsTheTreesAssignmentWhereTheMemberIs() => Try(2, (text, key, value, tree) =>
    {
        if (tree.ContainsKey(key)) tree[key] = JsonNode.Parse(value);
        return JsonMembers.Replace(Wire.Bytes(text), key, Wire.Bytes(value));
    });

    [Theory]
    // object, member, value, what comes out to the byte
    [InlineData("{}", "a", "1", """{"a":1}""")]
    [InlineData("{ }", "a", "1", """{"a":1}""")]
    [InlineData("""{"b":2}""", "a", "1", """{"b":2,"a":1}""")]
    [InlineData("""{ "b" : 2 , "c" : 3 }""", "b", "1", """{"b" : 1,"c" : 3}""")]
    [InlineData("""{"a":{"a":1}}""", "a", "5", """{"a":5}""")]
    [InlineData("""{"b":{"a":1}}""", "a", "5", """{"b":{"a":1},"a":5}""")]
    [InlineData("""{"\u0061":1}""", "a", "5", """{"\u0061":5}""")]
    [InlineData("""{"b":"}"}""", "a", "5", """{"b":"}","a":5}""")]
    public void Set_Member_ChangesNothingElse(string text, string key, string value, string expected)
        => Wire.Text(JsonMembers.Set(Wire.Bytes(text), key, Wire.Bytes(value))).ShouldBe(expected);

    [Theory]
    [InlineData("""{"a":1,"b":2}""", "a", "1")]
    [InlineData("""{"b":{"a":1}}""", "a", null)]
    [InlineData("""{"\u0061":"x"}""", "a", "\"x\"")]
    [InlineData("""{"a":{"x":[1, 2]} }""", "a", """{"x":[1, 2]}""")]
    [InlineData("[1]", "a", null)]
    [InlineData("\"a\"", "a", null)]
    [InlineData("", "a", null)]
    [InlineData("{}", "", null)]
    [InlineData("""{"":5}""", "", "5")]
    public void Find_Member_IsItsText(string text, string key, string? expected)
    {
        var found = JsonMembers.Find(Wire.Bytes(text), Encoding.UTF8.GetBytes(key));
        (found.IsEmpty ? null : Wire.Text(found)).ShouldBe(expected);
    }

    [Fact]
    public void All_Members_AreInTheirOrderWithTheirTexts()
        => JsonMembers.All(Wire.Bytes("""{ "b":1, "\u0061":[ 2 ], "c":{} }""")).Select(member => (member.Key, Wire.Text(member.Value))).ShouldBe([("b", "1"), ("a", "[ 2 ]"), ("c", "{}")]);

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("")]
    public void All_OfWhatIsNoObject_IsNothing(string text) => JsonMembers.All(Wire.Bytes(text)).ShouldBeEmpty();

    private static void Try(int seed, Func<string, string, string, JsonObject, ReadOnlyMemory<byte>> change)
    {
        var random = new Random(seed);
        for (var run = 0; run < 2_000; run++)
        {
            var tree = new JsonObject();
            foreach (var key in Keys.Where(_ => random.Next(2) == 0)) tree[key] = JsonNode.Parse(Values[random.Next(Values.Length)]);
            var text = tree.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = random.Next(2) == 0 });
            var changed = Wire.Text(change(text, Keys[random.Next(Keys.Length)], Values[random.Next(Values.Length)], tree));
            JsonNode.DeepEquals(JsonNode.Parse(changed), tree).ShouldBeTrue($"{text} became {changed}, not {tree.ToJsonString()}");
        }
    }
}
