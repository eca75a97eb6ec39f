using Baton.Cli.Application;

namespace Baton.Cli.Tests.Grants;

/// <summary>Every value of <c>grant add</c> that cannot be one is said, and makes no grant.</summary>
public sealed class GrantRefusalTests(GrantRefusalTests.Shared shared) : IClassFixture<GrantRefusalTests.Shared>
{
    /// <summary>One folder for all rows: each leaves it as it was.</summary>
    public sealed class Shared : IDisposable
    {
        public CliHarness Cli { get; } = new();

        public void Dispose() => Cli.Dispose();
    }

    [Theory]
    [InlineData("'=x' is not NAME or NAME=POLICY.", "--server", "=x")]
    [InlineData("'x=' is not NAME or NAME=POLICY.", "--server", "x=")]
    [InlineData("the server 'x' is named twice; a grant has one policy for each.", "--server", "x=a", "--server", "x=b")]
    [InlineData("'soon' is no length of time.", "--server", "memory", "--expires", "soon")]
    [InlineData("'0' is no length of time.", "--server", "memory", "--expires", "0")]
    [InlineData("'-5m' is no length of time.", "--server", "memory", "--expires", "-5m")]
    [InlineData("--toolsets names none; leave it out for all but admin.", "--server", "memory", "--toolsets", ",")]
    [InlineData("--toolsets names none; leave it out for all but admin.", "--server", "memory", "--toolsets", "")]
    [InlineData("There is no toolset 'nonsense'; there are core, more, tasks, agents, archive, admin.", "--server", "memory", "--toolsets", "core,nonsense")]
    [InlineData("'' names no project or role: 1 to 200 characters without control characters.", "--server", "memory", "--project", "")]
    [InlineData("Option '--server' is required.", "--principal", "ada")]
    public async Task Add_ValueThatCannotBe_IsSaid_AndMakesNoGrant(string says, params string[] flags)
    {
        var result = await shared.Cli.RunAsync(["grant", "add", "ci", .. flags]);
        (result.Code, result.Out, result.Error.Split('\n')[0]).ShouldBe((ExitCode.Usage, "", $"baton: {says}"));
        (await shared.Cli.JsonAsync("grant", "list", "--all")).Select(grant => grant.Text("label")).ShouldBe(["local"]);
    }

    [Theory]
    [InlineData("x y")]
    [InlineData("")]
    [InlineData("ü")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x")]
    public async Task Add_LabelThatCannotBe_IsSaid(string label)
    {
        var result = await shared.Cli.RunAsync("grant", "add", label, "--server", "memory");
        (result.Code, result.Out, result.Error).ShouldBe((ExitCode.Usage, "", $"baton: The label '{label}' is not 1 to 64 of A-Z a-z 0-9 . _ -, not beginning with a dot or a dash.\n"));
    }
}
