using System.Text.Json;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Application;

/// <summary>What people and programs see where a command meets what nobody foresaw: whose fault it is, and nothing of what was worked on.</summary>
public sealed class BugReportTests : IDisposable
{
    private static readonly string[] Line = ["handoff", "save", "work", "--key", "k", "--body-file", "-"];
    private readonly CliHarness _cli = new() { OpenInput = () => throw new InvalidOperationException("bt_1_secret", new FormatException("hunter2")) };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Run_Bug_IsOneLineThatSaysSo_AndHowToSeeMore()
    {
        var result = await _cli.RunAsync(Line);

        result.ToString().ShouldBe($"""
            3
            baton: This is a bug of Baton {ProgramVersion.Current} (InvalidOperationException), and not your doing.
                   Run the same with BATON_TRACE=1 to see where it happened, and report it.

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Run_BugInJson_IsOneObject()
    {
        var result = await _cli.RunAsync([.. Line, "--json"]);

        (result.Code, result.Out).ShouldBe((3, ""));
        result.Error.ShouldBe("{\"error\":{\"code\":\"bug\",\"message\":\"This is a bug of Baton " + ProgramVersion.Current + " (InvalidOperationException), and not your doing.\","
            + "\"hint\":\"Run the same with BATON_TRACE=1 to see where it happened, and report it.\"}}\n");
    }

    [Fact]
    public async Task Run_BugThatIsTraced_NamesPlacesAndKinds_NeverWhatWasSaid()
    {
        _cli.Environment["BATON_TRACE"] = "1";

        var result = await _cli.RunAsync(Line);

        result.Code.ShouldBe(3);
        result.Error.ShouldContain("       Please report it with the trace.\n       System.InvalidOperationException\n       at Baton.Cli.Tests.Application.BugReportTests.");
        result.Error.ShouldContain("at Baton.Cli.Application.BodyInput.");
        result.Error.ShouldContain("\n       System.FormatException\n");
        result.Error.ShouldNotContain("bt_1_secret");
        result.Error.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Run_BugThatIsTracedInJson_IsStillOneObject()
    {
        _cli.Environment["BATON_TRACE"] = "1";

        var result = await _cli.RunAsync([.. Line, "--json"]);

        using var json = JsonDocument.Parse(result.Error);
        var trace = json.RootElement.GetProperty("error").GetProperty("details").GetProperty("trace").EnumerateArray().Select(line => line.GetString()!).ToList();
        trace[0].ShouldBe("System.InvalidOperationException");
        trace[^1].ShouldBe("System.FormatException");
        trace.ShouldContain(line => line.StartsWith("at Baton.Cli.Application.BodyInput.", StringComparison.Ordinal));
        result.Error.ShouldNotContain("bt_1_secret");
    }

    [Theory]
    [InlineData(false, "0")]
    [InlineData(true, "0")]
    public async Task Guard_RunThatEnds_IsItsOwnCode(bool json, string traced)
    {
        var error = new StringWriter();
        (await BugReport.GuardAsync(error, _ => traced, json, () => Task.FromResult(1))).ShouldBe(1);
        error.ToString().ShouldBe("");
    }

    [Theory]
    [InlineData(false, "baton: No space left on device.\n")]
    [InlineData(true, "{\"error\":{\"code\":\"unavailable\",\"message\":\"No space left on device.\"}}\n")]
    public async Task Guard_DiskThatIsFull_IsNoBug(bool json, string said)
    {
        var error = new StringWriter { NewLine = "\n" };

        (await BugReport.GuardAsync(error, _ => "1", json, () => throw new IOException("No space left on device."))).ShouldBe(3);

        error.ToString().ShouldBe(said);
    }

    [Fact]
    public async Task Guard_FolderThatIsClosed_IsNoBug()
    {
        var error = new StringWriter();

        (await BugReport.GuardAsync(error, _ => null, json: false, () => throw new UnauthorizedAccessException("Access to '/x' is denied."))).ShouldBe(3);

        error.ToString().ShouldNotContain("bug");
        error.ToString().ShouldContain("Access to '/x' is denied.");
    }

    [Theory]
    [InlineData(false, "baton: This is a bug of Baton VERSION (FormatException), and not your doing.\n       Run the same with BATON_TRACE=1 to see where it happened, and report it.\n")]
    [InlineData(true, "{\"error\":{\"code\":\"bug\",\"message\":\"This is a bug of Baton VERSION (FormatException), and not your doing.\",\"hint\":\"Run the same with BATON_TRACE=1 to see where it happened, and report it.\"}}\n")]
    public void End_BugOnAnotherThread_IsTheSameLineAndExitCode(bool json, string said)
    {
        var error = new StringWriter { NewLine = "\n" };
        var codes = new List<int>();

        new BackgroundFaults(error, _ => null, json, codes.Add).End(new FormatException("hunter2"));

        codes.ShouldBe([3]);
        error.ToString().ShouldBe(said.Replace("VERSION", ProgramVersion.Current, StringComparison.Ordinal));
    }

    [Fact]
    public void End_DiskThatIsFullOnAnotherThread_IsNoBug()
    {
        var error = new StringWriter { NewLine = "\n" };
        var codes = new List<int>();

        new BackgroundFaults(error, _ => null, json: false, codes.Add).End(new IOException("No space left on device."));

        (codes.Single(), error.ToString()).ShouldBe((3, "baton: No space left on device.\n"));
    }

    [Fact]
    public async Task Run_JsonBehindTwoDashes_IsAWordOfTheOtherProgram()
        => (await _cli.RunAsync("handoff", "save", "work", "--body-file", "-", "--key", "k", "--", "--json")).Error.ShouldStartWith("baton: ");
}
