using System.Net;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Fuzzing;

/// <summary>Damaged messages, the same ones at every run: each is answered or passed over, and the next client never notices.</summary>
public sealed class DamageTests
{
    [Fact]
    public async Task Stdio_DamagedLines_NeverEndTheConnection()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();
        var mutator = new Mutator(1);
        for (var seed = 0; seed < 2000; seed++)
        {
            await peer.SendRawAsync(mutator.NextLine());
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
        var mutator = new Mutator(2);
        for (var seed = 0; seed < 500; seed++)
        {
            var request = peer.Post("");
            request.Content = new ByteArrayContent(mutator.Next()) { Headers = { ContentType = new("application/json") } };
            if (seed % 2 == 0) HttpPeer.With(request, "MCP-Protocol-Version: 2026-07-28", "Mcp-Method: tools/call", "Mcp-Name: note_read");
            using var response = await peer.SendAsync(request);

            response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Accepted, HttpStatusCode.BadRequest, HttpStatusCode.NotFound);
            var text = await response.Content.ReadAsStringAsync();
            if (text.Length > 0) Messages.Json(text).At("jsonrpc").ShouldBe("2.0");
        }
        peer.Gateway.Faults.ShouldBeEmpty();
    }
}
