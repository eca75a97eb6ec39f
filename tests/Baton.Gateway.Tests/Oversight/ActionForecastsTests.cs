using System.Text;
using System.Text.Json;
using Baton.Catalog.Definitions;
using Baton.Gateway.Tests.Support;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;

namespace Baton.Gateway.Tests.Oversight;

/// <summary>
/// What would become of a call, said beforehand by the very policy that would judge it, and nothing of others; nothing is counted or
/// asked by it.
/// </summary>
public sealed class ActionForecastsTests
{
    private const string Policy = """
        {"version":"1","default":"deny","hide":["secret*"],"tools":{
          "note_read":{},"note_save":{"rate_limit":"2/minute"},"wait":{"action":"deny","reason":"Not now."},"merge":{"approval":{"by":"operator"}},
          "pay":{"require":[{"conditions":[{"path":"args.amount","op":"lte","value":5}],"on_deny":"Too much."}]},
          "read_file":{"limits":[{"counter":"reads","window":"hour","max":7}]},"delete_file":{"action":"require_approval"},
          "charge":{"deny_if":[{"conditions":[{"path":"args.amount","op":"gt","value":100}],"on_deny":"Too much."}]}}}
        """;

    [Theory]
    [InlineData("memory", "note_read", "{}", "allow", null, "read")]
    [InlineData("memory", "wait", "{}", "deny", "Not now.", "write")]
    [InlineData("github", "merge", "{}", "ask", null, null)]
    [InlineData("github", "pay", """{"amount":5}""", "allow", null, null)]
    [InlineData("github", "pay", """{"amount":6}""", "deny", "Too much.", null)]
    [InlineData("github", "pay", "{}", "deny", null, null)]
    [InlineData("github", "charge", """{"amount":100}""", "allow", null, null)]
    [InlineData("github", "charge", """{"amount":101}""", "deny", "Too much.", null)]
    [InlineData("github", "charge", "{}", "deny", null, null)]
    [InlineData("github", "delete_file", "{}", "ask", null, null)]
    [InlineData("github", "unlisted", "{}", "deny", null, null)]
    [InlineData("io.github/org/github", "merge", "{}", "ask", null, null)]
    [InlineData("modelcontextprotocol/github", "merge", "{}", "ask", null, null)]
    [InlineData("https://example.com/a/github", "merge", "{}", "ask", null, null)]
    public async Task Forecast_IsWhatThePolicyWouldSay(string server, string tool, string arguments, string outcome, string? message, string? category)
    {
        await using var world = new OverseenWorld(Policy);
        var forecast = await AskAsync(world, server, tool, arguments);
        (forecast.Outcome, forecast.Tool).ShouldBe((outcome, tool));
        forecast.Server.ShouldBe(server == "memory" ? "memory" : "github");
        if (message is not null) forecast.Message.ShouldBe(message);
        if (category is not null) forecast.Category.ShouldBe(category);
    }

