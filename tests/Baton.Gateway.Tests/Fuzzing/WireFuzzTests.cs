using System.Globalization;
using System.Net;
using System.Text;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Tests.Fuzzing;

/// <summary>
/// Mutated messages all the way from the edge to a server that records: no crash, no hang, and nothing arrives that was not
/// judged. Set <c>BATON_FUZZ</c> to the number of messages for a longer run (1000000 for a release).
/// </summary>
public sealed class WireFuzzTests
{
    private const int Batch = 200;

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("BATON_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 20_000;

    [Fact]
    public async Task Stdio_MutatedMessages_ReachTheServerOnlyAsJudged()
    {
        var court = new Courtroom();
        await using var peer = new StdioPeer(court.Gateway);
        await peer.InitializeAsync();
        var mutator = new Mutator(20260728);
        for (var sent = 0; sent < Count; sent += Batch)
        {
            for (var message = 0; message < Batch; message++) await peer.SendRawAsync(mutator.NextLine());
            await AnsweredAsync(peer, sent);
        }
        Verify(court, Count);
    }

    [Fact]
    public async Task Http_MutatedMessages_ReachTheServerOnlyAsJudged()
    {
        var court = new Courtroom();
        await using var peer = await HttpPeer.StartAsync(court.Gateway);
        await peer.InitializeAsync();
        var mutator = new Mutator(20251125);
        var random = new Random(415);
        var count = Count / 20;
        for (var sent = 0; sent < count; sent++)
        {
            using var response = await peer.SendAsync(Request(peer, mutator.Next(), random));
            response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Accepted, HttpStatusCode.BadRequest, HttpStatusCode.NotFound);
            var text = await response.Content.ReadAsStringAsync();
            if (text.Length > 0) Messages.Json(text).At("jsonrpc").ShouldBe("2.0");
        }
        Verify(court, count);
    }

    [Fact]
    public async Task Process_MutatedMessages_ReachItOnlyAsAllowed()
    {
        await using var recorded = await Recorded.StartAsync(Witness.Policy);
        var mutator = new Mutator(7);
        for (var sent = 0; sent < 2_000; sent += Batch)
        {
            for (var message = 0; message < Batch; message++) await recorded.Client.SendRawAsync(mutator.NextLine());
            await AnsweredAsync(recorded.Client, sent);
        }
        var calls = recorded.Server.Of("tools/call");
        calls.Count.ShouldBeGreaterThan(50);
        recorded.Server.Arrived.Select(line => (line, Objection: Witness.Objects(Encoding.UTF8.GetBytes(line)))).Where(seen => seen.Objection is not null).ShouldBeEmpty();
        recorded.Gateway.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"delete_note","arguments":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"pay","arguments":{"amount":101}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"pay","arguments":{"amount":1,"amount":1000}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"read_note","Name":"delete_note"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"note:///closed"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tasks/cancel","params":{}}""")]
    public void Witness_WhatMustNotArrive_Objects(string message) => Witness.Objects(Encoding.UTF8.GetBytes(message)).ShouldNotBeNull();

    private static HttpRequestMessage Request(HttpPeer peer, byte[] body, Random random)
    {
        var request = peer.Post("");
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        if (MessageReader.Read(body).Envelope is not { IsStateless: true } envelope) return request;
        HttpPeer.With(request, "Mcp-Session-Id:");
        if (random.Next(8) > 0) request.Headers.TryAddWithoutValidation(HeaderName.ProtocolVersion, HeaderValue.Encode(envelope.ProtocolVersion!));
        if (random.Next(8) > 0) request.Headers.TryAddWithoutValidation(HeaderName.Method, HeaderValue.Encode(random.Next(8) > 0 ? envelope.Method : "tools/call"));
        if (random.Next(8) > 0) request.Headers.TryAddWithoutValidation(HeaderName.Name, HeaderValue.Encode(random.Next(8) > 0 ? HeaderAgreement.NameOf(envelope) ?? "" : "read_note"));
        return request;
    }

    private static async Task AnsweredAsync(StdioPeer peer, int batch)
    {
        await peer.SendAsync(Messages.Request($"\"check-{batch}\"", "ping"));
        while ((await peer.ReceiveTextAsync()) is var text && !text.Contains($"\"check-{batch}\"", StringComparison.Ordinal))
        {
            Messages.Json(text).At("jsonrpc").ShouldBe("2.0");
        }
    }

    private static void Verify(Courtroom court, int count)
    {
        court.Wrongs.ShouldBeEmpty();
        court.Gateway.Faults.ShouldBeEmpty();
        // or nothing was tested
        court.Arrived.ShouldBeGreaterThan(count / 50);
        court.Refused.ShouldBeGreaterThan(count / 200);
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} messages: {court.Refused} refused by policy, {court.Arrived} arrived");
    }
}
