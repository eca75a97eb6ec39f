using Baton.Cli.Application;

namespace Baton.Cli.Tests.Commands.Serving;

/// <summary>A toolset that there is not would leave an agent with fewer tools, or none, without a word.</summary>
public sealed class ToolsetChoiceTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("stdio", "cor", "cor")]
    [InlineData("stdio", "core,Tasks", "Tasks")]
    [InlineData("tools", "core,everything", "everything")]
    public async Task Toolset_ThatThereIsNot_IsWrongUsage_WithThoseThatThereAre(string command, string names, string unknown)
    {
        var result = await _cli.RunAsync(command, "--toolsets", names);

        result.ToString().ShouldBe($"{ExitCode.Usage}\nbaton: There is no toolset '{unknown}'; there are core, more, tasks, agents, archive, admin.\n");
        Directory.Exists(_cli.At("data")).ShouldBeFalse();
    }
}
