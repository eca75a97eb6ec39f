using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Json;

public sealed class JsonFormTests
{
    private static readonly Gen<string> Letters = Gen.Elements("a", "é", "日", "😀", "\"", "\\", "\u0000", "\u2028", "<", "&", "+", "\r\n", "\uFEFF", "'");
    private static readonly Gen<string> Texts = Letters.ListOf().Select(letters => string.Concat(letters));

    [Fact]
    public void Texts_AnyList_ComesBackAsItWas_AndAnEmptyOneIsLeftOut()
        => Prop.ForAll(Texts.ListOf().Select(list => list.ToImmutableArray()).ToArbitrary(), list =>
        {
            var json = Written(writer => writer.Texts("t", list));
            if (list.IsEmpty) json.ShouldBe("{}");
            else Only(json, (ref Utf8JsonReader reader) => reader.Texts()).ShouldBe(list);
            Only(Written(writer => writer.AllTexts("t", list)), (ref Utf8JsonReader reader) => reader.Texts()).ShouldBe(list);
        }).Check(Repeatable.Config.WithMaxTest(200));

    [Theory]
    [InlineData("<b>é日'+&", "{\"t\":\"<b>é日'+&\"}")]
    [InlineData("\"\\\n", "{\"t\":\"\\\"\\\\\\n\"}")]
    [InlineData(null, "{}")]
    [InlineData("", "{\"t\":\"\"}")]
    public void Text_IsEscapedNoFurtherThanJsonDemands(string? text, string json) => Written(writer => writer.Text("t", text)).ShouldBe(json);

    [Fact]
    public void AbsentMembers_AreLeftOut()
        => Written(writer =>
        {
            writer.Number("d", (double?)null);
            writer.Number("l", (long?)null);
            writer.Instant("i", null);
            writer.True("f", false);
            writer.Texts("t", default);
            writer.Objects("o", ImmutableArray<int>.Empty, static (_, _) => { });
        }).ShouldBe("{}");

    [Fact]
    public void PresentMembers_HaveTheOneFormOfEach()
        => Written(writer =>
        {
            writer.Number("d", 0.5);
            writer.Number("l", 9_007_199_254_740_993);
            writer.Instant("i", new DateTimeOffset(2026, 3, 1, 14, 0, 0, 5, TimeSpan.FromHours(2)));
            writer.True("f", true);
            writer.Objects("o", [1, 2], static (json, value) => json.WriteNumber("v", value));
        }).ShouldBe("{\"d\":0.5,\"l\":9007199254740993,\"i\":\"2026-03-01T12:00:00.005Z\",\"f\":true,\"o\":[{\"v\":1},{\"v\":2}]}");

    [Theory]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("{\"a\":1,")]
    [InlineData("{\"a\"")]
    [InlineData("")]
    public void NextMember_WhereNoWholeObjectIs_IsCorruption(string json)
        => Should.Throw<JsonException>(() =>
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray) reader.Read();
            while (reader.NextMember(out _)) reader.Skip();
        });

    [Theory]
    [InlineData("{\"a\":1}", "1")]
    [InlineData("{\"a\": {\"b\" : [1, 2.50]} }", "{\"b\" : [1, 2.50]}")]
    [InlineData("{\"a\":\"\\u00e9\"}", "\"\\u00e9\"")]
    public void Slice_IsTheValueByteForByte(string json, string value)
    {
        ReadOnlyMemory<byte> document = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(document.Span);
        reader.Read();
        reader.NextMember(out _).ShouldBeTrue();
        Encoding.UTF8.GetString(document.Slice(ref reader).Span).ShouldBe(value);
        reader.NextMember(out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{\"t\":null}")]
    [InlineData("{\"t\":\"yesterday\"}")]
    [InlineData("{\"t\":\"2026-03-01T12:00:00\"}")]
    public void Instant_ThatIsNone_IsCorruption(string json)
        => Should.Throw<JsonException>(() => Only(json, (ref Utf8JsonReader reader) => reader.Instant()));

    [Fact]
    public void Texts_WithANullAmongThem_IsCorruption()
        => Should.Throw<JsonException>(() => Only("{\"t\":[\"a\",null]}", (ref Utf8JsonReader reader) => reader.Texts()));

    private static string Written(Action<Utf8JsonWriter> members) => Encoding.UTF8.GetString(JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
    }).Span);

    private static T Only<T>(string json, JsonReading.ElementReader<T> read)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        reader.NextMember(out var name).ShouldBeTrue();
        name.ShouldBe("t");
        return read(ref reader);
    }
}
