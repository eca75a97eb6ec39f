using Baton.Cli.Application;

namespace Baton.Cli.Tests.Composition;

/// <summary>Keys and settings that cannot be used stop every command that governs, by name and with what to do; nothing is made in their place.</summary>
public sealed class GoverningStoresTests : IDisposable
{
    private static readonly string[] Commands = ["grant list", "server list", "policy list", "audit query", "approvals list", "handoff list", "session start", "memory search x"];

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("BATON_AUDIT_KEY_FILE")]
    [InlineData("BATON_SECRET_KEY_FILE")]
    public async Task Open_KeyFileThatHoldsNoKey_IsSaidWithWhatToDo(string variable)
    {
        var file = _cli.Write("keys/odd.key", "bm90IGEga2V5\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _cli.Environment[variable] = file;

        foreach (var line in Commands)
        {
            var result = await _cli.RunAsync(line.Split(' '));
            (result.Code, result.Out, result.Error).ShouldBe((ExitCode.Environment, "",
                $"baton: The key file {file} does not hold a key (32 bytes in base64). Restore it from a backup: what was written with the lost key cannot be read or verified without it.\n"), line);
        }
        File.ReadAllText(file).ShouldBe("bm90IGEga2V5\n");
    }

    [Theory]
    [InlineData("BATON_AUDIT_KEY_FILE")]
    [InlineData("BATON_SECRET_KEY_FILE")]
    public async Task Open_KeyFileThatOthersMayRead_IsRefused(string variable)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX modes only.");
        _cli.Environment[variable] = _cli.At("keys/a.key");
        (await _cli.RunAsync("grant", "list")).Code.ShouldBe(ExitCode.Done);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_cli.At("keys/a.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(_cli.At("keys")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.SetUnixFileMode(_cli.At("keys/a.key"), (UnixFileMode)0b110_100_100);
        }

        var result = await _cli.RunAsync("grant", "list", "--json");

        (result.Code, result.Out, result.Code()).ShouldBe((ExitCode.Environment, "", "unavailable"));
        result.Error.ShouldContain($"The key file {_cli.At("keys/a.key")} can be read or changed by others. chmod 600 {_cli.At("keys/a.key")}");
    }

    [Theory]
    [InlineData("BATON_AUDIT_KEY_FILE")]
    [InlineData("BATON_SECRET_KEY_FILE")]
    public async Task Open_KeyFileThatCannotBeMade_SaysWhereKeysLie(string variable)
    {
        _cli.Write("a-file", "");
        _cli.Environment[variable] = _cli.At("a-file", "x.key");

        var result = await _cli.RunAsync("grant", "list");

        (result.Code, result.Out).ShouldBe((ExitCode.Environment, ""));
        result.Error.ShouldStartWith($"baton: The key file {_cli.At("a-file", "x.key")} cannot be used: ");
        result.Error.ShouldContain("Keys are kept outside the data folder; BATON_AUDIT_KEY_FILE and BATON_SECRET_KEY_FILE name other places.");
    }

    [Theory]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{", "is not JSON: ")]
    [InlineData("{\"policies\": 5}", "must be the path of a folder")]
    [InlineData("{\"audit\": []}", "must be an object")]
    [InlineData("{\"audit\": {\"sync\": \"always\"}}", "is not a setting: there are sync (\"normal\" or \"full\"), heads (a file or URL) and values (true or false)")]
    [InlineData("{\"audit\": {\"heads\": \"heads.jsonl\"}}", "must be the absolute path of a file, or an http or https URL")]
    [InlineData("{\"audit\": {\"sync\": \"full\"}, \"audit\": {}}", "is not JSON: ")]
    public async Task Open_SettingsThatCannotBe_StopEveryCommandThatGoverns(string settings, string says)
    {
        _cli.Write("data/baton.json", settings);
        foreach (var line in Commands)
        {
            var result = await _cli.RunAsync(line.Split(' '));
            (result.Code, result.Out).ShouldBe((ExitCode.Environment, ""), line);
            result.Error.ShouldContain(says);
            result.Error.ShouldContain("baton.json");
        }
        (await _cli.RunAsync("doctor", "--baton-url", "http://127.0.0.1:9")).Code.ShouldBe(ExitCode.No);
    }

    [Theory]
    [InlineData("{ \"policies\": \"rules\", /* mine */ \"audit\": { \"sync\": \"full\", }, }")]
    [InlineData("{}")]
    public async Task Open_GoodSettings_AreTaken(string settings)
    {
        _cli.Write("data/baton.json", settings);
        foreach (var line in Commands) (await _cli.RunAsync(line.Split(' '))).Code.ShouldBe(ExitCode.Done, line);
    }

    [Theory]
    [InlineData("USER", "ada", "ada")]
    [InlineData("USERNAME", "bob", "bob")]
    [InlineData("OTHER", "x", "operator")]
    public async Task Record_WhoDidIt_IsTheUserOfTheEnvironment(string variable, string value, string principal)
    {
        _cli.Environment[variable] = value;
        await _cli.RunAsync("grant", "add", "ci", "--server", "memory=local");
        var row = (await _cli.JsonAsync("audit", "query", "--outcome", "grant_added")).Single();
        (row.Text("principal"), row.Text("address"), row.Text("message")).ShouldBe((principal, "cli", "The grant 'ci' was made."));
    }
}
