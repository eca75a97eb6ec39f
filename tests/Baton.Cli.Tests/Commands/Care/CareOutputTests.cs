using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Commands.Care;

/// <summary>Backup, restore and doctor: what each says, and that a restore is of exactly what was backed up.</summary>
public sealed class CareOutputTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Backup_Json_NamesEachFileWithItsSha256_AndTheArchiveHoldsThem()
    {
        await _cli.RunAsync("handoff", "save", "work", "--key", "k");

        var backup = (await _cli.JsonAsync("backup", "b.zip")).Single();

        backup.EnumerateObject().Select(member => member.Name).ShouldBe(["path", "created_at", "files"]);
        backup.Text("path").ShouldBe(_cli.At("b.zip"));
        backup.GetProperty("created_at").GetDateTimeOffset().ShouldBe(_cli.Time.GetUtcNow());
        var files = backup.GetProperty("files").EnumerateArray().ToList();
        files.Select(file => file.Text("name")).ShouldBe(["audit.db", "gateway.db", "memory.db"]);
        await using var zip = await ZipFile.OpenReadAsync(_cli.At("b.zip"), TestContext.Current.CancellationToken);
        foreach (var file in files)
        {
            var entry = zip.GetEntry(file.Text("name")).ShouldNotBeNull();
            entry.Length.ShouldBe(file.GetProperty("bytes").GetInt64());
            await using var content = await entry.OpenAsync(TestContext.Current.CancellationToken);
            Convert.ToHexStringLower(await SHA256.HashDataAsync(content, TestContext.Current.CancellationToken)).ShouldBe(file.Text("sha256"));
        }
    }

    [Fact]
    public async Task Backup_Text_SaysWhereAndHowMuch()
    {
        await _cli.RunAsync("handoff", "save", "work", "--key", "k");
        var result = await _cli.RunAsync("backup", "b.zip");
        (result.Code, result.Error).ShouldBe((ExitCode.Done, "audit.db…\ngateway.db…\nmemory.db…\n"));
        result.Out.ShouldMatch($@"^Backed up: {System.Text.RegularExpressions.Regex.Escape(_cli.At("b.zip"))} \([0-9,]+ bytes in 3 databases\)\n$");

        var restored = await _cli.RunAsync("restore", "b.zip", "--data", "again");
        restored.Out.ShouldMatch($@"^Restored: {System.Text.RegularExpressions.Regex.Escape(_cli.At("again"))} \([0-9,]+ bytes in 3 databases\)\n$");
    }

    [Theory]
    [InlineData("no zip at all")]
    [InlineData("")]
    public async Task Restore_FileThatIsNoBackup_IsTheEnvironment_AndMakesNoDatabase(string text)
    {
        _cli.Write("odd.zip", text);
        var result = await _cli.RunAsync("restore", "odd.zip", "--data", "again", "--json");
        (result.Code, result.Out, result.Code()).ShouldBe((ExitCode.Environment, "", "unavailable"));
        result.Error.ShouldContain("odd.zip");
        if (Directory.Exists(_cli.At("again"))) Directory.EnumerateFiles(_cli.At("again"), "*.db*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Restore_BackupWithOneByteChanged_IsRefused_AndMakesNoDatabase()
    {
        await _cli.RunAsync("handoff", "save", "work", "--key", "k");
        await _cli.RunAsync("backup", "b.zip");
        var copy = _cli.At("copy");
        await ZipFile.ExtractToDirectoryAsync(_cli.At("b.zip"), copy, TestContext.Current.CancellationToken);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(copy, "memory.db"), TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(copy, "memory.db"), bytes, TestContext.Current.CancellationToken);
        await ZipFile.CreateFromDirectoryAsync(copy, _cli.At("changed.zip"), TestContext.Current.CancellationToken);

        var result = await _cli.RunAsync("restore", "changed.zip", "--data", "again");

        (result.Code, result.Out).ShouldBe((ExitCode.Environment, ""));
        result.Error.ShouldContain("memory.db");
        (await _cli.RunAsync("handoff", "list", "--data", "again")).Out.ShouldNotContain("work");
    }

    [Fact]
    public async Task Doctor_FolderThatIsNotThere_IsANote_AndMakesNone()
    {
        var checks = await _cli.JsonAsync("doctor", "--baton-url", "http://127.0.0.1:9");
        checks[0].GetRawText().ShouldBe($$"""{"check":"data folder","state":"note","detail":"{{_cli.At("data")}} does not exist yet","advice":"The first start makes it."}""");
        checks.ShouldAllBe(check => check.Text("state") != "bad");
        Directory.Exists(_cli.At("data")).ShouldBeFalse();
    }

    [Fact]
    public async Task Doctor_Text_IsATableThenTheAdviceThenTheWord()
    {
        await _cli.RunAsync("handoff", "save", "work");
        await _cli.RunAsync("client", "cursor", "--write", "--no-hooks");
        Directory.CreateDirectory(_cli.At("home/.codex"));

        var lines = (await _cli.RunAsync("doctor", "--baton-url", "http://127.0.0.1:9")).Out.Split('\n');

        lines[0].ShouldBe("state\tcheck\tdetail");
        lines[1].ShouldBe($"ok\tdata folder\t{_cli.At("data")}");
        lines.ShouldContain("ok\tclient cursor\tknows Baton");
        lines.ShouldContain("note\tclient codex\tdoes not know Baton");
        lines.ShouldContain("note\tserver\tnone listens on http://127.0.0.1:9");
        lines.ShouldContain("client codex: baton client codex --write");
        lines[^2].ShouldBe("All is well.");
    }

    [Fact]
    public async Task Doctor_FolderOthersMayEnter_SaysHowToCloseIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX modes only.");
        await _cli.RunAsync("handoff", "save", "work");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_cli.At("data"), (UnixFileMode)0b111_101_101);
        (await _cli.JsonAsync("doctor", "--baton-url", "http://127.0.0.1:9")).Single(check => check.Text("check") == "access").GetRawText()
            .ShouldBe($$"""{"check":"access","state":"note","detail":"other users may enter","advice":"chmod 700 '{{_cli.At("data")}}'"}""");
    }

    [Fact]
    public async Task Doctor_PolicyFileWithAnError_SaysNo()
    {
        await _cli.RunAsync("handoff", "save", "work");
        _cli.Write("data/policies/strict.json", """{"version":"1","default":"perhaps","tools":{}}""");
        var result = await _cli.RunAsync("doctor", "--baton-url", "http://127.0.0.1:9", "--json");
        result.Code.ShouldBe(ExitCode.No);
        result.Lines().ShouldContain(check => check.Text("check") == "policy file" && check.Text("state") == "bad" && check.Text("detail").Contains("strict.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Doctor_ClientFileThatCannotBeRead_IsNoReasonToFail()
    {
        _cli.Write("home/.cursor/mcp.json", "{ broken");
        (await _cli.JsonAsync("doctor", "--baton-url", "http://127.0.0.1:9")).ShouldContain(check => check.Text("check") == "client cursor" && check.Text("detail") == "does not know Baton");
    }
}
