using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Governing;

/// <summary>Servers that misbehave, behind <c>baton wrap</c>: each is named to the client, the client is answered, and the next call works.</summary>
public sealed class BadServerTests : IDisposable
{
    private readonly WrappedPolicy _open = new("""{"version":"1","default":"allow","tools":{}}""");

    public void Dispose() => _open.Dispose();

    [Theory]
    [InlineData("die", "{}", "ended (exit code 7)")]
    [InlineData("nonsense", "{}", "cannot be trusted")]
    public async Task Server_ThatMisbehaves_IsNamed_AndTheNextCallWorks(string tool, string arguments, string says)
    {
        await using var wrap = await _open.StartAsync();

        var answer = await wrap.RequestAsync("tools/call", $"{{\"name\":\"{tool}\",\"arguments\":{arguments}}}");

        answer["error"]!["message"]!.GetValue<string>().ShouldContain(says);
        (await wrap.CallAsync("read_note", new JsonObject())).IsError.ShouldBeFalse();
        (await _open.RunAsync("audit", "query", "--kind", "outcome", "--tool", tool, "--json")).Out.ShouldContain("\"upstream_status\":\"error\"");
    }

    [Fact]
    public async Task Server_ThatNeverAnswers_IsGivenUpWhenTheClientTakesTheCallBack()
    {
        await using var wrap = await _open.StartAsync();
        await wrap.SendAsync(ToolMessage.Session(900, "wait", "{}"));
        await _open.Server.ArrivedAsync("tools/call", 1);
        await wrap.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":900}}""");
        await _open.Server.ArrivedAsync("notifications/cancelled", 1);

        (await wrap.CallAsync("read_note", new JsonObject())).IsError.ShouldBeFalse();
    }

    [Theory]
    [InlineData("false", "ended (exit code 1)")]
    [InlineData("true", "ended (exit code 0)")]
    public async Task Server_ThatEndsAtOnce_IsNamedInTheAnswerToInitialize(string program, string says)
    {
        using var folder = new TemporaryFolder();
        var request = $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{ToolMessage.Initialize("2025-11-25")}}}\n";

        var run = await BatonBinary.RunAsync(folder.Data, request, "wrap", "--", program);

        JsonNode.Parse(run.Out.Trim())!["error"]!["message"]!.GetValue<string>().ShouldContain(says);
        run.Code.ShouldBe(0);
    }

    [Fact]
    public async Task Server_ThatAsks_IsRecordedWithTheClientsAnswer_OrItsRefusal()
    {
        using var asking = new WrappedPolicy("""{"version":"1","default":"allow","tools":{},"server_requests":{"sampling":"allow","elicitation":"deny"}}""");
        await using var wrap = await asking.StartAsync();

        var call = wrap.CallAsync("ask", new JsonObject { ["method"] = "sampling/createMessage" });
        var question = await wrap.AskedAsync();
        await wrap.SendAsync($"{{\"jsonrpc\":\"2.0\",\"id\":{question["id"]!.ToJsonString()},\"result\":{{\"role\":\"assistant\"}}}}");
        (await call).IsError.ShouldBeFalse();
        (await wrap.CallAsync("ask", new JsonObject { ["method"] = "elicitation/create" })).IsError.ShouldBeFalse();
        await wrap.CloseAsync();

        var rows = (await asking.RowsAsync()).Where(row => row["method"]?.GetValue<string>() is "sampling/createMessage" or "elicitation/create").ToList();
        rows.Select(row => $"{row["method"]} {row["kind"]} {row["outcome"]}").ShouldBe(
            ["sampling/createMessage intent allow", "sampling/createMessage outcome allow", "elicitation/create refusal deny"], ignoreOrder: true);
        rows.Single(row => row["kind"]!.GetValue<string>() == "outcome")["upstream_status"]!.GetValue<string>().ShouldBe("ok");
        rows.Single(row => row["kind"]!.GetValue<string>() == "refusal")["rule"]!.GetValue<string>().ShouldBe("/server_requests/elicitation");
        rows.ShouldAllBe(row => row["grant"]!.GetValue<string>() == "local" && row["server"]!.GetValue<string>() == "rec");
    }
}
