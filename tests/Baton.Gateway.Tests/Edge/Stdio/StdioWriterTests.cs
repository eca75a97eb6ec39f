using System.Text;
using Baton.Gateway.Edge.Stdio;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Edge.Stdio;

public sealed class StdioWriterTests
{
    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<string> WrittenAsync(params string[] messages)
    {
        var output = new MemoryStream();
        var writer = new StdioWriter(output, () => throw new InvalidOperationException("nobody closed it"));
        foreach (var message in messages) await writer.SendAsync(Bytes(message), CancellationToken.None);
        writer.Complete();
        await writer.Written.WaitAsync(Patience.Limit);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [Fact]
    public async Task Send_Messages_AreOneALine() => (await WrittenAsync("{}", """{"a":"日本"}""")).ShouldBe("{}\n{\"a\":\"日本\"}\n");

    [Fact]
    public async Task Send_PrettyPrintedMessage_BecomesOneLine() => (await WrittenAsync("{\r\n  \"a\":\n1\r}")).ShouldBe("{    \"a\": 1 }\n");

    [Fact]
    public async Task Send_LargeThenSmall_KeepsBothWhole()
    {
        var large = new string('x', 3 * 1024 * 1024);

        (await WrittenAsync(large, "{}")).ShouldBe(large + "\n{}\n");
    }

    [Fact]
    public async Task Send_FromManyThreads_NeverMixesLines()
    {
        var output = new MemoryStream();
        var writer = new StdioWriter(output, () => { });
        await Parallel.ForAsync(0, 500, async (at, cancellationToken) => await writer.SendAsync(Bytes(new string((char)('a' + at % 26), 200)), cancellationToken));
        writer.Complete();
        await writer.Written.WaitAsync(Patience.Limit);

        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(500);
        lines.ShouldAllBe(line => line.Length == 200 && line.All(character => character == line[0]));
    }

    [Fact]
    public async Task Send_ToAClosedPipe_IsReportedOnceAndThenSwallowed()
    {
        var closed = 0;
        var writer = new StdioWriter(new ClosedPipe(), () => closed++);

        for (var at = 0; at < 200; at++) await writer.SendAsync(Bytes("{}"), CancellationToken.None);
        await writer.Written.WaitAsync(Patience.Limit);

        closed.ShouldBe(1);
    }

    private sealed class ClosedPipe : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            => ValueTask.FromException(new IOException("Broken pipe"));
    }
}
