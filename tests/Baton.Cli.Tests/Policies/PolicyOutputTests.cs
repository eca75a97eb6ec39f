using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;

namespace Baton.Cli.Tests.Policies;

/// <summary>What the commands about policies say, field by field, and what they do with hostile names.</summary>
public sealed class PolicyOutputTests : IDisposable
{
    private const string Refunds = """
        {"version":"1","default":"allow","tools":{
          "create_refund":{"require":[{"conditions":[{"path":"args.amount","op":"lte","value":500}],"on_deny":"Too much."}]},
          "drop_table":{"action":"hide"}},
         "tests":[{"name":"small","call":{"tool":"create_refund","args":{"amount":5}},"expect":"allow"},
                  {"name":"large","call":{"tool":"create_refund","args":{"amount":501}},"expect":"deny"}]}
        """;

    private const string Bad = """{"version":"1","default":"deny","tools":{"a":{"actoin":"deny","limits":[{"counter":"c","window":"minut","max":1}]}}}""";

    private readonly CliHarness _cli = new();

    public PolicyOutputTests() => _cli.Write("p.json", Refunds);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Explain_Json_HasEveryField()
    {
        var explained = await ExplainAsync(ExitCode.No, "--tool", "create_refund", "--args", """{"amount":501}""");

        explained.EnumerateObject().Select(member => member.Name).ShouldBe(["outcome", "rule", "code", "message", "entry", "observed", "rules"]);
        (explained.Text("outcome"), explained.Text("rule"), explained.Text("message"), explained.Text("entry"), explained.GetProperty("observed").GetBoolean())
            .ShouldBe(("deny", "/tools/create_refund/require/0", "Too much.", "/tools/create_refund", false));
        foreach (var rule in explained.GetProperty("rules").EnumerateArray())
        {
            rule.EnumerateObject().Select(member => member.Name).ShouldBe(["rule", "step", "outcome", "why", "observed"]);
        }
    }

    [Theory]
    [InlineData("500", "allow")]
    [InlineData("500.00", "allow")]
    [InlineData("500.01", "deny")]
    [InlineData("\"500\"", "deny")]
    [InlineData("null", "deny")]
    public async Task Explain_AtTheBorder_DecidesByTheExactValue(string amount, string outcome)
    {
        var explained = await ExplainAsync(outcome == "allow" ? ExitCode.Done : ExitCode.No, "--tool", "create_refund", "--args", $$"""{"amount":{{amount}}}""");

        explained.Text("outcome").ShouldBe(outcome);
    }

    [Fact]
    public async Task Explain_ArgumentsFromInput_AreTheSame()
    {
        _cli.Input = """{"amount":501}"""u8.ToArray();

        (await ExplainAsync(ExitCode.No, "--tool", "create_refund", "--args", "-")).Text("outcome").ShouldBe("deny");
    }

    [Theory]
    [InlineData("create_refund", "deny")]
    [InlineData("drop_table", "hide")]
    [InlineData("anything_else", "allow")]
    public async Task Explain_WithoutArguments_IsDecidedOnWhatIsKnown(string tool, string outcome)
        => (await ExplainAsync(outcome == "allow" ? ExitCode.Done : ExitCode.No, "--tool", tool)).Text("outcome").ShouldBe(outcome);

    [Theory]
    [InlineData("{bad")]
    [InlineData("{\"amount\":1}{}")]
    [InlineData("")]
    public async Task Explain_ArgumentsThatAreNoJson_AreNeverAllowed(string args)
    {
        var result = await _cli.RunAsync("policy", "explain", "p.json", "--tool", "create_refund", "--args", args);

        result.Code.ShouldNotBe(ExitCode.Done, result.ToString());
        result.ToString().ShouldNotContain("Exception");
    }

    [Fact]
    public async Task Test_EachCase_IsSaidWithItsName()
    {
        var result = await _cli.RunAsync("policy", "test", "p.json");

        result.ShouldBe(new CliResult(0, "pass  small\npass  large\n2 passed, 0 failed.\n", ""));
        (await _cli.JsonAsync("policy", "test", "p.json")).Select(row => (row.Text("name"), row.Text("got"), row.Text("rule")))
            .ShouldBe([("small", "allow", ""), ("large", "deny", "/tools/create_refund/require/0")]);
    }

    [Fact]
    public async Task Diff_Json_HasEntriesCallsAndTests()
    {
        _cli.Write("q.json", Refunds.Replace("500", "1000", StringComparison.Ordinal).Replace("\"drop_table\":{\"action\":\"hide\"}", "\"new_tool\":{\"action\":\"hide\"}", StringComparison.Ordinal));

        var result = await _cli.RunAsync("policy", "diff", "p.json", "q.json", "--json");

        result.Code.ShouldBe(ExitCode.No);
        var diff = result.Lines().Single();
        diff.EnumerateObject().Select(member => member.Name).ShouldBe(["entries", "calls", "tests"]);
        diff.GetProperty("entries").EnumerateArray().Select(entry => entry.Text("pointer")).ShouldBe(["/tools/create_refund", "/tools/drop_table", "/tools/new_tool"], ignoreOrder: true);
        var test = diff.GetProperty("tests").EnumerateArray().Single();
        (test.Text("name"), test.Text("before"), test.Text("after"), test.Text("rule_after")).ShouldBe(("large", "deny", "allow", ""));
    }

