using System.IO.Pipelines;
using System.Text;
using Baton.Gateway.Edge.Stdio;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.Edge.Stdio;

public sealed class LineReaderTests
{
    private static async Task<List<string>> ReadAsync(byte[] bytes, int maxBytes, params int[] cuts)
    {
        var pipe = new Pipe();
        var reader = new LineReader(pipe.Reader.AsStream(), maxBytes);
        var lines = new List<string>();
        var reading = Task.Run(async () =>
        {
            while (await reader.ReadAsync(CancellationToken.None) is { Kind: not LineKind.End } line)
            {
                lines.Add(line.Kind == LineKind.TooLong ? "(too long)" : Encoding.UTF8.GetString(line.Content.Span));
            }
        });
        var from = 0;
        foreach (var cut in cuts.Append(bytes.Length).Order())
        {
            await pipe.Writer.WriteAsync(bytes.AsMemory(from, cut - from));
            from = cut;
        }
        await pipe.Writer.CompleteAsync();
        await reading.WaitAsync(Support.Patience.Limit);
        return lines;
    }

    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb", "a|b")]
    [InlineData("\n\n", "|")]
    [InlineData("a\rb\n", "a\rb")]
    [InlineData("", "")]
    public async Task Read_Lines_EndAtLineFeedOrInput(string text, string expected)
        => string.Join('|', await ReadAsync(Encoding.UTF8.GetBytes(text), 100)).ShouldBe(expected);

    [Fact]
    public async Task Read_EveryCutOfMultibyteText_GivesTheSameLines()
    {
        var bytes = Encoding.UTF8.GetBytes("日本語😀\r\né𠮷\n");
        for (var cut = 0; cut <= bytes.Length; cut++) (await ReadAsync(bytes, 100, cut)).ShouldBe(["日本語😀", "é𠮷"]);
    }

    [Theory]
    [InlineData(10, new[] { "0123456789", "b" })]
    [InlineData(9, new[] { "(too long)", "b" })]
    public async Task Read_LineOverTheLimit_IsPassedOver(int limit, string[] expected)
        => (await ReadAsync("0123456789\nb\n"u8.ToArray(), limit, 3, 5, 9)).ShouldBe(expected);

    [Fact]
    public async Task Read_TenMegabytesOverALimitOfOne_HoldsNoMoreThanTheLimit()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 2_000_000, resumeWriterThreshold: 1_000_000));
        var reader = new LineReader(pipe.Reader.AsStream(), 1_000_000);
        var writing = Task.Run(async () =>
        {
            for (var part = 0; part < 100; part++) await pipe.Writer.WriteAsync(new byte[100_000]);
            await pipe.Writer.WriteAsync("\n{}\n"u8.ToArray());
        });

        (await reader.ReadAsync(CancellationToken.None)).Kind.ShouldBe(LineKind.TooLong);
        (await reader.ReadAsync(CancellationToken.None)).Content.Length.ShouldBe(2);
        await writing;
    }

    /// <summary>Around the sizes at which the buffer grows, is moved together and is given back.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7_000)]
    [InlineData(65_536)]
    public async Task Read_LongAndShortLinesInTurn_ComeBackWhole(int chunk)
    {
        int[] sizes = [0, 8_191, 8_192, 8_193, 1, 16_383, 16_384, 16_385, 3, 100_000, 0, 40_000, 2];
        var lines = sizes.Select((size, number) => new string((char)('a' + number), size)).ToList();
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n")));
        var cuts = Enumerable.Range(1, (bytes.Length - 1) / chunk).Select(cut => cut * chunk).ToArray();
        (await ReadAsync(bytes, 200_000, cuts)).ShouldBe(lines);
    }

    [Fact]
    public void Read_AnyLinesAndCuts_ComeBack()
        => Prop.ForAll<NonNull<string>[], byte[]>((texts, seeds) =>
        {
            var lines = (texts ?? []).Select(text => new string([.. text.Get.Where(character => character is not ('\r' or '\n') && !char.IsSurrogate(character))])).ToList();
            var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
            var cuts = (seeds ?? []).Select(seed => seed % (bytes.Length + 1)).ToArray();
            return ReadAsync(bytes, int.MaxValue, cuts).GetAwaiter().GetResult().SequenceEqual(lines);
        }).Check(Repeatable.Config);
}
