using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;
using Baton.TestSupport.Upstreams;
using BatonBinary = Baton.FunctionalTests.Running.BatonBinary;
using RecordingServer = Baton.TestSupport.Processes.RecordingServer;

namespace Baton.FunctionalTests.Servers;

/// <summary>How long a server may be silent is the operator's to say, server by server; the agent is told, and the next call works.</summary>
public sealed class TimeoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingServer _stdio = new();

    public void Dispose()
    {
        _stdio.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task HttpServer_SilentForLonger_IsGivenUp_AndTheNextCallWorks()
    {
        await using var server = await RecordingHttpServer.StartAsync();
        await GivenUpAsync("--url", server.Url);
    }

    [Fact]
    public Task StdioServer_SilentForLonger_IsGivenUp_AndTheNextCallWorks() => GivenUpAsync("--", RecordingServer.Program, _stdio.Record);

    [Fact]
    public async Task WrappedServer_SilentForLonger_IsGivenUp_AndIsToldSo()
    {
        await using var wrap = await StdioBaton.WrapAsync(_folder.Data, [], "--name", "rec", "--timeout", "1s", "--", RecordingServer.Program, _stdio.Record);

        Says((await wrap.CallAsync("wait", new JsonObject())).Message);

        await _stdio.ArrivedAsync("notifications/cancelled", 1);
        (await wrap.CallAsync("read_note", new JsonObject())).IsError.ShouldBeFalse();
    }

    private async Task GivenUpAsync(params string[] where)
    {
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        await DoneAsync(null, ["server", "add", "rec", "--timeout", "1s", .. where]);
        await DoneAsync("""{"version":"1","default":"allow","tools":{}}""", "policy", "put", "rules", "-");
        var token = JsonNode.Parse(await DoneAsync(null, "grant", "add", "ci", "--server", "rec=rules", "--json"))!["token"]!.GetValue<string>();
        var client = await GrantedClient.OpenAsync(baton, "rec", token);

        Says(await client.CallAsync("wait"));

        (await client.CallAsync("read_note"))["result"].ShouldNotBeNull();
        (await DoneAsync(null, "server", "show", "rec")).ShouldContain("timeout  1s");
        (await DoneAsync(null, "audit", "query", "--tool", "wait", "--kind", "outcome", "--json")).ShouldContain("said nothing for 1 s");
    }

    private static void Says(JsonNode answer)
    {
        answer["error"]!["message"]!.GetValue<string>().ShouldContain("said nothing for 1 s");
        answer["error"]!["message"]!.GetValue<string>().ShouldContain("--timeout");
        answer["error"]!["data"]!["cause"]!.GetValue<string>().ShouldBe("timeout");
    }

    private async Task<string> DoneAsync(string? input, params string[] arguments)
    {
        var result = await BatonBinary.RunAsync(_folder.Data, input, arguments);
        result.Code.ShouldBe(0, result.Error);
        return result.Out;
    }
}
