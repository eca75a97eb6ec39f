using System.Text;
using System.Text.Json;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Policies;

public sealed class PolicyCommandTests : IDisposable
{
    private const string Good = """
        {"version":"1","default":"deny","tools":{"create_refund":{"require":[{"conditions":[{"path":"args.amount","op":"lte","value":500}],"on_deny":"Too much."}]}},
         "tests":[{"name":"small","call":{"tool":"create_refund","args":{"amount":5}},"expect":"allow"}]}
        """;

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Check_GoodPolicy_IsDone()
    {
        _cli.Write("p.json", Good);
        var result = await _cli.RunAsync("policy", "check", "p.json");
        result.Code.ShouldBe(ExitCode.Done);
        result.Out.ShouldBe("0 errors, 0 warnings.\n");
    }

    [Fact]
    public async Task Check_BadPolicy_SaysWhereAndNo()
    {
        _cli.Write("p.yaml", "version: \"1\"\ndefault: deny\ntols: {}\n");
        var result = await _cli.RunAsync("policy", "check", "p.yaml");
        result.Code.ShouldBe(ExitCode.No);
        result.Out.ShouldContain("p.yaml:3:1: error unknown_key at /tols: `tols` is not a key of a policy: did you mean `tools`?");
    }

    [Fact]
    public async Task Check_Json_IsOneObject()
    {
        _cli.Write("p.json", """{"version":"1","defualt":"deny"}""");
        var result = await _cli.RunAsync("policy", "check", "p.json", "--json");
        result.Code.ShouldBe(ExitCode.No);
        using var json = JsonDocument.Parse(result.Out);
        json.RootElement.GetProperty("ok").GetBoolean().ShouldBeFalse();
        var first = json.RootElement.GetProperty("problems")[0];
        (first.GetProperty("code").GetString(), first.GetProperty("pointer").GetString(), first.GetProperty("line").GetInt32()).ShouldBe(("unknown_key", "/defualt", 1));
    }

    [Fact]
    public async Task Check_WithTools_FindsUnknownParameters()
    {
        _cli.Write("p.json", Good.Replace("args.amount", "args.ammount", StringComparison.Ordinal));
        _cli.Write("tools.json", """{"tools":[{"name":"create_refund","inputSchema":{"properties":{"amount":{}}}}]}""");
        var result = await _cli.RunAsync("policy", "check", "p.json", "--tools", "tools.json");
        result.Code.ShouldBe(ExitCode.No);
        result.Out.ShouldContain("`args.ammount` is not a parameter of `create_refund`: did you mean `amount`?");
    }

    [Theory]
    [InlineData(false, ExitCode.Done)]
    [InlineData(true, ExitCode.No)]
    public async Task Check_Strict_FailsOnWarnings(bool strict, int code)
    {
        _cli.Write("p.json", """{"version":"1","default":"deny"}""");
        var result = await _cli.RunAsync(strict ? ["policy", "check", "p.json", "--strict"] : ["policy", "check", "p.json"]);
        result.Code.ShouldBe(code);
        result.Out.ShouldContain("warning allows_nothing");
    }

    [Fact]
    public async Task Check_StandardInput_IsRead()
    {
        _cli.Input = Encoding.UTF8.GetBytes(Good);
        (await _cli.RunAsync("policy", "check", "-")).Code.ShouldBe(ExitCode.Done);
    }

