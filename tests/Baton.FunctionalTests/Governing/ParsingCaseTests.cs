using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Governing;

/// <summary>Messages that two readers understand differently: each is refused, and nothing of it reaches the server.</summary>
public sealed class ParsingCaseTests : IAsyncLifetime
{
    private readonly WrappedPolicy _rules = new("""{"version":"1","default":"allow","tools":{"delete_*":{"action":"deny"}}}""");
    private StdioBaton _wrap = null!;

    public async ValueTask InitializeAsync() => _wrap = await _rules.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _wrap.DisposeAsync();
        _rules.Dispose();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":900,"method":"tools/call","params":{"name":"delete_note","Name":"read_note","arguments":{}}}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":900,"method":"tools/call","Method":"tools/list","params":{"name":"delete_note"}}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":900,"method":"tools/call","params":{"name":"read_note","name":"delete_note"}}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":900,"method":"tools/call","params":{"name":"read_note","arguments":{"a":{"b":1,"b":2}}}}""", -32600)]
    [InlineData("""[{"jsonrpc":"2.0","id":900,"method":"tools/call","params":{"name":"delete_note"}}]""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":900,"method":"tools/call","params":{"name":"read_note","arguments":["a"]}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":900,"method":"tools/call","params":{"name":"read_note","arguments":"{}"}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":900,"method":"tools/call","params":{"name":["delete_note"],"arguments":{}}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":900,"method":"tools/call","params":{"name":"delete\u200b_note"}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":900,"method":"tools/call","params":{"name":"read_note"}} {}""", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":900,"method":"tools/call","params":{"name":"read_note",}}""", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"tools/call","params":{"name":"read_note"}}""", -32600)]
    public async Task Message_OfTwoMeanings_IsRefused(string line, int code)
    {
        await _wrap.SendAsync(line);

        (await _wrap.RequestAsync("ping", "{}"))["result"].ShouldNotBeNull();
        var answer = _wrap.Lines.Select(said => JsonNode.Parse(said)!).Single(said => said["error"] is not null);
        answer["error"]!["code"]!.GetValue<int>().ShouldBe(code, answer.ToJsonString());
        _rules.Server.Of("tools/call").ShouldBeEmpty();
        (await _rules.RowsAsync("--outcome", "deny")).ShouldHaveSingleItem()["rule"]!.GetValue<string>().ShouldBe("(malformed)");
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("\"1\"")]
    [InlineData("\"\\u0031\"")]
    [InlineData("-7")]
    public async Task Id_ComesBackAsItsExactText(string id)
    {
        await _wrap.SendAsync($"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"tools/call\",\"params\":{{\"name\":\"read_note\",\"arguments\":{{}}}}}}");
        await _rules.Server.ArrivedAsync("tools/call", 1);
        await _wrap.CloseAsync();

        _wrap.Lines.ShouldContain(line => line.Contains($"\"id\":{id},\"result\":{{\"content\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Id_InFlight_IsRefusedAndReachesTheServerOnce()
    {
        var waiting = ToolMessage.Session(900, "wait", "{}");
        await _wrap.SendAsync(waiting);
        await _rules.Server.ArrivedAsync("tools/call", 1);
        await _wrap.SendAsync(waiting);

        await _wrap.RequestAsync("ping", "{}");

        _wrap.Lines.ShouldContain(line => line.Contains("already in flight", StringComparison.Ordinal));
        _rules.Server.Of("tools/call").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Line_OfTenMegabytes_ArrivesWhole_AndOneBeyondTheLimitIsNamedWithIt()
    {
        await _wrap.RequestAsync(901, ToolMessage.Session(901, "read_note", $"{{\"key\":\"{new string('x', 10_000_000)}\"}}"), int.MaxValue);
        _rules.Server.Of("tools/call").ShouldHaveSingleItem().Length.ShouldBeGreaterThan(10_000_000);

        await _wrap.SendAsync(ToolMessage.Session(902, "read_note", $"{{\"key\":\"{new string('x', 34_000_000)}\"}}"));
        await _wrap.RequestAsync("ping", "{}");

        _wrap.Lines.ShouldContain(line => line.Contains("33554432", StringComparison.Ordinal));
        _rules.Server.Of("tools/call").ShouldHaveSingleItem();
    }
}
