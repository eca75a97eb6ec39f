using System.Text;
using Baton.Cli.Catalog.Listing;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Cli.Tests.Catalog.Listing;

/// <summary>Lines of an unknown server: whole whatever their pieces, and never more than was allowed.</summary>
public sealed class BoundedLinesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\nb", "a|b")]
    [InlineData("\n\na\n", "||a")]
    [InlineData("日本\n😀\n", "日本|😀")]
    public async Task Read_AnyText_GivesItsLines(string text, string lines)
    {
        foreach (var piece in (int[])[1, 2, 3, 1024]) (await LinesAsync(text, piece, 1 << 20)).ShouldBe(lines.Length == 0 ? [] : lines.Split('|'));
    }

    [Fact]
    public async Task Read_MoreThanIsAllowed_StopsAndSaysHowMuch()
    {
        var stopped = await Should.ThrowAsync<ListingException>(() => LinesAsync(new string('x', 101), 10, 100));
        stopped.Message.ShouldBe("The server sent more than 32 MiB: stopped reading.");
        (await LinesAsync(new string('x', 100), 10, 100)).ShouldHaveSingleItem().Length.ShouldBe(100);
    }

    [Fact]
    public async Task Total_OfWhatCame_IsItsBytes()
    {
        using var stream = new Pieces(Encoding.UTF8.GetBytes("é\nb\n"), 1);
        var lines = new BoundedLines(stream, 100, 100);
        await lines.ReadAsync(TestContext.Current.CancellationToken);
        lines.Total.ShouldBe(3);
        await lines.ReadAsync(TestContext.Current.CancellationToken);
        (await lines.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        lines.Total.ShouldBe(5);
    }

    [Fact]
    public void Read_AnyPieces_GiveTheSameLines()
    {
        var texts = Gen.Elements("a", "\n", "é", "", "long line of text", "\r\n").ListOf().Select(string.Concat);
        Prop.ForAll(texts.ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (text, piece) =>
        {
            var expected = text.Split('\n').ToList();
            if (expected[^1].Length == 0) expected.RemoveAt(expected.Count - 1);
            return LinesAsync(text, piece, 1 << 20).GetAwaiter().GetResult().SequenceEqual(expected);
        }).Check(Repeatable.Config);
    }

    private static async Task<List<string>> LinesAsync(string text, int piece, long most)
    {
        using var stream = new Pieces(Encoding.UTF8.GetBytes(text), piece);
        var reader = new BoundedLines(stream, most, 32L * 1024 * 1024);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } line) lines.Add(Encoding.UTF8.GetString(line.Span));
        return lines;
    }

    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
