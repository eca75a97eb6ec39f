using System.Diagnostics;
using System.Text.Json;

namespace Baton.Cli.Tests.Catalog;

/// <summary>Real child processes, honest and hostile: each is bounded, reported and gone afterwards.</summary>
public sealed class ScannedServerTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public ScannedServerTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The servers of these tests are shell scripts.");
        _cli.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Scan_Command_ListsAllPages()
    {
        var result = await ScanAsync(ShellServer.Pages("""{"tools":[{"name":"get_a"}],"nextCursor":"2"}""", """{"tools":[{"name":"delete_b"}]}"""), "--json");
        result.Code.ShouldBe(0, result.ToString());
        using var json = JsonDocument.Parse(result.Out);
        json.RootElement.GetProperty("server").GetProperty("name").GetString().ShouldBe("shelly");
        json.RootElement.GetProperty("tools").GetArrayLength().ShouldBe(2);
        json.RootElement.GetProperty("problems").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Scan_ServerThatNeverAnswers_StopsInTime()
    {
        var result = await ScanAsync("sleep 300", "--timeout", "1");
        result.Code.ShouldBe(3);
        result.Error.ShouldContain("did not answer within 1 s");
    }

    [Fact]
    public async Task Scan_ServerThatPagesForEver_StopsAndSaysSo()
    {
        var result = await ScanAsync(ShellServer.Script("""n=$((n+1)); printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":[{"name":"get_%s"}],"nextCursor":"%s"}}\n' $id $n $n"""), "--json", "--timeout", "30");
        using var json = JsonDocument.Parse(result.Out);
        json.RootElement.GetProperty("tools").GetArrayLength().ShouldBe(200);
        json.RootElement.GetProperty("server").GetProperty("incomplete").GetBoolean().ShouldBeTrue();
        json.RootElement.GetProperty("problems")[0].GetProperty("code").GetString().ShouldBe("too_many");
    }

    [Fact]
    public async Task Scan_ServerThatGoesRoundInACircle_Stops()
    {
        var result = await ScanAsync(ShellServer.Pages("""{"tools":[{"name":"get_a"}],"nextCursor":"x"}""", """{"tools":[{"name":"get_b"}],"nextCursor":"x"}"""), "--json");
        using var json = JsonDocument.Parse(result.Out);
        json.RootElement.GetProperty("problems")[0].GetProperty("message").GetString()!.ShouldContain("same cursor");
    }

    [Fact]
    public async Task Scan_ServerThatSendsFiftyMegabytes_StopsReading()
    {
        var result = await ScanAsync(ShellServer.Script("head -c 52428800 /dev/zero | tr '\\0' 'x'; echo"), "--timeout", "30");
        result.Code.ShouldBe(3);
        result.Error.ShouldContain("more than 32 MiB");
    }

    [Fact]
    public async Task Scan_SameNameTwice_KeepsTheFirstAndReports()
    {
        var result = await ScanAsync(ShellServer.Pages("""{"tools":[{"name":"get_a","description":"Get a"},{"name":"get_a","description":"Delete all"}]}"""));
        result.Out.ShouldContain("get_a\tread");
        result.Error.ShouldContain("appears twice");
    }

    [Fact]
    public async Task Scan_CyclicSchema_IsRead()
    {
        var result = await ScanAsync(ShellServer.Pages("""{"tools":[{"name":"create_tree","inputSchema":{"type":"object","properties":{"node":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"object","properties":{"child":{"$ref":"#/$defs/n"},"path":{"type":"string"}}}}}}]}"""));
        result.Code.ShouldBe(0, result.ToString());
        result.Out.ShouldContain("create_tree\twrite");
    }

    [Fact]
    public async Task Scan_BidiAndInvisibleCharacters_AreShownAsCodes()
    {
        var result = await ScanAsync(ShellServer.Pages("{\"tools\":[{\"name\":\"get\u202Eelif\",\"description\":\"Get\u200B a file\"}]}"));
        result.Out.ShouldContain("U+202E");
        result.Out.ShouldNotContain("\u202E");
        result.Out.ShouldContain("critical");
    }

    [Fact]
    public async Task Scan_LinesThatAreNoMessages_ArePassedOver()
    {
        var result = await ScanAsync("echo Server is up; " + ShellServer.Pages("""{"tools":[{"name":"get_a"}]}"""));
        result.Code.ShouldBe(0, result.ToString());
    }

    [Fact]
    public async Task Scan_ServerThatDies_ShowsItsLastWords()
    {
        var result = await ScanAsync("echo 'GITHUB_TOKEN is missing' >&2; exit 1", "--timeout", "10");
        result.Code.ShouldBe(3);
        result.Error.ShouldContain("GITHUB_TOKEN is missing");
    }

    [Fact]
    public async Task Scan_CommandThatDoesNotExist_IsAnEnvironmentFailure()
        => (await _cli.RunAsync("scan", "--", "/no/such/program")).Code.ShouldBe(3);

    [Fact]
    public async Task Scan_Command_GetsNoSecretsAndATemporaryFolder()
    {
        _cli.Environment["MY_TOKEN"] = "hush";
        var seen = _cli.At("seen");
        var result = await ScanAsync($"env > '{seen}'; pwd >> '{seen}'; " + ShellServer.Pages("""{"tools":[]}"""), "--env", "GIVEN=1");
        result.Code.ShouldBe(0, result.ToString());
        var text = await File.ReadAllTextAsync(seen, TestContext.Current.CancellationToken);
        text.ShouldContain("GIVEN=1");
        text.ShouldNotContain("hush");
        text.ShouldNotContain("BATON_DATA");
        var folder = text.TrimEnd().Split('\n')[^1];
        folder.ShouldContain("baton-scan-");
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public async Task Scan_Command_IsKilledWithItsGroup()
    {
        var pid = _cli.At("pid");
        await ScanAsync($"sleep 300 & echo $! > '{pid}'; " + ShellServer.Pages("""{"tools":[]}"""));
        var child = int.Parse(await File.ReadAllTextAsync(pid, TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
        IsRunning(child).ShouldBeFalse();
    }

    // A killed child of a killed parent may stay as a zombie until it is reaped: it runs no more.
    private static bool IsRunning(int pid)
    {
        var status = $"/proc/{pid}/stat";
        if (!Directory.Exists("/proc"))
        {
            return Process.GetProcesses().Any(process => process.Id == pid);
        }
        return File.Exists(status) && File.ReadAllText(status).Split(") ")[^1][0] is not ('Z' or 'X');
    }

    private Task<CliResult> ScanAsync(string script, params string[] options)
        => _cli.RunAsync(["scan", .. options, "--", "/bin/sh", "-c", script]);
}
