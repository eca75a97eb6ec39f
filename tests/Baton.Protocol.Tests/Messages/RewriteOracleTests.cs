using System.Text.Json.Nodes;
using Baton.Protocol.Messages;

namespace Baton.Protocol.Tests.Messages;

/// <summary>A rewritten message against the same change made on a tree of the framework's: nothing else may differ.</summary>
public sealed class RewriteOracleTests
{
    private static readonly string[] Spaces = ["", " ", "\n", "\t  "];
    private static readonly string[] Values = ["1", "\"x\"", "null", "[1, 2]", "{\"a\" : {}}", "\"\\u00e9\\n\"", "1.50", "true"];

    [Fact]
    public void Apply_AnyMessageAndChange_IsTheTreesChange()
    {
        var random = new Random(14);
        for (var run = 0; run < 1200; run++)
        {
            var judged = Wire.Read(Message(random));
            var token = random.Next(2) == 0 ? "\"new\"" : "77";
            var meta = new Dictionary<string, ReadOnlyMemory<byte>>();
            if (random.Next(2) == 0) meta["traceparent"] = Wire.Bytes("\"00-1-2-01\"");
            if (random.Next(2) == 0) meta["com.example/gone"] = default;
            if (random.Next(3) == 0) meta["a\"b\\c"] = Wire.Bytes("{\"n\":1}");
            var rewrite = new Rewrite { Id = random.Next(2) == 0 ? Wire.Bytes("\"g1\"") : default, Name = random.Next(2) == 0 ? "pläin\"" : null, ProgressToken = random.Next(2) == 0 ? Wire.Bytes(token) : default, Meta = meta };

            var expected = Oracle(judged, rewrite);
            var outgoing = MessageRewriter.Apply(judged, rewrite);

            JsonNode.DeepEquals(JsonNode.Parse(outgoing.Message.Span), expected).ShouldBeTrue($"{Wire.Text(judged.Message)}\n{Wire.Text(outgoing.Message)}");
            Wire.Text(outgoing.Arguments).ShouldBe(Wire.Text(judged.Arguments));
        }
    }

    [Theory]
    [InlineData("{}", "a", "1", """{"a":1}""")]
    [InlineData("{ }", "a", "1", """{"a":1}""")]
    [InlineData("""{"a":2}""", "a", "1", """{"a":1}""")]
    [InlineData("""{ "b" : [1 ,2] , "a" : 2 }""", "a", "1", """{"b" : [1 ,2],"a" : 1}""")]
    [InlineData("""{"\u0061":2}""", "a", "1", """{"\u0061":1}""")]
    [InlineData("""{"b":1}""", "k\"\\é", "null", """{"b":1,"k\"\\é":null}""")]
    public void Set_Member_IsPutInItsPlaceOrAtTheEnd(string json, string key, string value, string expected)
        => Wire.Text(JsonMembers.Set(Wire.Bytes(json), key, Wire.Bytes(value))).ShouldBe(expected);

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("""{"b":1}""", """{"b":1}""")]
    [InlineData("""{"a":{"a":2},"b":{"a":3}}""", """{"a":9,"b":{"a":3}}""")]
    public void Replace_Member_IsNeverAdded(string json, string expected)
        => Wire.Text(JsonMembers.Replace(Wire.Bytes(json), "a", Wire.Bytes("9"))).ShouldBe(expected);

    private static string Message(Random random)
    {
        string Space() => Spaces[random.Next(Spaces.Length)];
        string Value() => Values[random.Next(Values.Length)];
        string Object(IEnumerable<(string Name, string Value)> members)
            => "{" + Space() + string.Join(Space() + "," + Space(), members.OrderBy(_ => random.Next()).Select(member => $"{member.Name}{Space()}:{Space()}{member.Value}")) + Space() + "}";
        IEnumerable<(string, string)> Some(params (string, string)[] members) => members.Where(_ => random.Next(2) == 0);
        string Name(string name) => random.Next(4) == 0 ? $"\"\\u{(int)name[0]:x4}{name[1..]}\"" : $"\"{name}\"";

        var meta = Object(Some(("\"progressToken\"", "\"t\""), ("\"com.example/gone\"", Value()), ("\"com.example/kept\"", Value()), ("\"traceparent\"", "\"00-9-9-00\"")));
        var parameters = Object([(Name("name"), "\"s__t\""), .. Some((Name("arguments"), Object(Some(("\"a\"", Value()), ("\"b\"", Value())))), (Name("_meta"), meta), ("\"later\"", Value()))]);
        return Object([("\"jsonrpc\"", "\"2.0\""), (Name("id"), "5"), (Name("method"), "\"tools/call\""), (Name("params"), parameters), .. Some(("\"ext\"", Value()))]);
    }

    private static JsonNode Oracle(Envelope judged, Rewrite rewrite)
    {
        var message = JsonNode.Parse(judged.Message.Span)!.AsObject();
        if (!rewrite.Id.IsEmpty) message["id"] = JsonNode.Parse(rewrite.Id.Span);
        var parameters = message["params"]!.AsObject();
        if (rewrite.Name is { } name) parameters["name"] = name;
        var meta = parameters["_meta"] as JsonObject;
        var hasToken = meta?.ContainsKey("progressToken") == true && !rewrite.ProgressToken.IsEmpty;
        if (!hasToken && rewrite.Meta.Count == 0) return message;
        if (meta is null) parameters["_meta"] = meta = [];
        if (hasToken) meta["progressToken"] = JsonNode.Parse(rewrite.ProgressToken.Span);
        foreach (var (key, value) in rewrite.Meta)
        {
            if (value.IsEmpty) meta.Remove(key);
            else meta[key] = JsonNode.Parse(value.Span);
        }
        return message;
    }
}
