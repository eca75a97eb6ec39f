using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Policy.Canonical;
using Baton.Policy.Json;
using Baton.Policy.Tests.Schemas;

namespace Baton.Policy.Tests.Json;

public sealed class JsonTapeTests
{
    [Fact]
    public void Root_AnyText_HoldsWhatTheFrameworksReaderHolds()
    {
        var generator = new SchemaGenerator(99, modern: true);
        for (var run = 0; run < 2000; run++)
        {
            var text = run % 2 == 0 ? generator.Instance() : generator.Schema();
            Same(JsonTape.Parse(Encoding.UTF8.GetBytes(text)).Root, JsonNode.Parse(text)).ShouldBeTrue(text);
        }
    }

    [Fact]
    public void AreEqual_AnyTwo_AgreesWithTheirCanonicalForms()
    {
        var generator = new SchemaGenerator(7, modern: true);
        var equal = 0;
        for (var run = 0; run < 5000; run++)
        {
            var left = JsonTape.Parse(Encoding.UTF8.GetBytes(generator.Instance())).Root;
            var right = JsonTape.Parse(Encoding.UTF8.GetBytes(generator.Instance())).Root;
            var canonical = CanonicalJson.Write(left).AsSpan().SequenceEqual(CanonicalJson.Write(right));
            JsonEquality.AreEqual(left, right).ShouldBe(canonical);
            if (canonical) equal++;
        }
        equal.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void TryRead_Again_ForgetsWhatWasReadBefore()
    {
        var tape = new JsonTape();
        tape.TryRead(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, 500))}]")).ShouldBeTrue();
        tape.TryRead("""{"a":[1]}"""u8.ToArray()).ShouldBeTrue();
        tape.Root.Count.ShouldBe(1);
        tape.Root.Property("a"u8).Element(0).ToString().ShouldBe("1");
        tape.TryRead("nonsense"u8.ToArray()).ShouldBeFalse();
        tape.Error.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void TryRead_Depth_IsBounded(int depth, bool expected)
        => new JsonTape().TryRead(Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth))).ShouldBe(expected);

    [Fact]
    public void Property_EscapedName_IsFound()
    {
        var root = JsonTape.Parse("""{"\u0061mount":1}"""u8.ToArray()).Root;
        root.Property("amount"u8).Kind.ShouldBe(JsonKind.Number);
        root.Property("other"u8).Kind.ShouldBe(JsonKind.Missing);
    }

    [Theory]
    [InlineData("null", "null", true)]
    [InlineData("""{"a":1,"b":[true]}""", """{"b":[true],"a":1e0}""", true)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("\"a\"", "\"\\u0061\"", true)]
    [InlineData("\"1\"", "1", false)]
    [InlineData("{}", "[]", false)]
    public void JsonLiteral_Equals_ByValue(string left, string right, bool expected)
    {
        JsonLiteral.Parse(left).Equals(JsonLiteral.Parse(right)).ShouldBe(expected);
        if (expected) JsonLiteral.Parse(left).GetHashCode().ShouldBe(JsonLiteral.Parse(right).GetHashCode());
    }

    private static bool Same(JsonView view, JsonNode? node) => view.Kind switch
    {
        JsonKind.Null => node is null,
        JsonKind.Array => node is JsonArray list && view.Count == list.Count && Enumerable.Range(0, list.Count).All(at => Same(view.Element(at), list[at])),
        JsonKind.Object => node is JsonObject map && view.Count == map.Count && map.All(pair => Same(view.Property(Encoding.UTF8.GetBytes(pair.Key)), pair.Value)),
        JsonKind.String => node!.GetValueKind() == JsonValueKind.String && view.GetString() == node.GetValue<string>(),
        _ => view.ToString() == node!.ToJsonString(),
    };
}
