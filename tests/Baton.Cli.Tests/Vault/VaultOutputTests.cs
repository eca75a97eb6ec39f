using Baton.Cli.Application;
using Baton.Cli.Output;

namespace Baton.Cli.Tests.Vault;

/// <summary>What <c>baton vault</c> says: each step with its file, in words and as JSON, and the exit code that scripts go by.</summary>
public sealed class VaultOutputTests : IDisposable
{
    private const string Handoff = "handoffs/p-k-2026-03-01.md";

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Sync_Text_CountsTheStepsAndNamesTheVault()
    {
        await FillAsync();

        (await _cli.RunAsync("vault", "status")).ToString().ShouldBe($"0\n{Main}: a sync would leave 2 written, 0 unchanged.\n");
        Directory.Exists(_cli.At("data", "vaults", "main", "handoffs")).ShouldBeFalse("status writes nothing");
        (await _cli.RunAsync("vault", "sync")).ToString().ShouldBe($"0\n{Main}: 2 written, 0 unchanged.\n");
        (await _cli.RunAsync("vault", "sync")).ToString().ShouldBe($"0\n{Main}: 2 unchanged.\n");
        Files(Main).ShouldBe([Handoff, "memories/p/m.md"]);
    }

    [Fact]
    public async Task Sync_Json_IsOneObjectWithEveryStep()
    {
        var id = await FillAsync();

        var report = (await _cli.JsonAsync("vault", "sync", "--vault", "notes")).Single();

        report.EnumerateObject().Select(member => member.Name).ShouldBe(["vault", "applied", "unchanged", "written", "imported", "removed", "conflicts", "problems", "files"]);
        (report.Text("vault"), report.Text("applied"), report.Text("written"), report.Text("unchanged")).ShouldBe((_cli.At("notes"), "True", "2", "0"));
        report.GetProperty("files")[0].GetRawText().ShouldBe($$"""{"step":"write","path":"{{Handoff}}","id":"{{id}}"}""");
        (await _cli.JsonAsync("vault", "status", "--vault", "notes")).Single().GetRawText().ShouldBe(
            $$"""{"vault":"{{_cli.At("notes")}}","applied":false,"unchanged":2,"written":0,"imported":0,"removed":0,"conflicts":0,"problems":0,"files":[]}""");
    }

    [Fact]
    public async Task Sync_FileEditedAndRecordUntouched_IsAVersion_AndTheOtherWayRound()
    {
        await FillAsync();
        await _cli.RunAsync("vault", "sync");
        Edit(Handoff, "first", "first, edited");

        (await _cli.RunAsync("vault", "sync")).Out.ShouldBe($"{Main}: 1 imported, 1 unchanged.\n");
        (await _cli.JsonAsync("handoff", "show", "k", "--project", "p")).Single().GetProperty("handoff").Text("summary").ShouldBe("first, edited");

        await _cli.RunAsync("handoff", "save", "third", "--key", "k", "--project", "p");
        (await _cli.RunAsync("vault", "sync")).Out.ShouldBe($"{Main}: 1 written, 1 unchanged.\n");
        File.ReadAllText(Path.Combine(Main, Handoff)).ShouldContain("third");
    }

    [Theory]
    [InlineData("file", "mine", 3)]
    [InlineData("store", "theirs", 2)]
    public async Task Sync_Conflict_IsLeftAndListed_UntilASideIsTaken(string side, string stays, int version)
    {
        await FillAsync();
        await _cli.RunAsync("vault", "sync");
        Edit(Handoff, "first", "mine");
        await _cli.RunAsync("handoff", "save", "theirs", "--key", "k", "--project", "p");

        var left = await _cli.RunAsync("vault", "sync");
        left.Code.ShouldBe(ExitCode.No);
        left.Out.Split('\n')[0].ShouldStartWith($"conflict {Handoff}: ");
        left.Out.Split('\n')[1].ShouldBe($"{Main}: 1 conflicts, 1 unchanged.");
        (await _cli.RunAsync("vault", "status")).Code.ShouldBe(ExitCode.Done, "looking is no check");
        File.ReadAllText(Path.Combine(Main, Handoff)).ShouldContain("mine");

        (await _cli.RunAsync("vault", "sync", "--take", side)).Code.ShouldBe(ExitCode.Done);

        var handoff = (await _cli.JsonAsync("handoff", "show", "k", "--project", "p")).Single().GetProperty("handoff");
        (handoff.Text("summary"), handoff.GetProperty("version").GetInt32()).ShouldBe((stays, version));
        File.ReadAllText(Path.Combine(Main, Handoff)).ShouldContain(stays);
        Directory.Exists(Path.Combine(Main, "conflicts")).ShouldBe(side == "store");
        (await _cli.RunAsync("vault", "sync")).Out.ShouldBe($"{Main}: 2 unchanged.\n");
    }

