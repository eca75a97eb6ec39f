using Baton.Cli.Commands.Serving;

namespace Baton.Cli.Tests.Commands;

public sealed class WrapNameTests
{
    [Theory]
    [InlineData("server-memory", "npx", "-y", "@modelcontextprotocol/server-memory@2025.1.1")]
    [InlineData("server-files", "/usr/bin/server-files", "--root", "/")]
    [InlineData("index", "node", "/srv/x/dist/index.js")]
    [InlineData("mcp-server-git", "uvx", "mcp-server-git")]
    [InlineData("tool", "tool.exe")]
    [InlineData("node", "node")]
    [InlineData("wrapped-memory", "memory")]
    [InlineData("wrapped", "---")]
    [InlineData("a-b-c", "a b/../a b?c")]
    public void Of_ACommand_IsWhatPeopleCallTheServer(string name, params string[] command) => WrapName.Of(command).ShouldBe(name);

    [Fact]
    public void Of_ALongName_IsCut() => WrapName.Of([new string('x', 200)]).Length.ShouldBe(64);
}
