using System.Text;
using Baton.Protocol.Json;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Protocol.Tests.Json;

/// <summary>What arrives in pieces is judged like what is there at once, wherever it is cut.</summary>
public sealed class JsonScannerTests
{
    private static readonly string[] Parts =
    [
        "{", "}", "[", "]", ":", ",", "\"a\":", "\"b\":", "\"\\u0061\":", "\"é\":", "\"日本😀\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\udc00x\"",
        "\"\\n\\\\\\\"\\/\"", "\"\\x\"", "\"\\u12g4\"", "0", "-1.50", "1e9", "1E+9", "-", "01", "1.", "1e", "true", "false", "null", "tru", "nul l", " ", "\r\n", "\t", "\"\u0001\"", "//",
    ];

    private static readonly Gen<string> Scalar = Gen.Elements("0", "-1.5e-3", "\"日本\\n\"", "\"\\ud83d\\ude00\"", "true", "false", "null", "\"\"");

    private static Gen<string> Value(int depth) => depth == 0
        ? Scalar
        : Gen.OneOf(
            Scalar,
            Value(depth - 1).ArrayOf().Select(items => $"[{string.Join(" , ", items.Take(4))}]"),
            Value(depth - 1).ArrayOf().Select(items => $"{{{string.Join(',', items.Take(20).Select((item, at) => $"\"k{at}é\" :{item}"))}}}"));

    private static JsonFault? Scan(ReadOnlySpan<byte> text, int seed)
    {
        var random = new Random(seed);
        var scanner = new JsonScanner();
        while (!text.IsEmpty)
        {
            var piece = text[..Math.Min(text.Length, random.Next(1, 6))];
            text = text[piece.Length..];
            var at = 0;
            if (!scanner.Begin(piece)) return scanner.Fault;
            ScanEvent found;
            do found = scanner.Next(piece, ref at);
            while (found is not (ScanEvent.More or ScanEvent.Fault));
            if (found == ScanEvent.Fault) return scanner.Fault;
        }
        return scanner.Finish();
    }

    private static bool AgreesOn(byte[] text, int seed) => Scan(text, seed) is null == StrictJson.Check(text) is null;

    [Fact]
    public void Next_AnyStrictText_InAnyPieces_HasNoFault() => Prop.ForAll(
        Value(4).ToArbitrary(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        (text, seed) => Scan(Encoding.UTF8.GetBytes(text), seed) is null).Check(Repeatable.Config.WithMaxTest(500));

    [Fact]
    public void Next_AnyTokens_AreJudgedAsTheWholeTextIs() => Prop.ForAll(
        Gen.Elements(Parts).ArrayOf().ToArbitrary(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        (parts, seed) => AgreesOn(Encoding.UTF8.GetBytes(string.Concat(parts)), seed)).Check(Repeatable.Config.WithMaxTest(3_000));

    [Fact]
    public void Next_DamagedText_IsJudgedAsTheWholeTextIs() => Prop.ForAll(
        Value(3).ToArbitrary(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        (text, seed) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var random = new Random(seed);
            for (var change = random.Next(1, 3); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            return AgreesOn(bytes, seed);
        }).Check(Repeatable.Config.WithMaxTest(3_000));

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "stands twice")]
    [InlineData("""{"x":[{"a":1,"\u0061":2}]}""", "stands twice")]
    [InlineData("""{"a":"\ud800"}""", "unpaired surrogate")]
    [InlineData("""{"a":tru}""", "not valid JSON at byte 8")]
    [InlineData("{\"a\":1", "ends before it is whole")]
    [InlineData("{} x", "not valid JSON at byte 3")]
    public void Next_BrokenText_SaysWhat(string text, string part) => Scan(Encoding.UTF8.GetBytes(text), 1).ShouldNotBeNull().Message.ShouldContain(part);

    [Fact]
    public void Next_SixtyFourLevels_AreReadAndOneMoreIsNot()
    {
        Scan(Encoding.UTF8.GetBytes(new string('[', 64) + new string(']', 64)), 1).ShouldBeNull();
        Scan(Encoding.UTF8.GetBytes(new string('[', 65) + new string(']', 65)), 1).ShouldNotBeNull().Message.ShouldContain("deeper than 64 levels");
    }

    [Theory]
    [InlineData(new byte[] { (byte)'"', 0xC3, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', 0xE6, 0x97 })]
    public void Next_TextThatIsNoUtf8_IsRefusedInAnyPieces(byte[] text)
    {
        for (var seed = 0; seed < 20; seed++) Scan(text, seed).ShouldNotBeNull();
    }

    [Fact]
    public void Next_MoreKeysThanAreHeld_IsRefused_AndClosedObjectsAreForgotten()
    {
        var entry = $"{{\"{new string('k', 1024 * 1024)}\":1}}";
        Scan(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(entry, 6))}]"), 1).ShouldBeNull();

        var members = Enumerable.Range(0, 5).Select(number => $"\"{number}{new string('k', 1024 * 1024)}\":1");
        Scan(Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}"), 1).ShouldNotBeNull().Message.ShouldContain("bytes of keys to compare");
    }
}
