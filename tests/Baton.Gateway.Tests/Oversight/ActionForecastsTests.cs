using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Catalog.Definitions;
using Baton.Gateway.Grants;
using Baton.Gateway.Oversight;
using Baton.Gateway.Policies;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Tools;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;

namespace Baton.Gateway.Tests.Oversight;

/// <summary>What an agent is told of a call that it has not made: what its own policy would say, and nothing of others.</summary>
public sealed class ActionForecastsTests
{
    private const string Rules = """
        {
          "version": "1", "default": "deny", "hide": ["secret_tool"],
          "tools": {
            "read_file": { "limits": [ { "counter": "reads", "window": "hour", "max": 7 } ] },
            "delete_file": { "action": "require_approval" },
            "pay": { "deny_if": [ { "conditions": [ {"path": "args.amount", "op": "gt", "value": 100} ], "on_deny": "Too much." } ] },
            "secret_tool": {}
          }
        }
        """;

    private readonly ListedTools _tools = new();
    private readonly OneGrant _grants = new();

    public ActionForecastsTests()
    {
        var list = """{"tools":[{"name":"read_file","description":"Read a file"},{"name":"delete_file","description":"Delete a file for good"},{"name":"write_file"},{"name":"pay"},{"name":"secret_tool"}]}""";
        _tools.Learn("files", ToolListReader.Read(Encoding.UTF8.GetBytes(list)).Tools);
    }

    [Fact]
    public async Task Of_ToolThatIsAllowed_SaysSoWithItsLimits()
    {
        var forecast = await OfAsync("files", "read_file");

        (forecast.Server, forecast.Tool, forecast.Outcome, forecast.Category).ShouldBe(("files", "read_file", "allow", "read"));
        var limit = forecast.Limits.ShouldHaveSingleItem();
        (limit.Counter, limit.Max, limit.Cost).ShouldBe(("reads", 7, 1));
    }

    [Theory]
    [InlineData("delete_file", "{}", "ask")]
    [InlineData("write_file", "{}", "deny")]
    [InlineData("pay", """{"amount":100}""", "allow")]
    [InlineData("pay", """{"amount":101}""", "deny")]
    [InlineData("pay", "{}", "deny")]
    public async Task Of_Call_IsJudgedWithItsArguments(string tool, string arguments, string outcome)
        => (await OfAsync("files", tool, arguments)).Outcome.ShouldBe(outcome);

    [Fact]
    public async Task Of_Call_ReservesNothing()
    {
        for (var time = 0; time < 20; time++) (await OfAsync("files", "read_file")).Outcome.ShouldBe("allow");
    }

    [Fact]
    public async Task Of_HiddenTool_IsAnsweredLikeOneThatDoesNotExist()
    {
        var hidden = await OfAsync("files", "secret_tool");

        (hidden.Outcome, hidden.Code, hidden.Rule, hidden.Message, hidden.Category, hidden.Severity).ShouldBe(("deny", "unknown_tool", null, "Unknown tool: secret_tool", "other", null));
        hidden.Signals.ShouldBeEmpty();
        hidden.Limits.ShouldBeEmpty();
        var absent = await OfAsync("files", "sacred_tool");
        JsonSerializer.Serialize(absent).ShouldBe(JsonSerializer.Serialize(hidden).Replace("secret_tool", "sacred_tool", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("billing")]
    [InlineData("owner/billing")]
    [InlineData("FILES")]
    [InlineData("")]
    public async Task Of_ServerThatTheGrantDoesNotReach_HasNoPolicy(string server)
    {
        var forecast = await OfAsync(server, "read_file");
        (forecast.Outcome, forecast.Rule).ShouldBe(("deny", "(no policy)"));
    }

    [Theory]
    [InlineData("modelcontextprotocol/files")]
    [InlineData("https://example.com/a/files")]
    public async Task Of_ServerNamedByAnAddress_IsMeantByItsLastPart(string server)
        => (await OfAsync(server, "read_file")).Server.ShouldBe("files");

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("\"x\"")]
    [InlineData("null")]
    public async Task Of_ArgumentsThatAreNoObject_AreRefused(string arguments)
    {
        var failure = (await Forecasts().OfAsync(Caller, "files", "read_file", Encoding.UTF8.GetBytes(arguments), default)).Failure.ShouldNotBeNull();
        (failure.Code, failure.Path).ShouldBe((FailureCode.Invalid, "/parameters"));
    }

    [Fact]
    public async Task Of_GrantThatIsGone_HasNoPolicy()
    {
        _grants.Grant = null;
        (await OfAsync("files", "read_file")).Rule.ShouldBe("(no policy)");
    }

    private static MemoryCaller Caller { get; } = new() { Grant = "ci", GrantId = "g1", Principal = "robot", RequestId = "r" };

    private ActionForecasts Forecasts() => new(_grants, new FixedPolicy("rules", Rules), () => _tools, new TimerClock());

    private async Task<Forecast> OfAsync(string server, string tool, string arguments = "{}")
        => (await Forecasts().OfAsync(Caller, server, tool, Encoding.UTF8.GetBytes(arguments), default)).Value;

    private sealed class OneGrant : IGrantStore
    {
        public Grant? Grant { get; set; } = new() { Id = "g1", Label = "ci", Principal = "robot", Servers = ImmutableDictionary<string, string>.Empty.Add("files", "rules") };

        public ValueTask<Grant?> FindAsync(string id, CancellationToken cancellationToken) => new(id == Grant?.Id ? Grant : null);

        public ValueTask<Grant?> LocalAsync(CancellationToken cancellationToken) => new((Grant?)null);

        public ValueTask<bool> AnyAsync(CancellationToken cancellationToken) => new(true);
    }
}