    [Theory]
    [InlineData("policy", "check", "none.json")]
    [InlineData("policy", "check")]
    [InlineData("policy", "explain", "p.json")]
    [InlineData("policy", "explain", "p.json", "--tool", "t", "--prompt", "x")]
    [InlineData("policy", "explain", "p.json", "--tool", "t", "--caller", "client=x")]
    [InlineData("policy", "explain", "p.json", "--tool", "t", "--category", "reads")]
    [InlineData("policy", "check", "p.json", "--tools", "p.json")]
    public async Task AnyCommand_WrongUsage_IsTwo(params string[] arguments)
    {
        _cli.Write("p.json", Good);
        var result = await _cli.RunAsync(arguments);
        result.Code.ShouldBe(ExitCode.Usage, result.ToString());
        result.Error.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("""{"amount":5}""", ExitCode.Done, "allow")]
    [InlineData("""{"amount":700}""", ExitCode.No, "deny")]
    public async Task Explain_Call_SaysEveryRule(string args, int code, string outcome)
    {
        _cli.Write("p.json", Good);
        var text = await _cli.RunAsync("policy", "explain", "p.json", "--tool", "create_refund", "--args", args);
        text.Code.ShouldBe(code);
        text.Out.ShouldContain("/tools/create_refund/require/0: `args.amount` is at most 500:");

        var result = await _cli.RunAsync("policy", "explain", "p.json", "--tool", "create_refund", "--args", args, "--caller", "grant=ci", "--json");
        result.Code.ShouldBe(code);
        using var json = JsonDocument.Parse(result.Out);
        json.RootElement.GetProperty("outcome").GetString().ShouldBe(outcome);
        json.RootElement.GetProperty("rules").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Explain_BadPolicy_ListsItsErrors()
    {
        _cli.Write("p.json", "{}");
        var result = await _cli.RunAsync("policy", "explain", "p.json", "--tool", "t");
        result.Code.ShouldBe(ExitCode.No);
        result.Error.ShouldContain("`version` is missing");
    }

    [Theory]
    [InlineData("allow", ExitCode.Done, true)]
    [InlineData("deny", ExitCode.No, false)]
    public async Task Test_Json_IsOneObjectALine(string expect, int code, bool pass)
    {
        _cli.Write("p.json", Good.Replace("\"expect\":\"allow\"", $"\"expect\":\"{expect}\"", StringComparison.Ordinal));
        var result = await _cli.RunAsync("policy", "test", "p.json", "--json");
        result.Code.ShouldBe(code);
        using var json = JsonDocument.Parse(result.Out.TrimEnd('\n'));
        json.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(["name", "pass", "expected", "got", "rule"]);
        json.RootElement.GetProperty("pass").GetBoolean().ShouldBe(pass);
        (await _cli.RunAsync("policy", "test", "p.json")).Out.ShouldContain(pass ? "1 passed, 0 failed." : "expected deny, got allow");
    }

    [Fact]
    public async Task Diff_Policies_SaysWhatChanges()
    {
        _cli.Write("a.json", Good);
        _cli.Write("b.json", Good.Replace("500", "4", StringComparison.Ordinal));
        var result = await _cli.RunAsync("policy", "diff", "a.json", "b.json");
        result.Code.ShouldBe(ExitCode.No);
        result.Out.ShouldContain("changed /tools/create_refund: require");
        result.Out.ShouldContain("test    small: allow -> deny by /tools/create_refund/require/0");
        (await _cli.RunAsync("policy", "diff", "a.json", "a.json")).Out.ShouldBe("No difference.\n");
        using var json = JsonDocument.Parse((await _cli.RunAsync("policy", "diff", "a.json", "b.json", "--json")).Out);
        json.RootElement.GetProperty("tests")[0].GetProperty("after").GetString().ShouldBe("deny");
    }

    [Fact]
    public async Task Import_Intercept_WritesAPolicyThatChecks()
    {
        _cli.Write("intercept.yaml", "version: \"1\"\ndefault: deny\ntools:\n  create_issue:\n    rules:\n      - {name: hourly, rate_limit: 5/hour}\n");
        var result = await _cli.RunAsync("policy", "import", "intercept.yaml", "-o", "p.json");
        result.Code.ShouldBe(ExitCode.Done, result.ToString());
        result.Error.ShouldContain("intercept.yaml:6:");
        result.Error.ShouldContain("warning window");
        (await _cli.RunAsync("policy", "check", "p.json")).Code.ShouldBe(ExitCode.Done);

        using var json = JsonDocument.Parse((await _cli.RunAsync("policy", "import", "intercept.yaml", "--json")).Out);
        json.RootElement.GetProperty("policy").GetProperty("default").GetString().ShouldBe("deny");
        json.RootElement.GetProperty("problems").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Schema_IsAJsonSchema()
    {
        using var json = JsonDocument.Parse((await _cli.RunAsync("policy", "schema")).Out);
        json.RootElement.GetProperty("$schema").GetString().ShouldBe("https://json-schema.org/draft/2020-12/schema");
    }

    [Fact]
    public async Task AnyCommand_TouchesNoStore()
    {
        _cli.Write("p.json", Good);
        await _cli.RunAsync("policy", "check", "p.json");
        await _cli.RunAsync("policy", "test", "p.json");
        Directory.Exists(_cli.At("data")).ShouldBeFalse();
    }

    [Fact]
    public async Task Help_HasExamples() => (await _cli.RunAsync("policy", "explain", "--help")).Out.ShouldContain("baton policy explain policy.json --tool create_refund");
}
