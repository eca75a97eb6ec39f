namespace Baton.Cli.Tests.Policies;

public sealed class PolicyStoreCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Put_GoodDocument_IsInForceAsWritten()
    {
        _cli.Write("p.json", OperatorHarness.Rules);

        var put = (await _cli.JsonAsync("policy", "put", "strict", "p.json")).Single();

        (put.Text("name"), put.Text("revision")).ShouldBe(("strict", "1"));
        (await _cli.RunAsync("policy", "get", "strict")).Out.ShouldBe(OperatorHarness.Rules);
    }

    [Fact]
    public async Task Put_Yaml_IsTaken()
    {
        _cli.Write("p.yaml", "version: \"1\"\ndefault: deny\ntools:\n  memory_save: {}\n");

        (await _cli.RunAsync("policy", "put", "strict", "p.yaml")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Put_BadDocument_NamesEveryErrorAndKeepsTheGoodOne()
    {
        _cli.Write("good.json", OperatorHarness.Rules);
        _cli.Write("bad.json", """{"version":"1","defualt":"deny","tools":{"a":{"actoin":"deny"}}}""");
        await _cli.RunAsync("policy", "put", "strict", "good.json");

        var result = await _cli.RunAsync("policy", "put", "strict", "bad.json");

        result.Code.ShouldBe(1);
        result.Error.ShouldContain("did you mean `default`");
        result.Error.ShouldContain("/tools/a/actoin");
        (await _cli.RunAsync("policy", "get", "strict")).Out.ShouldBe(OperatorHarness.Rules);
    }

    [Fact]
    public async Task Put_BadDocument_InJson_IsOneObjectWithEveryProblem()
    {
        _cli.Write("bad.json", """{"version":"1","default":"deny","tools":{"a":{"actoin":"deny","limits":[{"counter":"c","window":"minut","max":1}]}}}""");

        var result = await _cli.RunAsync("policy", "put", "strict", "bad.json", "--json");

        result.Code.ShouldBe(1);
        using var json = System.Text.Json.JsonDocument.Parse(result.Error);
        var error = json.RootElement.GetProperty("error");
        error.Text("code").ShouldBe("invalid_policy");
        error.GetProperty("details").GetProperty("problems").EnumerateArray().Select(problem => (problem.Text("severity"), problem.Text("code"), problem.Text("pointer")))
            .ShouldBe([("error", "unknown_key", "/tools/a/actoin"), ("error", "window", "/tools/a/limits/0/window")], ignoreOrder: true);
    }

    [Fact]
    public async Task Rollback_MakesANewRevisionOfTheOldText()
    {
        _cli.Write("one.json", OperatorHarness.Rules);
        _cli.Write("two.json", OperatorHarness.Rules.Replace("deny", "allow", StringComparison.Ordinal));
        await _cli.RunAsync("policy", "put", "strict", "one.json");
        await _cli.RunAsync("policy", "put", "strict", "two.json");

        (await _cli.JsonAsync("policy", "rollback", "strict")).Single().Text("revision").ShouldBe("3");

        (await _cli.RunAsync("policy", "get", "strict")).Out.ShouldBe(OperatorHarness.Rules);
        (await _cli.RunAsync("policy", "get", "strict", "--revision", "2")).Out.ShouldContain("allow");
        (await _cli.JsonAsync("policy", "history", "strict")).Select(policy => policy.Text("revision")).ShouldBe(["3", "2", "1"]);
        (await _cli.RunAsync("policy", "rollback", "strict", "9")).Code.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, "policy", "get", "none")]
    [InlineData(1, "policy", "history", "none")]
    [InlineData(1, "policy", "rollback", "none")]
    [InlineData(2, "policy", "put", "bad name", "p.json")]
    [InlineData(2, "policy", "put", "strict", "nowhere.json")]
    public async Task WhatIsNotThere_IsSaidWithItsExitCode(int code, params string[] arguments)
    {
        _cli.Write("p.json", OperatorHarness.Rules);

        (await _cli.RunAsync(arguments)).Code.ShouldBe(code);
    }

    [Fact]
    public async Task List_GivesTheNewestOfEach_AndPutsAreAudited()
    {
        _cli.Write("p.json", OperatorHarness.Rules);
        await _cli.RunAsync("policy", "put", "strict", "p.json");

        (await _cli.JsonAsync("policy", "list")).Select(policy => policy.Text("name")).ShouldBe(["local", "strict"]);
        (await _cli.JsonAsync("audit", "query", "--outcome", "policy_put")).Single().Text("policy").ShouldBe("strict");
    }

    public void Dispose() => _cli.Dispose();
}
