using System.Text;
using System.Text.Json;
using Baton.Policy.Json;
using Baton.Policy.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Policy.Tests.Json;

/// <summary>The tape beside the framework's parser: the same texts are JSON to both, save those the tape refuses on purpose, and hold the same.</summary>
public sealed class TapeOracleTests
{
    private static readonly string[] Pieces = ["{", "}", "[", "]", ":", ",", "\"a\"", "\"\\u0061\"", "\"b\"", "1", "-0", "01", "1.", ".5", "1e5", "true", "nul", "null", " ", "\n", "\"\\", "\"\\ud83d\\ude00\"", "//", "'a'", "NaN"];

    [Fact]
    public void TryRead_AnyPieces_AgreesWithTheFramework() => Check.One(Repeatable.Config.WithMaxTest(5000), Prop.ForAll(Gen.Elements(Pieces).ArrayOf().ToArbitrary(), pieces =>
    {
        var text = string.Concat(pieces);
        var isJson = IsJson(text, out var isRefused);
        return new JsonTape().TryRead(Encoding.UTF8.GetBytes(text)) == (isJson && !isRefused);
    }));

    [Fact]
    public void Root_AnyValueInAnySpelling_MeansTheSame() => Check.One(Repeatable.Config.WithMaxTest(1000), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var values = new Values(seed);
        var value = values.Next(3);
        var (one, other) = (JsonTape.Parse(Encoding.UTF8.GetBytes(values.Write(value))).Root, JsonTape.Parse(Encoding.UTF8.GetBytes(values.Write(value))).Root);
        return JsonEquality.AreEqual(one, other) && Values.Same(Read(one), value);
    }));

    [Theory]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("{}{}", false)]
    [InlineData("[1,]", false)]
    [InlineData("{\"a\":1,}", false)]
    [InlineData("\uFEFF{}", false)]
    [InlineData("\"\\ud800\"", false)]
    [InlineData("{\"\\udc00\":1}", false)]
    [InlineData("{\"a\":1,\"\\u0061\":2}", false)]
    [InlineData("{\"a\":{\"b\":1},\"c\":{\"b\":1}}", true)]
    [InlineData("{\"a\":1,\"A\":2}", true)]
    [InlineData("1e400", true)]
    [InlineData("1e401", false)]
    [InlineData("0e999999", true)]
    [InlineData("1e501", false)]
    [InlineData("[0.0000, -0.0]", true)]
    public void TryRead_Text_IsTakenOrRefused(string text, bool taken) => new JsonTape().TryRead(Encoding.UTF8.GetBytes(text)).ShouldBe(taken);

    [Theory]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(100)]
    public void TryRead_NameTwiceAmongMany_IsRefusedWithItsName(int names)
    {
        var members = string.Join(',', Enumerable.Range(0, names).Select(at => $"\"n{at}\":[{at}]"));
        new JsonTape().TryRead(Encoding.UTF8.GetBytes($"{{{members}}}")).ShouldBeTrue();
        var tape = new JsonTape();
        tape.TryRead(Encoding.UTF8.GetBytes($"{{{members},\"\\u006e3\":0}}")).ShouldBeFalse();
        tape.Error.ShouldBe("the name \"n3\" stands twice in one object");
    }

    private static bool IsJson(string text, out bool isRefused)
    {
        isRefused = false;
        try
        {
            using var document = JsonDocument.Parse(text);
            isRefused = HasDuplicate(document.RootElement) || HasTooGreatNumber(document.RootElement);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HasDuplicate(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal).Any(group => group.Count() > 1) || value.EnumerateObject().Any(member => HasDuplicate(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasDuplicate),
        _ => false,
    };

    /// <summary>An exponent that the pieces can spell is below 60 or above 500, so a double's end (1e308) parts them as the tape's own (1e400) does.</summary>
    private static bool HasTooGreatNumber(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(member => HasTooGreatNumber(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasTooGreatNumber),
        JsonValueKind.Number => double.IsInfinity(value.GetDouble()),
        _ => false,
    };

    private static object? Read(JsonView view)
    {
        switch (view.Kind)
        {
            case JsonKind.Null: return null;
            case JsonKind.True: return true;
            case JsonKind.False: return false;
            case JsonKind.Number: return view.GetNumber().ToDecimal();
            case JsonKind.String: return view.GetString();
            case JsonKind.Array:
                var list = new List<object?>();
                foreach (var element in view.Elements()) list.Add(Read(element));
                return list;
            default:
                var map = new Dictionary<string, object?>();
                foreach (var member in view.Members()) map.Add(member.Name, Read(member.Value));
                return map;
        }
    }
}
