using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Governing;

/// <summary>Whoever calls a hidden tool reads what is said of a tool that is not there, to the last byte, and nothing of it reaches a server.</summary>
public sealed class HiddenToolTests
{
    /// <summary>What is called inside another is sent on where the default allows, since servers keep such tools out of their lists.</summary>
    private static IEnumerable<(string Server, string Tool, string Arguments, string Hidden, string Absent)> Alike(string byDefault)
        => Calls.Where(call => call.Tool != "call_tool" || byDefault == "deny");

    /// <summary>Server, tool, arguments with NAME in one of them, the hidden name, one that nobody has.</summary>
    private static readonly (string Server, string Tool, string Arguments, string Hidden, string Absent)[] Calls =
    [
        ("rec", "NAME", """{"key":"a"}""", "secret", "secrex"),
        ("rec", "call_tool", """{"name":"NAME","arguments":{"key":"a"}}""", "secret", "secrex"),
        ("rec", "call_tool", """{"calls":[{"name":"read_note"},{"name":"NAME"}]}""", "secret", "secrex"),
        ("memory", "NAME", """{"id":"a"}""", "memory_delete", "memory_delate"),
        ("memory", "m3_call", """{"tool":"NAME","args":{"id":"a"}}""", "memory_delete", "memory_delate"),
    ];

    private static string Policy(string byDefault)
        => $$$"""{"version":"1","default":"{{{byDefault}}}","hide":["secret","memory_delete"],"tools":{"call_tool":{},"m3_call":{},"read_note":{} } }""";

    [Theory]
    [InlineData("allow", true)]
    [InlineData("deny", true)]
    [InlineData("allow", false)]
    [InlineData("deny", false)]
    public async Task Wrap_AnswersAHiddenTool_AsOneThatIsNotThere(string byDefault, bool isStateless)
    {
        using var rules = new WrappedPolicy(Policy(byDefault));
        await using var wrap = isStateless ? rules.Open() : await rules.StartAsync();
        foreach (var (_, tool, arguments, hidden, absent) in Alike(byDefault).Where(call => call.Server == "rec"))
        {
            async Task<string> AskAsync(string name)
            {
                var (asked, with) = (tool.Replace("NAME", name, StringComparison.Ordinal), arguments.Replace("NAME", name, StringComparison.Ordinal));
                await wrap.RequestAsync(900, isStateless ? ToolMessage.Stateless(900, asked, with) : ToolMessage.Session(900, asked, with), int.MaxValue);
                return wrap.Lines[^1];
            }

            var said = await AskAsync(hidden);

            said.ShouldBe(Unknown(hidden));
            (await AskAsync(absent)).ShouldBe(said.Replace(hidden, absent, StringComparison.Ordinal));
        }
        rules.Server.Of("tools/call").ShouldBeEmpty();
        Reasons(await rules.RowsAsync("--outcome", "hide")).ShouldBe(Pairs(Alike(byDefault).Count(call => call.Server == "rec")));
    }

    [Theory]
    [InlineData("allow")]
    [InlineData("deny")]
    public async Task Up_AnswersAHiddenTool_AsOneThatIsNotThere(string byDefault)
    {
        using var rules = new WrappedPolicy(Policy(byDefault));
        var token = await RegisterAsync(rules);
        await using var baton = await HttpBaton.StartAsync(rules.Data);
        foreach (var (server, tool, arguments, hidden, absent) in Alike(byDefault))
        {
            var session = (await GrantedClient.OpenAsync(baton, server, token)).Session;
            foreach (var isStateless in (bool[])[false, true])
            {
                Task<(HttpStatusCode, string)> AskAsync(string name) => PostAsync(
                    baton, $"/mcp/{server}", token, isStateless ? null : session, tool.Replace("NAME", name, StringComparison.Ordinal), arguments.Replace("NAME", name, StringComparison.Ordinal));

                var (status, said) = await AskAsync(hidden);

                said.ShouldBe(Unknown(hidden));
                (await AskAsync(absent)).ShouldBe((status, said.Replace(hidden, absent, StringComparison.Ordinal)));
            }
        }
        rules.Server.Of("tools/call").ShouldBeEmpty();
        Reasons(await rules.RowsAsync("--outcome", "hide")).ShouldBe(Pairs(2 * Alike(byDefault).Count()));
    }

    private static IEnumerable<string> Pairs(int times) => Enumerable.Repeat((string[])["hidden", "unknown_tool"], times).SelectMany(pair => pair);

    private static string Unknown(string tool) => """{"jsonrpc":"2.0","id":900,"error":{"code":-32602,"message":"Unknown tool: NAME"}}""".Replace("NAME", tool, StringComparison.Ordinal);

    private static IEnumerable<string> Reasons(IEnumerable<JsonNode> rows) => rows.OrderBy(row => row["sequence"]!.GetValue<long>()).Select(row => row["code"]!.GetValue<string>());

    private static async Task<string> RegisterAsync(WrappedPolicy rules)
    {
        foreach (var arguments in (string[][])
            [
                ["server", "add", "rec", "--", TestSupport.Processes.RecordingServer.Program, rules.Server.Record],
                ["policy", "put", "rules", rules.File],
            ])
        {
            (await rules.RunAsync(arguments)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0, run.Error));
        }
        var grant = await rules.RunAsync("grant", "add", "ci", "--server", "rec=rules", "--server", "memory=rules", "--dialect", "m3", "--json");
        grant.Code.ShouldBe(0, grant.Error);
        return JsonNode.Parse(grant.Out)!["token"]!.GetValue<string>();
    }

    private static async Task<(HttpStatusCode, string)> PostAsync(HttpBaton baton, string path, string token, string? session, string tool, string arguments)
    {
        var body = session is null ? ToolMessage.Stateless(900, tool, arguments) : ToolMessage.Session(900, tool, arguments);
        using var request = new HttpRequestMessage(HttpMethod.Post, baton.Url + path) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("MCP-Protocol-Version", session is null ? "2026-07-28" : "2025-11-25");
        if (session is not null)
        {
            request.Headers.Add("Mcp-Session-Id", session);
        }
        else
        {
            request.Headers.Add("Mcp-Method", "tools/call");
            request.Headers.Add("Mcp-Name", tool);
        }
        using var response = await baton.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
