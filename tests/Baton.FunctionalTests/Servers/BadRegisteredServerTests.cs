using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;
using BatonBinary = Baton.FunctionalTests.Running.BatonBinary;
using RecordingServer = Baton.TestSupport.Processes.RecordingServer;

namespace Baton.FunctionalTests.Servers;

/// <summary>Registered servers that misbehave, or cannot be had, as a client over HTTP meets them; and what they do to budgets.</summary>
public sealed class BadRegisteredServerTests : IDisposable
{
    private const string Allow = """{"version":"1","default":"allow","tools":{}}""";
    private const string Counted = """{"version":"1","default":"allow","all_tools":{"limits":[{"counter":"calls","window":"hour","max":2}]},"tools":{}}""";

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("die", "ended (exit code 7)", "ended")]
    [InlineData("nonsense", "cannot be trusted", "nonsense")]
    public async Task Server_ThatMisbehaves_IsNamed_AndTheNextCallWorks(string tool, string says, string cause)
    {
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var client = await GrantedClient.OpenAsync(baton, "rec", await RegisterAsync(Allow, Recording("rec")));

        var answer = await client.CallAsync(tool);

        answer["error"]!["message"]!.GetValue<string>().ShouldContain("'rec'");
        answer["error"]!["message"]!.GetValue<string>().ShouldContain(says);
        answer["error"]!["data"]!["cause"]!.GetValue<string>().ShouldBe(cause);
        (await client.CallAsync("read_note"))["result"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("was not found", "not_started", "--", "no-such-command")]
    [InlineData("ended (exit code 1)", "ended", "--", "false")]
    [InlineData("wrote 1000 lines that are no messages", "nonsense", "--", "yes")]
    [InlineData("cannot be reached", "refused", "--url", "http://127.0.0.1:1/mcp")]
    public async Task Server_ThatCannotBeHad_IsNamedToTheClient(string says, string cause, params string[] where)
    {
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var token = await RegisterAsync(Allow, ["server", "add", "rec", .. where]);

        var answer = await GrantedClient.RefusedAsync(baton, "rec", token);

        answer["error"]!["message"]!.GetValue<string>().ShouldContain(says);
        answer["error"]!["data"]!["cause"]!.GetValue<string>().ShouldBe(cause);
    }

    [Fact]
    public async Task TwoServers_OfOneGrantAndPolicy_HaveABudgetEach()
    {
        using var second = new RecordingServer();
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        await DoneAsync(null, "server", "add", "other", "--", RecordingServer.Program, second.Record);
        var token = await RegisterAsync(Counted, Recording("rec"), "--server", "other=rules");
        var one = await GrantedClient.OpenAsync(baton, "rec", token);
        var two = await GrantedClient.OpenAsync(baton, "other", token);

        for (var call = 0; call < 2; call++) IsRefused(await one.CallAsync("read_note")).ShouldBeFalse();
        IsRefused(await one.CallAsync("read_note")).ShouldBeTrue();

        for (var call = 0; call < 2; call++) IsRefused(await two.CallAsync("read_note")).ShouldBeFalse();
        IsRefused(await two.CallAsync("read_note")).ShouldBeTrue();
    }

    [Fact]
    public async Task Tool_ThatFails_CountsLikeOneThatDoesNot()
    {
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var client = await GrantedClient.OpenAsync(baton, "rec", await RegisterAsync(Counted, Recording("rec")));

        (await client.CallAsync("refuse", """{"text":"no"}"""))["error"]!["code"]!.GetValue<int>().ShouldBe(-32050);
        (await client.CallAsync("die"))["error"].ShouldNotBeNull();

        IsRefused(await client.CallAsync("read_note")).ShouldBeTrue();
        _server.Of("tools/call").Count.ShouldBe(2);
    }

    private string[] Recording(string name) => ["server", "add", name, "--", RecordingServer.Program, _server.Record];

    private async Task<string> RegisterAsync(string rules, string[] add, params string[] more)
    {
        await DoneAsync(null, add);
        await DoneAsync(rules, "policy", "put", "rules", "-");
        return JsonNode.Parse(await DoneAsync(null, ["grant", "add", "ci", "--server", "rec=rules", .. more, "--json"]))!["token"]!.GetValue<string>();
    }

    private async Task<string> DoneAsync(string? input, params string[] arguments)
    {
        var result = await BatonBinary.RunAsync(_folder.Data, input, arguments);
        result.Code.ShouldBe(0, result.Error);
        return result.Out;
    }

    private static bool IsRefused(JsonNode answer) => answer["result"]?["_meta"]?["dev.baton/decision"]?["code"]?.GetValue<string>() == "limit_exceeded";
}