    [Fact]
    public async Task Sync_FileThatCannotBeRead_IsAProblem_LeftAlone()
    {
        await FillAsync();
        await _cli.RunAsync("vault", "sync");
        var file = Path.Combine(Main, Handoff);
        File.WriteAllText(file, "no fields at all");

        var result = await _cli.RunAsync("vault", "sync");

        result.Code.ShouldBe(ExitCode.No);
        result.Out.ShouldStartWith($"problem {Handoff}: ");
        result.Out.ShouldContain("1 problems");
        File.ReadAllText(file).ShouldBe("no fields at all");
        (await _cli.RunAsync("vault", "sync", "--json")).Lines().Single().GetProperty("files")[0].Text("step").ShouldBe("problem");
    }

    [Fact]
    public async Task Sync_FileDeleted_ComesBack_AndOfADeletedRecordGoes()
    {
        await FillAsync();
        await _cli.RunAsync("vault", "sync");
        File.Delete(Path.Combine(Main, Handoff));

        (await _cli.RunAsync("vault", "sync")).Out.ShouldBe($"{Main}: 1 written, 1 unchanged.\n");
        File.Exists(Path.Combine(Main, Handoff)).ShouldBeTrue();

        await _cli.RunAsync("handoff", "delete", "k", "--project", "p");
        (await _cli.RunAsync("vault", "sync")).Out.ShouldBe($"{Main}: 1 removed, 1 unchanged.\n");
        File.Exists(Path.Combine(Main, Handoff)).ShouldBeFalse();
    }

    [Fact]
    public async Task Sync_PrivateMemory_IsNotMirrored()
    {
        await _cli.RunAsync("memory", "save", "mine alone", "--key", "m", "--project", "p", "--visibility", "private");
        (await _cli.RunAsync("vault", "sync")).Out.ShouldBe($"{Main}: 0 unchanged.\n");
    }

    [Fact]
    public async Task Watch_Json_IsOneObjectAStep()
    {
        var id = await FillAsync();
        (await WatchAsync(2, "--json")).ShouldBe([$$"""{"step":"write","path":"{{Handoff}}","id":"{{id}}"}""", .. await MemoryAsync()]);

        async Task<string[]> MemoryAsync()
        {
            var memory = (await _cli.JsonAsync("memory", "show", "m", "--project", "p")).Single().GetProperty("memory").Text("id");
            return [$$"""{"step":"write","path":"memories/p/m.md","id":"{{memory}}"}"""];
        }
    }

    [Fact]
    public async Task Watch_Text_IsOneLineAStep()
    {
        await FillAsync();
        (await WatchAsync(2)).ShouldBe([$"write {Handoff}", "write memories/p/m.md"]);
    }

    [Theory]
    [InlineData("vault sync --take both", "both")]
    [InlineData("vault sync --baton-url http://127.0.0.1:1", "a vault lies beside its data folder.")]
    [InlineData("vault watch --baton-url http://127.0.0.1:1", "a vault lies beside its data folder.")]
    [InlineData("vault", "baton vault --help")]
    public async Task Vault_WhatCannotBe_IsWrongUsage(string line, string says)
    {
        var result = await _cli.RunAsync(line.Split(' '));
        (result.Code, result.Out).ShouldBe((ExitCode.Usage, ""));
        result.Error.ShouldContain(says);
    }

    private string Main => _cli.At("data", "vaults", "main");

    private async Task<string> FillAsync()
    {
        var saved = (await _cli.JsonAsync("handoff", "save", "first", "--key", "k", "--project", "p")).Single();
        await _cli.RunAsync("memory", "save", "a fact", "--key", "m", "--project", "p");
        return saved.GetProperty("handoff").Text("id");
    }

    private void Edit(string file, string was, string becomes)
    {
        var path = Path.Combine(Main, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(was, becomes, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Files(string folder)
        => Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true }).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    // Watches until so many lines were said.
    private async Task<string[]> WatchAsync(int lines, params string[] flags)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new LineCounter(lines, stop);
        using var error = new StringWriter();
        (await CliApplication.RunAsync(["vault", "watch", .. flags], _cli.Context(output, error), stop.Token)).ShouldBe(ExitCode.Done, error.ToString());
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed class LineCounter : StringWriter
    {
        private readonly CancellationTokenSource _stop;
        private int _left;

        public LineCounter(int lines, CancellationTokenSource stop)
        {
            (_left, _stop, NewLine) = (lines, stop, "\n");
        }

        public override void Write(char value)
        {
            base.Write(value);
            if (value == '\n' && --_left == 0) _stop.Cancel();
        }

        public override void WriteLine(string? value)
        {
            base.Write(value);
            Write('\n');
        }
    }
}
