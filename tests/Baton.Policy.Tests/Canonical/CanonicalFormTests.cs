using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Policy.Canonical;
using Baton.Policy.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Policy.Tests.Canonical;

/// <summary>The canonical form by its rules: names by code point, the shortest escapes, numbers as exact decimals.</summary>
public sealed class CanonicalFormTests
{
    private static readonly string[] Pieces =
        ["a", "B", "é", "€", "\uE000", "\uFFFD", "😀", "\U0010FFFF", "\"", "\\", "/", "\b", "\f", "\n", "\r", "\t", "\0", "\u001f", "\u007f", "\u2028", "דּ", "<"];

    [Theory]
    // The order of names that RFC 8785 shows, which sorts by UTF-16 units; here code points decide, so the astral name is last.
    [InlineData("""{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}""", "\r 1 \u0080 ö € \uFB33 😀")]
    [InlineData("""{"b":1,"a":1,"B":1,"A":1,"":1,"aa":1,"1":1,"10":1,"2":1}""", " 1 10 2 A B a aa b")]
    [InlineData("""{"\uffff":1,"\ud800\udc00":1,"\ue000":1,"\ud7ff":1}""", "\uD7FF \uE000 \uFFFF \U00010000")]
    [InlineData("""{"a\u0301":1,"\u00e1":1,"a":1}""", "a a\u0301 á")]
    public void TryWrite_Names_StandByCodePoint(string json, string order)
    {
        var canonical = Encoding.UTF8.GetString(CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(json), out _)!);
        using var read = JsonDocument.Parse(canonical);
        string.Join(' ', read.RootElement.EnumerateObject().Select(member => member.Name)).ShouldBe(order);
    }

    [Theory]
    // A string's letters, and how the canonical form writes them.
    [InlineData("\\u0000\\u0001\\u0008\\u0009\\u000a\\u000b\\u000c\\u000d\\u000e\\u001f", "\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u000e\\u001f")]
    [InlineData("\\u0020\\u0022\\u002f\\u005c\\u007f", " \\\"/\\\\\u007f")]
    [InlineData("\\u2028\\u2029\\u00e9\\ud83d\\ude00", "\u2028\u2029é😀")]
    [InlineData("<script>&'+", "<script>&'+")]
    [InlineData("\\/", "/")]
    [InlineData("e\\u0301", "e\u0301")]
    [InlineData("\\u00C5\\u212B", "Å\u212B")]
    public void TryWrite_String_HasTheShortestEscapes(string written, string canonical)
    {
        Encoding.UTF8.GetString(CanonicalJson.TryWrite(Encoding.UTF8.GetBytes($"\"{written}\""), out _)!).ShouldBe($"\"{canonical}\"");
        Encoding.UTF8.GetString(CanonicalJson.TryWrite(Encoding.UTF8.GetBytes($"{{\"{written}\":0}}"), out _)!).ShouldBe($"{{\"{canonical}\":0}}");
    }

    [Theory]
    // Spellings of one number, and the one text they have.
    [InlineData("0 -0 0.0 0e5 0E-7 -0.000e99 0e99999", "0")]
    [InlineData("1 1.0 1e0 10e-1 0.1e1 1000e-3 1.000000 1E+0 1e-0", "1")]
    [InlineData("-1.5 -15e-1 -0.15e1 -1.50", "-15e-1")]
    [InlineData("100 1e2 1.0E2 0.1e+3 1000e-1", "1e2")]
    [InlineData("120 12e1 1.2e2", "12e1")]
    [InlineData("0.001 1e-3 0.1e-2 10e-4", "1e-3")]
    [InlineData("9007199254740993 9007199254740993.0 9.007199254740993e15", "9007199254740993")]
    [InlineData("1e400 10e399 0.1e401", "1e400")]
    [InlineData("1e-400 0.1e-399 10e-401", "1e-400")]
    [InlineData("0.30000000000000004", "30000000000000004e-17")]
    [InlineData("333333333.33333329 3.3333333333333329e8", "33333333333333329e-8")]
    public void TryWrite_SpellingsOfANumber_HaveOneText(string spellings, string canonical)
    {
        foreach (var spelling in spellings.Split(' ')) Encoding.UTF8.GetString(CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(spelling), out _)!).ShouldBe(canonical, spelling);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void TryWrite_Digits_AreBounded(int digits, bool good)
    {
        foreach (var number in new[] { new string('9', digits), $"0.{new string('1', digits)}", $"-{new string('7', digits - 1)}.5", $"{new string('3', digits)}000", $"0.000{new string('3', digits)}" })
        {
            (CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(number), out var error) is not null).ShouldBe(good, number);
            if (!good) error.ShouldBe("a number is beyond 64 digits or an exponent of 400");
        }
    }

    [Fact]
    public void TryWrite_AnyString_IsReadBackByTheFrameworkAsItWas() => Check.One(Repeatable.Config.WithMaxTest(500), Prop.ForAll(Gen.Elements(Pieces).ArrayOf().ToArbitrary(), pieces =>
    {
        var text = string.Concat(pieces);
        var canonical = CanonicalJson.TryWrite(JsonSerializer.SerializeToUtf8Bytes(text), out _)!;
        JsonSerializer.Deserialize<string>(canonical).ShouldBe(text);
        CanonicalJson.TryWrite(canonical, out _).ShouldBe(canonical);
        var shortest = text.EnumerateRunes().Sum(rune => rune.Value switch { '"' or '\\' or '\b' or '\f' or '\n' or '\r' or '\t' => 2, < 0x20 => 6, _ => rune.Utf8SequenceLength });
        canonical.Length.ShouldBe(shortest + 2);
    }));

    [Fact]
    public void TryWrite_AnyValueInAnySpelling_HasOneText() => Check.One(Repeatable.Config.WithMaxTest(400), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var value = new Values(seed).Next(3);
        var texts = Enumerable.Range(0, 4).Select(other => new Values(seed + other).Write(value))
            .Select(text => Encoding.UTF8.GetString(CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(text), out _)!)).Distinct().ToArray();
        texts.Length.ShouldBe(1, string.Join('\n', texts));
        var other = new Values(seed + 99).Next(3);
        var canonical = Encoding.UTF8.GetString(CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(new Values(seed).Write(other)), out _)!);
        (canonical == texts[0]).ShouldBe(Values.Same(value, other));
    }));

    [Fact]
    public void TryWrite_WhiteSpace_IsLeftOutEverywhereButInStrings()
        => Encoding.UTF8.GetString(CanonicalJson.TryWrite("\t{ \"a b\" :\r\n [ 1 , \" \" , { } , [ ] ] }\n"u8.ToArray(), out _)!).ShouldBe("""{"a b":[1," ",{},[]]}""");

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void TryWrite_Depth_IsBounded(int depth, bool good)
        => (CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth)), out _) is not null).ShouldBe(good);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(24, 7)]
    [InlineData(25, 3)]
    [InlineData(300, 11)]
    public void TryWrite_ManyNames_AreSortedWhateverTheirOrder(int count, int step)
    {
        var names = Enumerable.Range(0, count).Select(number => $"n{(number * step) % count:D4}").Distinct().ToArray();
        names.Length.ShouldBe(count);
        var json = $"{{{string.Join(',', names.Select(name => $"\"{name}\":{int.Parse(name[1..], CultureInfo.InvariantCulture)}"))}}}";
        var expected = $"{{{string.Join(',', names.Order(StringComparer.Ordinal).Select(name => $"\"{name}\":{Plain(int.Parse(name[1..], CultureInfo.InvariantCulture))}"))}}}";
        Encoding.UTF8.GetString(CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(json), out _)!).ShouldBe(expected);
    }

    private static string Plain(int number)
    {
        var zeros = 0;
        while (number > 0 && number % 10 == 0) (number, zeros) = (number / 10, zeros + 1);
        return zeros == 0 ? $"{number}" : $"{number}e{zeros}";
    }
}