    [Fact]
    public async Task Diff_OfAPolicyWithItself_IsEmptyAndExitsZero()
    {
        var same = (await _cli.JsonAsync("policy", "diff", "p.json", "p.json")).Single();

        same.EnumerateObject().Sum(member => member.Value.GetArrayLength()).ShouldBe(0);
    }

    [Fact]
    public async Task HostileNames_CannotActOnTheTerminal()
    {
        const string hostile = """
            {"version":"1","default":"deny","tools":{"a\u001b]0;owned\u0007\u202Eb":{"action":"allow","deny_if":[{"conditions":[{"path":"args.x","op":"eq","value":"\u001b[2J"}],"on_deny":"No\u001b[1m"}]}},
             "tests":[{"name":"case\u001b[31m\u202E","call":{"tool":"a\u001b]0;owned\u0007\u202Eb","args":{"x":"y"}},"expect":"deny"}]}
            """;
        _cli.Write("h.json", hostile);
        _cli.Write("i.json", hostile.Replace("\"eq\"", "\"neq\"", StringComparison.Ordinal));
        _cli.Terminal = new Terminal(true, 200, false);

        foreach (var line in (string[][])[
            ["policy", "check", "h.json"],
            ["policy", "test", "h.json"],
            ["policy", "test", "i.json"],
            ["policy", "diff", "h.json", "i.json"],
            ["policy", "explain", "h.json", "--tool", "a\u001b]0;owned\u0007\u202Eb", "--args", """{"x":"\u001b[2J"}"""]])
        {
            var result = await _cli.RunAsync(line);
            result.Out.ShouldNotBeEmpty();
            (result.Out + result.Error).Any(c => (char.IsControl(c) && c != '\n') || c == '\u202E').ShouldBeFalse(string.Join(' ', line) + "\n" + result);
        }
    }

    private async Task<JsonElement> ExplainAsync(int code, params string[] call)
    {
        var result = await _cli.RunAsync(["policy", "explain", "p.json", "--json", .. call]);
        result.Code.ShouldBe(code, result.ToString());
        return result.Lines().Single();
    }

    [Theory]
    [InlineData("explain bad.json --tool t")]
    [InlineData("test bad.json")]
    [InlineData("diff p.json bad.json")]
    [InlineData("diff bad.json p.json")]
    public async Task AnyCommand_InvalidPolicyInJson_IsOneObjectWithEveryError(string line)
    {
        _cli.Write("bad.json", Bad);

        var result = await _cli.RunAsync(["policy", .. line.Split(' '), "--json"]);

        (result.Code, result.Out).ShouldBe((ExitCode.No, ""));
        using var json = JsonDocument.Parse(result.Error);
        var error = json.RootElement.GetProperty("error");
        (error.Text("code"), error.Text("message"), error.Text("hint")).ShouldBe(("invalid_policy", "bad.json has 2 errors.", "Mend them, then try again."));
        error.GetProperty("details").GetProperty("problems").EnumerateArray().Select(problem => (problem.Text("file"), problem.Text("code"), problem.Text("pointer")))
            .ShouldBe([("bad.json", "unknown_key", "/tools/a/actoin"), ("bad.json", "window", "/tools/a/limits/0/window")], ignoreOrder: true);
    }

    [Fact]
    public async Task Diff_TwoInvalidPoliciesInJson_IsOneObjectOfBoth()
    {
        _cli.Write("bad.json", Bad);
        _cli.Write("worse.json", """{"version":"1","default":"maybe","tools":{}}""");

        var result = await _cli.RunAsync("policy", "diff", "worse.json", "bad.json", "--json");

        result.Code.ShouldBe(ExitCode.No);
        using var json = JsonDocument.Parse(result.Error);
        json.RootElement.GetProperty("error").Text("message").ShouldBe("worse.json has 1 error; bad.json has 2 errors.");
        json.RootElement.GetProperty("error").GetProperty("details").GetProperty("problems").EnumerateArray().Select(problem => problem.Text("file"))
            .ShouldBe(["worse.json", "bad.json", "bad.json"]);
    }

    [Fact]
    public async Task Test_InvalidPolicy_SaysEachErrorInALineAndThenHowMany()
    {
        _cli.Write("bad.json", """{"version":"1","default":"maybe","tools":{}}""");

        var lines = (await _cli.RunAsync("policy", "test", "bad.json")).Error.Split('\n');

        lines[0].ShouldStartWith("bad.json:1:");
        lines[1..].ShouldBe(["baton: bad.json has 1 error.", "       Mend them, then try again.", ""]);
    }
}
