using System.Text;
using System.Text.Json;
using Baton.Memory.Json;

namespace Baton.Memory.Tests.Json;

/// <summary>Reading what the room wrote itself: whatever is not as it was written is damage, and said as such.</summary>
public sealed class JsonReadingTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"a\"")]
    [InlineData("null")]
    public void NextMember_OfWhatIsNoObject_IsDamage(string json)
        => Should.Throw<JsonException>(() => Names(json)).Message.ShouldStartWith("There is no object where one must be.");

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\"")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    public void NextMember_OfACutOrBrokenObject_IsDamage(string json) => Should.Throw<JsonException>(() => Names(json));

    [Theory]
    [InlineData("{}", "")]
    [InlineData("{\"a\":1,\"b\":{\"c\":2},\"d\":[{\"e\":3}],\"f\":null}", "a,b,d,f")]
    [InlineData("{\"\\u0061\":1,\"日\":2}", "a,日")]
    public void NextMember_OfAnObject_GivesEachNameInItsOrder(string json, string names) => Names(json).ShouldBe(names);

    [Theory]
    [InlineData("1.50")]
    [InlineData("\"a\\u0062\"")]
    [InlineData("{ \"x\" : [1, 2] }")]
    [InlineData("[ ]")]
    [InlineData("null")]
    public void Slice_OfAMember_IsItsVeryBytes(string value)
    {
        ReadOnlyMemory<byte> document = Encoding.UTF8.GetBytes($"{{\"before\":[1],\"it\": {value} ,\"after\":2}}");
        var reader = new Utf8JsonReader(document.Span);
        reader.Read();
        var found = "";
        var passed = new List<string>();
        while (reader.NextMember(out var name))
        {
            if (name == "it") found = Encoding.UTF8.GetString(document.Slice(ref reader).Span);
            else reader.Skip();
            passed.Add(name);
        }
        (found, string.Join(',', passed)).ShouldBe((value, "before,it,after"));
    }

    [Theory]
    [InlineData("[\"a\",\"\",\"日\"]", "a||日")]
    [InlineData("[]", "")]
    public void Texts_OfAList_AreThose(string json, string expected) => string.Join('|', Texts(json)).ShouldBe(expected);

    [Theory]
    [InlineData("[\"a\",null]")]
    [InlineData("[null]")]
    public void Texts_WithNull_IsDamage(string json) => Should.Throw<JsonException>(() => Texts(json)).Message.ShouldStartWith("A text that must be there is null.");

    [Theory]
    [InlineData("\"2026-03-01T12:00:00.000Z\"", "2026-03-01T12:00:00.0000000+00:00")]
    [InlineData("\"2026-03-01\"", "2026-03-01T00:00:00.0000000+00:00")]
    public void Instant_IsRead(string json, string expected) => Instant(json).ToString("O").ShouldBe(expected);

    [Theory]
    [InlineData("null")]
    [InlineData("\"yesterday\"")]
    public void Instant_OfAnythingElse_IsDamage(string json) => Should.Throw<JsonException>(() => Instant(json));

    private static string Names(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        var names = new List<string>();
        while (reader.NextMember(out var name))
        {
            names.Add(name);
            reader.Skip();
        }
        return string.Join(',', names);
    }

    private static IReadOnlyList<string> Texts(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return reader.Texts();
    }

    private static DateTimeOffset Instant(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return reader.Instant();
    }
}
