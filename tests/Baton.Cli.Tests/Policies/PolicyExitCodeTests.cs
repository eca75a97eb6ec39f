namespace Baton.Cli.Tests.Policies;

/// <summary>The exit codes that scripts build on: 0 done, 1 the answer is no, 2 wrong usage, 3 the environment failed.</summary>
public sealed class PolicyExitCodeTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public PolicyExitCodeTests()
    {
        _cli.Write("good.json", """{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"eq","value":1}]}]}},"tests":[{"name":"one","call":{"tool":"t","args":{"a":1}},"expect":"allow"}]}""");
        _cli.Write("same.yaml", "version: \"1\"\ndefault: deny\ntools: {t: {require: [{conditions: [{path: args.a, op: eq, value: 1}]}]}}\ntests: [{name: one, call: {tool: t, args: {a: 1}}, expect: allow}]\n");
        _cli.Write("failing.json", """{"version":"1","default":"deny","tools":{"t":{}},"tests":[{"name":"one","call":{"tool":"t"},"expect":"deny"}]}""");
        _cli.Write("lint.json", """{"version":"1","default":"deny"}""");
        _cli.Write("bad.json", """{"version":"1","defualt":"deny"}""");
        _cli.Write("broken.json", "{");
        _cli.Write("tools.json", """{"tools":[{"name":"t","inputSchema":{"properties":{"b":{}}}}]}""");
        _cli.Write("intercept.yaml", "version: \"1\"\ndefault: deny\ntools:\n  t:\n    rules:\n      - action: deny\n");
        Directory.CreateDirectory(_cli.At("folder"));
    }

    [Theory]
    [InlineData(0, "policy check good.json", "")]
    [InlineData(0, "policy check same.yaml", "")]
    [InlineData(0, "policy check lint.json", "allows_nothing")]
    [InlineData(1, "policy check lint.json --strict", "allows_nothing")]
    [InlineData(1, "policy check bad.json", "did you mean `default`?")]
    [InlineData(1, "policy check broken.json", "not valid JSON")]
    [InlineData(1, "policy check good.json --tools tools.json", "`args.a` is not a parameter of `t`")]
    [InlineData(2, "policy check", "FILE is missing")]
    [InlineData(0, "policy test good.json", "one")]
    [InlineData(1, "policy test failing.json", "one")]
    [InlineData(1, "policy test bad.json", "did you mean")]
    [InlineData(0, "policy explain good.json --tool t --args {\"a\":1}", "allow")]
    [InlineData(1, "policy explain good.json --tool t --args {\"a\":2}", "deny")]
    [InlineData(1, "policy explain good.json --tool other", "default deny")]
    [InlineData(2, "policy explain good.json", "--tool")]
    [InlineData(0, "policy diff good.json same.yaml", "")]
    [InlineData(1, "policy diff good.json failing.json", "/tools/t")]
    [InlineData(1, "policy diff good.json bad.json", "did you mean")]
    [InlineData(0, "policy import intercept.yaml", "deny_if")]
    [InlineData(1, "policy import broken.json", "")]
    [InlineData(0, "policy schema", "$defs")]
    public async Task Run_PolicyCommand_HasItsExitCodeAndSaysWhy(int code, string line, string says)
    {
        var result = await _cli.RunAsync(line.Split(' '));
        result.Code.ShouldBe(code, result.ToString());
        (result.Out + result.Error).ShouldContain(says);
    }

    [Theory]
    [InlineData("policy check absent.json")]
    [InlineData("policy test absent.json")]
    [InlineData("policy explain absent.json --tool t")]
    [InlineData("policy diff good.json absent.json")]
    [InlineData("policy import absent.json")]
    [InlineData("policy check folder")]
    [InlineData("policy check good.json --tools absent.json")]
    public async Task Run_FileThatIsNotThere_IsNamedAndIsNeverANo(string line)
    {
        var result = await _cli.RunAsync(line.Split(' '));
        result.Code.ShouldBeOneOf([2, 3], result.ToString());
        result.Error.ShouldContain(line.Contains("folder", StringComparison.Ordinal) ? "folder" : "absent.json");
        result.Out.ShouldBeEmpty();
    }

    public void Dispose() => _cli.Dispose();
}
