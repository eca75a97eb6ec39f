using System.Collections.Immutable;
using Baton.Gateway.Pins;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.Http;
using Baton.Gateway.Upstreams.Probing;
using Baton.Gateway.Upstreams.Relays;
using Baton.Gateway.Upstreams.Stdio;
using Baton.TestSupport.Processes;
using Baton.TestSupport.Upstreams;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Tests.Upstreams.Probing;

/// <summary>A server as its operator finds it: real servers, good and bad, in both eras.</summary>
public sealed class ServerProbeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_OnAnHttpServer_FindsWhatItOffers_AndEndsItsSession(bool inEvents)
    {
        await using var server = await RecordingHttpServer.StartAsync();
        server.AnswersInEvents = inEvents;

        var report = await ProbeAsync(server);

        report.Problem.ShouldBeNull();
        (report.ServerName, report.ServerVersion, report.Revision).ShouldBe(("recording", "1", "2025-11-25"));
        report.Capabilities.ShouldBe(["tools", "prompts", "resources", "logging"]);
        report.Items.Where(item => item.Kind == "tool").Select(item => (item.Name, item.Category)).ShouldContain(("delete_note", "destructive"));
        report.Items.Where(item => item.Kind == "prompt").Select(item => item.Name).ShouldBe(["open", "closed"]);
        report.Definitions[PinKind.Tool].Select(tool => tool.Name).ShouldContain("delete_note");
        report.Definitions[PinKind.Prompt].Select(prompt => prompt.Name).ShouldBe(["open", "closed"]);
        report.Definitions.Keys.ShouldNotContain(PinKind.Template, "it does not know that list");
        server.Of("tools/call").ShouldBeEmpty();
        server.Sessions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_OnAServerWithTemplates_ReadsEveryPageOfThem()
    {
        await using var server = await RecordingHttpServer.StartAsync();
        server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "resources/templates/list") return false;
            var isSecond = arrival.Body.Contains("\"cursor\":\"two\"", StringComparison.Ordinal);
            var page = isSecond ? """{"resourceTemplates":[{"uriTemplate":"b:///{x}","name":"b"}]}""" : """{"resourceTemplates":[{"uriTemplate":"a:///{x}","name":"a"}],"nextCursor":"two"}""";
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync($"{{\"jsonrpc\":\"2.0\",\"id\":{Messages.Json(arrival.Body).GetProperty("id").GetRawText()},\"result\":{page}}}");
            return true;
        };

        var report = await ProbeAsync(server);

        report.Items.Where(item => item.Kind == "template").Select(item => item.Name).ShouldBe(["a:///{x}", "b:///{x}"]);
        report.Definitions[PinKind.Template].Length.ShouldBe(2);
    }

    [Fact]
    public async Task Run_OnAStatelessServer_AsksItStatelessly()
    {
        await using var server = await RecordingHttpServer.StartAsync();
        server.Instead = async (http, arrival) =>
        {
            if (arrival.Header("mcp-protocol-version") == "2026-07-28") return false;
            http.Response.StatusCode = 400;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync("""{"jsonrpc":"2.0","id":null,"error":{"code":-32022,"message":"Unsupported protocol version"}}""");
            return true;
        };

        var report = await ProbeAsync(server);

        report.Problem.ShouldBeNull();
        report.Revision.ShouldBe("2026-07-28");
        report.Items.ShouldContain(item => item.Name == "read_note");
    }

    [Fact]
    public async Task Run_WhereAListIsNone_DoesNotTakeItForAnEmptyOne()
    {
        await using var server = await RecordingHttpServer.StartAsync();
        server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "tools/list") return false;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync($"{{\"jsonrpc\":\"2.0\",\"id\":{Messages.Json(arrival.Body).GetProperty("id").GetRawText()},\"result\":{{}}}}");
            return true;
        };

        var report = await ProbeAsync(server);

        report.Problem.ShouldBe(new ProbeProblem("tools/list", "nonsense", "The answer has no list \"tools\"."));
        report.Definitions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_WhereAListIsOdd_SaysWhatIsWrong_AndReadsTheRest()
    {
        await using var server = await RecordingHttpServer.StartAsync();
        server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "tools/list") return false;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync($"{{\"jsonrpc\":\"2.0\",\"id\":{Messages.Json(arrival.Body).GetProperty("id").GetRawText()},\"result\":{{\"tools\":[{{\"name\":\"a\",\"description\":7}},{{\"name\":\"b\"}}]}}}}");
            return true;
        };

        var report = await ProbeAsync(server);

        report.Problem.ShouldBeNull();
        report.Oddities.ShouldBe(["the tool 'a' wrongly: Its description is not a string: taken as absent."]);
        report.Items.Where(item => item.Kind == "tool").Select(item => item.Name).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Run_WhereAListFails_SaysWhichAndKeepsTheRest()
    {
        await using var server = await RecordingHttpServer.StartAsync();
        server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "prompts/list") return false;
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync("<html>");
            return true;
        };

        var report = await ProbeAsync(server);

        report.Problem.ShouldNotBeNull().ShouldSatisfyAllConditions(problem => problem.Step.ShouldBe("prompts/list"), problem => problem.Cause.ShouldBe("nonsense"));
        report.Items.ShouldContain(item => item.Kind == "tool");
    }

    [Fact]
    public async Task Run_WhereAListNeverEnds_Stops()
    {
        await using var server = await RecordingHttpServer.StartAsync();
        server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "tools/list") return false;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{Messages.Json(arrival.Body).At("id")}}},"result":{"tools":[],"nextCursor":"again"}}""");
            return true;
        };

        (await ProbeAsync(server)).Problem.ShouldNotBeNull().Message.ShouldContain("100 pages");
    }

    [Fact]
    public async Task Run_OnNothing_SaysSo()
    {
        await using var upstream = new HttpUpstream("gone", new HttpTarget(new Uri(FreePort.Address()), ImmutableDictionary<string, string>.Empty), Options);

        var problem = (await new ServerProbe(upstream, "1.0.0", TimeProvider.System).RunAsync(default)).Problem.ShouldNotBeNull();

        (problem.Step, problem.Cause).ShouldBe(("initialize", "refused"));
    }

    [Fact]
    public async Task Run_OnAStdioServer_FollowsItsPages()
    {
        using var server = new RecordingServer();
        await using var upstream = Stdio(RecordingServer.Program, server.Record);

        var report = await new ServerProbe(upstream, "1.0.0", TimeProvider.System).RunAsync(default);

        report.Problem.ShouldBeNull();
        report.Items.Select(item => item.Name).ShouldContain("delete_everything");
        report.Items.ShouldContain(item => item.Kind == "resource" && item.Name == "note:///open");
        server.Of("tools/list").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("no-such-program", "", "not_started")]
    [InlineData("sh", "exit 3", "ended")]
    public async Task Run_OnACommandThatDoesNotServe_SaysWhy(string program, string script, string cause)
    {
        await using var upstream = Stdio(program, "-c", script);

        var problem = (await new ServerProbe(upstream, "1.0.0", TimeProvider.System).RunAsync(default)).Problem.ShouldNotBeNull();

        (problem.Step, problem.Cause).ShouldBe(("initialize", cause));
    }

    private static RelayOptions Options { get; } = new() { Requests = new NoServerRequests("no") };

    private static StdioUpstream Stdio(string program, params string[] arguments)
        => new("local", new ChildCommand(program, [.. arguments], ChildEnvironment.AllowListed(Environment.GetEnvironmentVariables(), [])), Options);

    private static async Task<ProbeReport> ProbeAsync(RecordingHttpServer server)
    {
        await using var upstream = new HttpUpstream("rec", new HttpTarget(new Uri(server.Url), ImmutableDictionary<string, string>.Empty), Options);
        return await new ServerProbe(upstream, "1.0.0", TimeProvider.System).RunAsync(default);
    }
}