    [Fact]
    public async Task Forecast_OfALimit_SaysIt_AndUsesNothingUp()
    {
        await using var world = new OverseenWorld(Policy);
        for (var time = 0; time < 5; time++)
        {
            var forecast = await AskAsync(world, "memory", "note_save", "{}");
            forecast.Outcome.ShouldBe("allow");
            var limit = forecast.Limits.ShouldHaveSingleItem();
            (limit.Counter, limit.Max, limit.Cost).ShouldBe(("note_save_rate", 2m, 1m));
        }
        world.Audit.Read(new Baton.Gateway.Audit.AuditQuery()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Forecast_OfAListedTool_HasItsCategoryAndLimits()
    {
        await using var world = new OverseenWorld(Policy);
        world.Listed.Learn("github", [new DeclaredTool("read_file", Description: "Read a file"), new DeclaredTool("write_file")]);
        (await AskAsync(world, "github", "write_file", "{}")).Outcome.ShouldBe("deny", "listed, and no entry lets it");
        for (var time = 0; time < 20; time++)
        {
            var forecast = await AskAsync(world, "github", "read_file", "{}");
            (forecast.Server, forecast.Tool, forecast.Outcome, forecast.Category).ShouldBe(("github", "read_file", "allow", "read"));
            var limit = forecast.Limits.ShouldHaveSingleItem();
            (limit.Counter, limit.Max, limit.Cost).ShouldBe(("reads", 7m, 1m));
        }
    }

    [Theory]
    [InlineData("memory", "no_such_tool")]
    [InlineData("memory", "secret")]
    public async Task Hidden_AndUnknown_LookAlike(string server, string tool)
    {
        await using var world = new OverseenWorld(Policy);
        var forecast = await AskAsync(world, server, tool, "{}");
        (forecast.Outcome, forecast.Code, forecast.Rule, forecast.Message, forecast.Category).ShouldBe(("deny", "unknown_tool", null, $"Unknown tool: {tool}", "other"));
    }

    [Fact]
    public async Task Hidden_OnAServer_SaysNothingOfTheTool()
    {
        await using var world = new OverseenWorld(Policy);
        world.Listed.Learn("github", [new DeclaredTool("secret_delete", Description: "Deletes everything.")]);
        var forecast = await AskAsync(world, "github", "secret_delete", "{}");
        (forecast.Outcome, forecast.Code, forecast.Rule, forecast.Message).ShouldBe(("deny", "unknown_tool", null, "Unknown tool: secret_delete"));
        (forecast.Category, forecast.Severity, forecast.Signals.Length, forecast.Limits.Length).ShouldBe(("other", null, 0, 0));
        var absent = await AskAsync(world, "github", "sacred_delete", "{}");
        JsonSerializer.Serialize(absent).ShouldBe(JsonSerializer.Serialize(forecast).Replace("secret_delete", "sacred_delete", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("elsewhere")]
    [InlineData("bare")]
    [InlineData("billing")]
    [InlineData("owner/billing")]
    [InlineData("GITHUB")]
    [InlineData("")]
    public async Task Server_WithoutAPolicyOfTheGrant_IsDenied(string server)
    {
        await using var world = new OverseenWorld(Policy);
        var forecast = await AskAsync(world, server, "merge", "{}");
        (forecast.Outcome, forecast.Code, forecast.Rule).ShouldBe(("deny", "no_policy", "(no policy)"));
    }

    [Fact]
    public async Task Grant_ThatIsGone_HasNoPolicy()
    {
        await using var world = new OverseenWorld(Policy);
        var forecast = (await world.Forecasts.OfAsync(OverseenWorld.Caller("gone"), "github", "merge", "{}"u8.ToArray(), default)).Value;
        (forecast.Outcome, forecast.Rule).ShouldBe(("deny", "(no policy)"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public async Task Parameters_ThatAreNoObject_AreRefused(string arguments)
    {
        await using var world = new OverseenWorld(Policy);
        var failure = (await world.Forecasts.OfAsync(OverseenWorld.Caller(), "github", "pay", Encoding.UTF8.GetBytes(arguments), default)).Failure.ShouldNotBeNull();
        (failure.Code, failure.Path).ShouldBe((FailureCode.Invalid, "/parameters"));
    }

    [Fact]
    public async Task Category_OfAListedTool_IsTheCatalogues()
    {
        await using var world = new OverseenWorld("""{"version":"1","default":"allow","tools":{},"class":{"destructive":{"action":"deny","reason":"No."}}}""");
        world.Listed.Learn("github", [new DeclaredTool("delete_repository", Description: "Deletes a repository for ever.")]);
        var forecast = await AskAsync(world, "github", "delete_repository", "{}");
        (forecast.Outcome, forecast.Category, forecast.Message).ShouldBe(("deny", "destructive", "No."));
        forecast.Severity.ShouldNotBeNull();
    }

    [Fact]
    public async Task Shown_AreTheToolsThatTheGrantMaySee()
    {
        await using var world = new OverseenWorld(Policy);
        (await world.Forecasts.ShownAsync(OverseenWorld.Caller(), ["note_read", "note_save", "wait", "fail", "no_such"], default)).Order().ShouldBe(["note_read", "note_save"]);
        (await world.Forecasts.ShownAsync(OverseenWorld.Caller("stranger"), ["note_read"], default)).ShouldBeEmpty();
    }

    private static async Task<Forecast> AskAsync(OverseenWorld world, string server, string tool, string arguments)
        => (await world.Forecasts.OfAsync(OverseenWorld.Caller(), server, tool, Encoding.UTF8.GetBytes(arguments), default)).Value;
}
