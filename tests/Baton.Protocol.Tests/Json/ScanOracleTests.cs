using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Baton.Protocol.Json;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Protocol.Tests.Json;

/// <summary>The small machines of the incremental reader, each against the framework's way to tell the same.</summary>
public sealed class ScanOracleTests
{
    private static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void Number_AnyText_IsOneExactlyWhenTheFrameworkSaysSo() => Holds(3_000, random =>
    {
        var text = new string(random.GetItems("0012.-+eE9".ToCharArray(), random.Next(1, 9)));
        if (text[0] is not ('-' or (>= '0' and <= '9'))) return;
        var scan = NumberScan.Begin((byte)text[0]);
        var at = 1;
        while (at < text.Length && scan.Take((byte)text[at])) at++;
        (at == text.Length && scan.IsNumber).ShouldBe(IsNumber(text), text);
    });

    [Theory]
    [InlineData("0", true)]
    [InlineData("-0", true)]
    [InlineData("-", false)]
    [InlineData("00", false)]
    [InlineData("01", false)]
    [InlineData("1.", false)]
    [InlineData("1.0", true)]
    [InlineData("1.e1", false)]
    [InlineData("1e", false)]
    [InlineData("1e+", false)]
    [InlineData("1e+1", true)]
    [InlineData("1E-01", true)]
    [InlineData("-1.5e+10", true)]
    [InlineData("1.5.5", false)]
    [InlineData("1-1", false)]
    public void Number_Text_IsOneOrNot(string text, bool number)
    {
        var scan = NumberScan.Begin((byte)text[0]);
        var at = 1;
        while (at < text.Length && scan.Take((byte)text[at])) at++;
        (at == text.Length && scan.IsNumber).ShouldBe(number);
    }

    [Fact]
    public void Utf8_AnyBytesInAnyPieces_AreValidExactlyWhenTheWholeIs() => Holds(4_000, random =>
    {
        var bytes = Damaged(random);
        var pieces = new Utf8Pieces();
        var accepted = true;
        for (var from = 0; from < bytes.Length && accepted;)
        {
            var length = random.Next(1, 4);
            accepted = pieces.Accept(bytes.AsSpan(from, Math.Min(length, bytes.Length - from)));
            from += length;
        }
        (accepted && pieces.IsWhole).ShouldBe(Utf8.IsValid(bytes), Convert.ToHexString(bytes));
    });

    [Fact]
    public void InvalidUtf8_AnyBytes_AreToldAtTheFirstThatIsWrong() => Holds(2_000, random =>
    {
        var bytes = Damaged(random);
        if (Utf8.IsValid(bytes)) return;
        var offset = (int)InvalidUtf8.Offset(bytes);
        Utf8.IsValid(bytes.AsSpan(0, offset)).ShouldBeTrue();
        System.Text.Rune.DecodeFromUtf8(bytes.AsSpan(offset), out _, out _).ShouldNotBe(System.Buffers.OperationStatus.Done);
    });

    [Fact]
    public void Surrogates_AnyEscapes_AreUnpairedExactlyWhenTheFrameworkCannotReadThem() => Holds(3_000, random =>
    {
        string[] parts = ["\\ud83d", "\\ude00", "\\uD83D\\uDE00", "a", "\\n", "\\\\", "\\\"", "\\u0041", "é", "\\udbff", "\\udfff"];
        var raw = string.Concat(random.GetItems(parts, random.Next(6)));
        var at = Surrogates.UnpairedIn(Encoding.UTF8.GetBytes(raw));
        (at < 0).ShouldBe(IsReadable(raw), raw);
        if (at >= 0) Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(raw)[at..]).ShouldStartWith("\\u");
    });

    [Theory]
    [InlineData("\\ud800", 0)]
    [InlineData("ab\\ud800", 2)]
    [InlineData("\\ud800\\ud800\\udc00", 0)]
    [InlineData("\\ud83d\\ude00\\udc00", 12)]
    [InlineData("\\udc00\\ud800", 0)]
    [InlineData("\\\\ud800", -1)]
    [InlineData("\\ud83d\\ude00", -1)]
    [InlineData("\\ud83dx\\ude00", 0)]
    [InlineData("", -1)]
    public void Surrogates_Unpaired_IsToldByItsOffset(string raw, int offset) => Surrogates.UnpairedIn(Encoding.UTF8.GetBytes(raw)).ShouldBe(offset);

    [Fact]
    public void String_AnyTextInAnyPieces_EndsWhereTheFrameworkEndsIt() => Holds(3_000, random =>
    {
        string[] parts = ["a", "é", "😀", "\\n", "\\u0041", "\\ud83d\\ude00", "\\ud800", "\\x", "\\u12", "\u0001", "\\\"", "\\\\", "/"];
        var raw = string.Concat(random.GetItems(parts, random.Next(5)));
        var bytes = Encoding.UTF8.GetBytes(raw + "\"");
        var scan = default(StringScan);
        var end = StringEnd.More;
        var at = 0;
        while (at < bytes.Length && end == StringEnd.More)
        {
            var length = random.Next(1, 4);
            var within = 0;
            var piece = bytes.AsSpan(at, Math.Min(length, bytes.Length - at));
            end = scan.Take(piece, ref within);
            at += within;
        }
        (end == StringEnd.Over && at == bytes.Length).ShouldBe(IsReadable(raw), raw);
        if (end == StringEnd.Over) scan.HasEscapes.ShouldBe(raw.Contains('\\', StringComparison.Ordinal));
    });

    private static bool IsReadable(string raw)
    {
        try
        {
            using var document = JsonDocument.Parse($"\"{raw}\"");
            _ = document.RootElement.GetString();
            return true;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsNumber(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] Damaged(Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(random.GetItems((string[])["a", "é", "中", "😀", "\u007f", "\uffff"], random.Next(1, 6))));
        for (var hits = random.Next(3); hits > 0; hits--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return random.Next(3) == 0 ? bytes[..random.Next(1, bytes.Length + 1)] : bytes;
    }

    private static void Holds(int tests, Action<Random> property) => Check.One(Repeatable.Config.WithMaxTest(tests), Prop.ForAll(Seeds, seed => property(new Random(seed))));
}
