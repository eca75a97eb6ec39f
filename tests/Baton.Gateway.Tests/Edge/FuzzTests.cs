using System.Net;
using System.Text;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Edge;

/// <summary>Damaged messages, the same ones at every run: each is answered or passed over, and the next client never notices.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Seeds =
    [
        Messages.Initialize(),
        Messages.Initialized,
        Messages.Request("1", "tools/list"),
        Messages.Call("2", "note_save", """{"key":"k","text":"日本語\r\n😀"}"""),
        Messages.Stateless("3", "tools/call", "\"name\":\"note_read\",\"arguments\":{\"key\":\"k\"}"),
        Messages.Stateless("\"x\"", "server/discover"),
        Messages.Cancel("2"),
        """{"jsonrpc":"2.0","id":4,"result":{}}""",
    ];

    private static readonly string[] Splices = ["{", "}", "[", "]", "\"", ",", ":", "null", "1e999", "\\ud800", "\"id\":1,", "\"_meta\":{},", "\0", "\u200b", "\uFEFF"];

    private static byte[] Damaged(int seed)
    {
        var random = new Random(seed);
        var bytes = Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]).ToList();
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 10)));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(0, Math.Min(bytes.Count, random.Next(1, 40))));
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)'[', random.Next(1, 100)));
                    break;
            }
            if (bytes.Count == 0) bytes.Add((byte)' ');
        }
        return [.. bytes];
    }

    [Fact]
    public async Task Stdio_DamagedLines_NeverEndTheConnection()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();
        for (var seed = 0; seed < 2000; seed++)
        {
            var line = Damaged(seed).Where(value => value != '\n').Append((byte)'\n').ToArray();
            await peer.SendRawAsync(line);
            if (seed % 100 != 99) continue;
            await peer.SendAsync(Messages.Request($"\"check-{seed}\"", "ping"));
            while ((await peer.ReceiveTextAsync()) is var text && !text.Contains($"\"check-{seed}\"", StringComparison.Ordinal)) Messages.Json(text).At("jsonrpc").ShouldBe("2.0");
        }
        peer.Gateway.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Http_DamagedBodies_AreNeverAFaultOfTheServer()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();
        for (var seed = 0; seed < 500; seed++)
        {
            var request = peer.Post("");
            request.Content = new ByteArrayContent(Damaged(seed)) { Headers = { ContentType = new("application/json") } };
            if (seed % 2 == 0) HttpPeer.With(request, "MCP-Protocol-Version: 2026-07-28", "Mcp-Method: tools/call", "Mcp-Name: note_read");
            using var response = await peer.SendAsync(request);

            response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Accepted, HttpStatusCode.BadRequest, HttpStatusCode.NotFound);
            var text = await response.Content.ReadAsStringAsync();
            if (text.Length > 0) Messages.Json(text).At("jsonrpc").ShouldBe("2.0");
        }
        peer.Gateway.Faults.ShouldBeEmpty();
    }
}
