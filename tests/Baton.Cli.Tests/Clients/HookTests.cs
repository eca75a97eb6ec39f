using System.Text.Json.Nodes;
using Baton.Cli.Clients;

namespace Baton.Cli.Tests.Clients;

public sealed class HookTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Theory]
    [InlineData("claude-code", "text")]
    [InlineData("codex", "text")]
    [InlineData("gemini", "hookSpecificOutput.additionalContext")]
    [InlineData("cursor", "additional_context")]
    public void WriteContext_Client_SaysItInTheFormItReads(string client, string where)
    {
        using var output = new StringWriter { NewLine = "\n" };
        HookOutput.WriteContext(output, client, "the \"digest\"\nhere");

        if (where == "text")
        {
            output.ToString().ShouldBe("the \"digest\"\nhere\n");
            return;
        }
        var node = where.Split('.').Aggregate(JsonNode.Parse(output.ToString())!, (parent, name) => parent[name]!);
        node.GetValue<string>().ShouldBe("the \"digest\"\nhere");
    }

    [Theory]
    [InlineData("claude-code", "systemMessage")]
    [InlineData("gemini", "systemMessage")]
    [InlineData("codex", "systemMessage")]
    [InlineData("cursor", "user_message")]
    public async Task Remind_Client_IsOneJsonObject(string client, string member)
    {
        var result = await _cli.RunAsync("session", "remind", "--hook", client);

        JsonNode.Parse(result.Out)![member]!.GetValue<string>().ShouldContain("handoff_save");
    }

    [Fact]
    public async Task Remind_Person_IsALine() => (await _cli.RunAsync("session", "remind")).Out.ShouldStartWith("The conversation is about");

    [Theory]
    [InlineData("/usr/bin/baton session start --project auto --hook codex", true)]
    [InlineData("'/my dir/baton' session remind --hook cursor", true)]
    [InlineData("other session start", false)]
    [InlineData("baton up", false)]
    public void IsOurs_CommandLine_IsKnownByItsWords(string command, bool expected) => HookCommand.IsOurs(command).ShouldBe(expected);

    [Fact]
    public void AtStart_PathWithSpaces_IsQuotedForAShell()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX quoting.");
        HookCommand.AtStart("/my 'dir'/baton", "codex", HookStore.Folder("/d d")).ShouldBe("'/my '\\''dir'\\''/baton' session start --project auto --hook codex --data '/d d'");
    }

    public void Dispose() => _cli.Dispose();
}
