using System.Buffers;
using System.Text;
using Baton.Protocol.Sse;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Protocol.Tests.Sse;

public sealed class SseTests
{
    private static List<SseEvent> Read(byte[] stream, params int[] cuts)
    {
        var reader = new SseReader(1 << 20);
        var events = new List<SseEvent>();
        var from = 0;
        foreach (var cut in cuts.Append(stream.Length).Order())
        {
            reader.Append(stream.AsSpan(from, cut - from));
            from = cut;
            while (reader.TryRead(out var next)) events.Add(next);
        }
        return events;
    }

    private static string Text(SseEvent item) => Encoding.UTF8.GetString(item.Data.Span);

    private static byte[] Written(string data)
    {
        var output = new ArrayBufferWriter<byte>();
        SseWriter.Message(output, Encoding.UTF8.GetBytes(data));
        return output.WrittenSpan.ToArray();
    }

    [Fact]
    public void Message_OneLine_IsOneDataLine() => Encoding.UTF8.GetString(Written("{}")).ShouldBe("event: message\ndata: {}\n\n");

    [Theory]
    [InlineData("{\n\"a\":1\r\n}\r", "{\n\"a\":1\n}\n")]
    [InlineData("", "")]
    public void Message_WithLineBreaks_ComesBackWithLineFeeds(string data, string expected) => Text(Read(Written(data)).ShouldHaveSingleItem()).ShouldBe(expected);

    [Fact]
    public void Read_EveryCutOfAMultibyteStream_GivesTheSameEvents()
    {
        var stream = (byte[])[.. Written("日本語😀"), .. SseWriter.KeepAlive, .. Written("zweite é")];
        for (var cut = 0; cut <= stream.Length; cut++) Read(stream, cut).Select(Text).ShouldBe(["日本語😀", "zweite é"]);
    }

    [Fact]
    public void Read_EventOverSixtyFourKilobytes_IsWhole()
    {
        var data = string.Concat(Enumerable.Repeat("あいうえお", 20_000));
        var stream = Written(data);
        var cuts = Enumerable.Range(1, stream.Length / 4096).Select(at => at * 4096 - 1).ToArray();

        Text(Read(stream, cuts).ShouldHaveSingleItem()).ShouldBe(data);
    }

    [Fact]
    public void Read_Fields_AreUnderstood()
    {
        var reader = new SseReader(1000);
        reader.Append("\uFEFF: hi\rid: 7\r\nretry: 250\nevent: custom\ndata:one\ndata:  two\nunknown: x\ndata\n\ndata: last\n"u8);

        reader.TryRead(out var first).ShouldBeTrue();
        first.Type.ShouldBe("custom");
        Text(first).ShouldBe("one\n two\n");
        first.Id.ShouldBe("7");
        reader.Retry.ShouldBe(TimeSpan.FromMilliseconds(250));
        reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public void Read_EventWithoutData_IsNone() => Read("event: ping\n\n:\n\n"u8.ToArray()).ShouldBeEmpty();

    [Fact]
    public void Append_EventOverTheLimit_Throws()
    {
        var reader = new SseReader(100);
        reader.Append("data: "u8);
        Should.Throw<InvalidDataException>(() => reader.Append(new byte[100])).Message.ShouldContain("100 bytes");
    }

    [Theory]
    [InlineData("data: first\ndata:second\rid: 3\r\ndata: third\n\ndata: next\n\n")]
    [InlineData("data: first\ndata:second\ndata: third\nevent: message\n\ndata: next\n\n")]
    public void TakePiece_AnEventAtAnyCuts_GivesTheDataOfAllItsLines(string stream)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        for (var begun = "data: f".Length; begun < "data: first\ndata:second".Length; begun++)
        {
            for (var step = 1; step < 9; step++)
            {
                var reader = new SseReader(40);
                reader.Append(bytes.AsSpan(0, begun));
                reader.Held.ShouldBeGreaterThan(0);
                reader.TakeInPieces();
                var taken = new StringBuilder();
                for (var at = begun; at < bytes.Length; at += step)
                {
                    taken.Append(Encoding.UTF8.GetString(reader.TakePiece().Span));
                    reader.Append(bytes.AsSpan(at, Math.Min(step, bytes.Length - at)));
                }
                taken.Append(Encoding.UTF8.GetString(reader.TakePiece().Span));

                taken.ToString().ShouldBe("first\nsecond\nthird");
                reader.IsOver.ShouldBeTrue();
                reader.TryRead(out var next).ShouldBeTrue();
                Text(next).ShouldBe("next");
                reader.TryRead(out _).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void TakePiece_AnEventOfAnySize_HoldsNoMoreThanWhatCame()
    {
        var reader = new SseReader(100);
        reader.Append("data: x"u8);
        reader.TakeInPieces();
        var taken = 0L;
        for (var chunk = 0; chunk < 1000; chunk++)
        {
            reader.Append(new byte[64].AsSpan());
            taken += reader.TakePiece().Length;
        }
        reader.Append("\n\n"u8);

        taken.ShouldBe(64_001);
        reader.IsOver.ShouldBeTrue();
    }

    [Fact]
    public void Held_OfAnEventOfAnotherType_IsNothing()
    {
        var reader = new SseReader(100);
        reader.Append("event: other\ndata: long"u8);

        reader.Held.ShouldBe(0);
    }

    [Fact]
    public void WriteThenRead_AnyTextAndCuts_AreTheSame()
        => Prop.ForAll<NonNull<string>, byte[]>((text, cutSeeds) =>
        {
            var clean = new string([.. text.Get.Where(character => !char.IsSurrogate(character) && character is not ('\r' or '\n'))]);
            var stream = Written(clean);
            var cuts = (cutSeeds ?? []).Select(seed => seed % (stream.Length + 1)).ToArray();
            return Text(Read(stream, cuts).Single()) == clean;
        }).Check(Repeatable.Config);
}
