using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Upstreams.Relays;

/// <summary>A trace goes on behind the gateway (W3C Trace Context), and what is none goes nowhere.</summary>
public sealed class TraceTests
{
    private const string Beside = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string Within = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
    private const string Nonsense = "00-1-2-01";

    /// <summary>The header, what <c>_meta</c> says, the header that arrives, what <c>_meta</c> says then.</summary>
    public static TheoryData<string?, string?, string?, string?> Traces => new()
    {
        { null, null, null, null },
        { Beside, null, Beside, null },
        { null, Within, Within, Within },
        { Beside, Within, Within, Within },
        { Beside, Nonsense, Beside, Beside },
        { Nonsense, Within, Within, Within },
        { Nonsense, null, null, null },
        { null, Nonsense, null, null },
        { Beside + "," + Beside, null, null, null },
    };

    [Theory]
    [MemberData(nameof(Traces))]
    public async Task Call_InASession_TakesItAlong(string? header, string? meta, string? expected, string? said)
    {
        await using var gateway = await HttpRecorded.InSessionAsync();

        await gateway.AskAsync(gateway.Peer.Post(Messages.Call("1", "read_note", "{}", Meta(meta)), Header(header)));

        var arrived = gateway.Server.Of("tools/call").Single();
        arrived.Header("traceparent").ShouldBe(expected);
        Said(arrived.Body).ShouldBe(said);
    }

    [Theory]
    [MemberData(nameof(Traces))]
    public async Task Call_OfTheStatelessEra_TakesItAlong(string? header, string? meta, string? expected, string? said)
    {
        await using var gateway = await HttpRecorded.StartAsync();
        var body = Stateless(meta);

        await gateway.AskAsync(gateway.Peer.Stateless(body, Header(header)));

        var arrived = gateway.Server.Of("tools/call").Single();
        arrived.Header("traceparent").ShouldBe(expected);
        Said(arrived.Body).ShouldBe(said);
        if (said == meta) arrived.Body.ShouldBe(body);
        gateway.Calls.Last().Trace.Parent.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Traceparent: " + Beside, Beside)]
    [InlineData("Traceparent: " + Nonsense, null)]
    public async Task Notification_TakesItAlong(string header, string? expected)
    {
        await using var gateway = await HttpRecorded.InSessionAsync();

        using (await gateway.Peer.SendAsync(gateway.Peer.Post("""{"jsonrpc":"2.0","method":"notifications/roots/list_changed"}""", header)))
        {
            var arrived = gateway.Server.Of("notifications/roots/list_changed").Single();
            arrived.Header("traceparent").ShouldBe(expected);
            arrived.Body.ShouldBe("""{"jsonrpc":"2.0","method":"notifications/roots/list_changed"}""");
        }
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(Beside, null, Beside)]
    [InlineData(Beside, Within, Within)]
    [InlineData(Beside, Nonsense, Beside)]
    [InlineData(null, Nonsense, null)]
    public async Task Call_ToAServerWithoutHeaders_SaysItInMeta(string? header, string? meta, string? said)
    {
        await using var recorded = new Recorded();
        await using var peer = await HttpPeer.StartAsync(recorded.Gateway, grants: new HttpRecorded.OneGrant(), server: "rec");
        await peer.InitializeAsync();

        using (var answer = await peer.SendAsync(peer.Post(Messages.Call("1", "read_note", """{"a" : 1.0}""", Meta(meta)), Header(header)))) await answer.Content.ReadAsStringAsync();

        var arrived = recorded.Server.Of("tools/call").Single();
        Said(arrived).ShouldBe(said);
        arrived.ShouldContain("""{"name":"read_note","arguments":{"a" : 1.0}""");
    }

    /// <summary>The headers, what <c>_meta</c> says, the headers that arrive, what <c>_meta</c> says then; each: parent, state, baggage.</summary>
    public static TheoryData<string?[], string?[], string?[], string?[]> Companions => new()
    {
        { [Beside, "rojo=\"1\\", "user=alice"], [null, null, null], [Beside, "rojo=\"1\\", "user=alice"], [null, null, null] },
        { [Beside, "rojo=1", "user=alice"], [Within, "congo=2", "user=bob"], [Within, "congo=2", "user=bob"], [Within, "congo=2", "user=bob"] },
        { [Beside, "rojo=1", "user=alice"], [Within, null, null], [Within, null, "user=alice"], [Within, null, null] },
        { [null, "rojo=1", "user=alice"], [null, "congo=2", null], [null, null, "user=alice"], [null, null, null] },
        { [Beside, "Rojo=1", "no baggage"], [null, null, "user=bob; since=\"x\""], [Beside, null, null], [null, null, null] },
    };

    [Theory]
    [MemberData(nameof(Companions))]
    public async Task Call_TakesItsStateAndBaggageAlong(string?[] headers, string?[] meta, string?[] expected, string?[] said)
    {
        await using var gateway = await HttpRecorded.InSessionAsync();

        await gateway.AskAsync(gateway.Peer.Post(Messages.Call("1", "read_note", "{}", Meta(meta)), Headers(headers)));

        var arrived = gateway.Server.Of("tools/call").Single();
        Names.Select(arrived.Header).ShouldBe(expected);
        var read = Messages.Read(arrived.Body);
        new[] { read.TraceParent, read.TraceState, read.Baggage }.ShouldBe(said);
    }

    [Fact]
    public async Task Call_ToAServerWithoutHeaders_SaysStateAndBaggageInMeta()
    {
        await using var recorded = new Recorded();
        await using var peer = await HttpPeer.StartAsync(recorded.Gateway, grants: new HttpRecorded.OneGrant(), server: "rec");
        await peer.InitializeAsync();

        using (var answer = await peer.SendAsync(peer.Post(Messages.Call("1", "read_note"), Headers([Beside, "rojo=\"1\\", "user=al%20ice"])))) await answer.Content.ReadAsStringAsync();

        var read = Messages.Read(recorded.Server.Of("tools/call").Single());
        new[] { read.TraceParent, read.TraceState, read.Baggage }.ShouldBe([Beside, "rojo=\"1\\", "user=al%20ice"]);
    }

    private static readonly string[] Names = ["traceparent", "tracestate", "baggage"];

    private static string[] Headers(string?[] values) => [.. Names.Zip(values).Where(pair => pair.Second is not null).Select(pair => $"{pair.First}: {pair.Second}")];

    private static string Meta(string?[] values)
        => values.All(value => value is null) ? "" : System.Text.Json.JsonSerializer.Serialize(Names.Zip(values).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second));

    private static string[] Header(string? value) => value is null ? [] : ["traceparent: " + value];

    private static string Meta(string? trace) => trace is null ? "" : $$"""{"x":1,"traceparent":"{{trace}}"}""";

    private static string Stateless(string? trace)
        => trace is null ? HttpRecorded.StatelessCall("1", "read_note") : HttpRecorded.StatelessCall("1", "read_note").Replace("\"_meta\":{", $"\"_meta\":{{\"traceparent\":\"{trace}\",", StringComparison.Ordinal);

    private static string? Said(string body)
        => Messages.Read(body).TraceParent;
}
