using System.Diagnostics;
using Baton.FunctionalTests.Running;
using Baton.TestSupport;

namespace Baton.FunctionalTests.Docs;

/// <summary>Runs what the documents tell people to type: every block marked <c>sh</c>, in order, in one shell.</summary>
public sealed class DocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/getting-started.md")]
    [InlineData("docs/operations.md")]
    [InlineData("docs/agents.md")]
    [InlineData("docs/archives.md")]
    [InlineData("docs/grants.md")]
    [InlineData("docs/approvals.md")]
    [InlineData("docs/audit.md")]
    [InlineData("docs/servers.md")]
    [InlineData("docs/pins.md")]
    [InlineData("docs/gateway.md")]
    [InlineData("docs/migrating/conversation-handoff.md")]
    [InlineData("docs/migrating/loaditout.md")]
    [InlineData("docs/migrating/sovereign.md")]
    [InlineData("docs/import.md")]
    [InlineData("docs/bundles.md")]
    [InlineData("docs/migrating/m3.md")]
    [InlineData("docs/migrating/ainote.md")]
    public async Task Commands_OfADocument_AllSucceed(string document)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The blocks are for a POSIX shell.");
        var script = Blocks(await File.ReadAllLinesAsync(Repository.At(document.Split('/')), TestContext.Current.CancellationToken));
        script.ShouldNotBeEmpty();
        var start = BatonBinary.Start(_folder.Data);
        start.FileName = "bash";
        start.ArgumentList.Clear();
        foreach (var argument in new[] { "-euo", "pipefail", "-c", script }) start.ArgumentList.Add(argument);
        start.WorkingDirectory = _folder.Path;
        start.Environment["HOME"] = _folder.At("home");
        start.Environment["PATH"] = $"{Path.GetDirectoryName(BatonBinary.Require())}:{Environment.GetEnvironmentVariable("PATH")}";
        foreach (var name in new[] { "CLAUDE_CONFIG_DIR", "CODEX_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME" }) start.Environment.Remove(name);
        Directory.CreateDirectory(_folder.At("home"));

        var run = await BatonBinary.RunAsync(start, "");

        run.Code.ShouldBe(0, $"{script}\n--\n{run.Out}\n{run.Error}");
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/getting-started.md")]
    [InlineData("docs/operations.md")]
    [InlineData("docs/agents.md")]
    [InlineData("docs/archives.md")]
    [InlineData("docs/grants.md")]
    [InlineData("docs/approvals.md")]
    [InlineData("docs/audit.md")]
    [InlineData("docs/servers.md")]
    [InlineData("docs/pins.md")]
    [InlineData("docs/gateway.md")]
    [InlineData("docs/migrating/README.md")]
    [InlineData("docs/migrating/conversation-handoff.md")]
    [InlineData("docs/migrating/loaditout.md")]
    [InlineData("docs/migrating/sovereign.md")]
    [InlineData("docs/migrating/m3.md")]
    [InlineData("docs/migrating/ainote.md")]
    [InlineData("docs/migrating/claude-memory.md")]
    [InlineData("docs/import.md")]
    [InlineData("docs/bundles.md")]
    [InlineData("docs/security-model.md")]
    [InlineData("docs/decisions/README.md")]
    public void Links_OfADocument_LeadToFiles(string document)
    {
        var text = File.ReadAllText(Repository.At(document.Split('/')));
        var folder = Path.GetDirectoryName(Repository.At(document.Split('/')))!;
        foreach (var target in text.Split("](").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]).Where(target => !target.Contains("://", StringComparison.Ordinal)))
        {
            File.Exists(Path.Combine(folder, target.Split('#')[0])).ShouldBeTrue($"{document} -> {target}");
        }
    }

    public void Dispose() => _folder.Dispose();

    private static string Blocks(IEnumerable<string> lines)
    {
        var script = new List<string>();
        var inside = false;
        foreach (var line in lines)
        {
            if (inside && line == "```") inside = false;
            else if (line == "```sh") inside = true;
            else if (inside) script.Add(line);
        }
        return string.Join('\n', script);
    }
}
