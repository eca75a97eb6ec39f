using System.Text;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Pipeline;

/// <summary>An answer that goes out while it comes in: whole only when its end was written, and never more than a few pieces held.</summary>
public sealed class StreamedAnswerTests
{
    private readonly StreamedAnswer _answer = new();

    [Fact]
    public async Task Read_AfterTheEnd_HasEveryPieceAndIsWhole()
    {
        var reading = ReadAsync();
        await WriteAsync("a");
        await WriteAsync("b");
        _answer.IsWhole.ShouldBeFalse();
        _answer.End();

        (await reading.WaitAsync(Patience.Limit)).ShouldBe("ab");
        _answer.IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Read_BrokenOff_HasWhatCameAndIsNotWhole()
    {
        await WriteAsync("a");
        _answer.Break();
        await WriteAsync("b");

        (await ReadAsync().WaitAsync(Patience.Limit)).ShouldBe("a");
        _answer.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public async Task Break_AfterTheEnd_ChangesNothing()
    {
        await WriteAsync("a");
        _answer.End();
        _answer.Break();

        (await ReadAsync()).ShouldBe("a");
        _answer.IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Write_WhileNobodyReads_WaitsAfterAFewPieces()
    {
        var written = 0;
        var writing = Task.Run(async () =>
        {
            for (; written < 100; written++) await WriteAsync("x");
            _answer.End();
        });
        await Patience.Until(() => Volatile.Read(ref written) == 4);
        writing.IsCompleted.ShouldBeFalse();

        (await ReadAsync().WaitAsync(Patience.Limit)).Length.ShouldBe(100);
        await writing;
    }

    [Fact]
    public async Task Abandon_LetsAWriterGoOnThatWaits()
    {
        for (var piece = 0; piece < 4; piece++) await WriteAsync("x");
        var waiting = WriteAsync("more");
        waiting.IsCompleted.ShouldBeFalse();

        _answer.Abandon();

        await waiting.WaitAsync(Patience.Limit);
        await WriteAsync("and more");
        (await ReadAsync()).ShouldBeEmpty();
        _answer.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public async Task Write_Cancelled_EndsTheWait()
    {
        for (var piece = 0; piece < 4; piece++) await WriteAsync("x");
        using var stop = new CancellationTokenSource();
        var waiting = _answer.WriteAsync("y"u8.ToArray(), stop.Token).AsTask();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    private Task WriteAsync(string piece) => _answer.WriteAsync(Encoding.UTF8.GetBytes(piece), CancellationToken.None).AsTask();

    private async Task<string> ReadAsync()
    {
        var text = new StringBuilder();
        await foreach (var piece in _answer.ReadAsync(CancellationToken.None)) text.Append(Encoding.UTF8.GetString(piece.Span));
        return text.ToString();
    }
}
