using System.Text.Json.Nodes;

namespace Baton.Cli.Tests.Administration;

public sealed class PurgeCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Purge_WithoutApply_ListsAndKeeps()
    {
        var id = await SaveAsync("a");
        var run = await _cli.RunAsync("purge", id);
        run.Code.ShouldBe(0, run.ToString());
        run.Out.ShouldContain("--apply");
        run.Out.ShouldContain(id);
        (await _cli.RunAsync("handoff", "load", id)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Purge_Apply_DestroysTellsAndIsAudited()
    {
        var id = await SaveAsync("a");
        await SaveAsync("a");
        var run = JsonNode.Parse((await _cli.RunAsync("purge", id, "--apply", "--why", "asked for", "--json")).Out)!;
        (run["applied"]!.GetValue<bool>(), run["count"]!.GetValue<int>(), run["versions"]!.GetValue<int>()).ShouldBe((true, 1, 2));
        (await _cli.RunAsync("handoff", "load", id)).Code.ShouldBe(1);
        (await _cli.RunAsync("purge", id)).Code.ShouldBe(1);
        (await _cli.RunAsync("export", _cli.At("out.jsonl"))).Code.ShouldBe(0);
        (await File.ReadAllTextAsync(_cli.At("out.jsonl"))).ShouldContain("asked for");
        (await _cli.RunAsync("audit", "query", "--json")).Out.ShouldContain("purged");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "--deleted-before", "yesterday-ish")]
    [InlineData(1, "--project", "typo")]
    [InlineData(1, "m_01ZZZZZZZZZZZZZZZZZZZZZZZZ")]
    public async Task Purge_WhatCannotBeMeant_IsRefused(int code, params string[] arguments)
        => (await _cli.RunAsync(["purge", .. arguments])).Code.ShouldBe(code);

    [Fact]
    public async Task Purge_WhileLocked_NeedsThePassphraseToApplyOnly()
    {
        var id = await SaveAsync("a");
        _cli.Environment["BATON_PASSPHRASE"] = "correct horse battery";
        var locked = await _cli.RunAsync("lock");
        Assert.SkipUnless(locked.Code == 0, $"Locking asks for more than a passphrase: {locked.Error}");
        _cli.Environment.Remove("BATON_PASSPHRASE");
        (await _cli.RunAsync("purge", id)).Code.ShouldBe(0);
        (await _cli.RunAsync("purge", id, "--apply")).Code.ShouldNotBe(0);
        (await _cli.RunAsync("handoff", "load", id)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task ProjectSet_Retention_IsShownAndTakenBack()
    {
        (await _cli.RunAsync("project", "set", "p", "--retention", "90d")).Out.ShouldContain("kept 90 days");
        (await _cli.RunAsync("project", "list", "--json")).Out.ShouldContain("\"retention_days\":90");
        (await _cli.RunAsync("project", "set", "p", "--retention", "never")).Out.ShouldContain("kept for ever");
        (await _cli.RunAsync("project", "set", "p", "--retention", "5m")).Code.ShouldBe(2);
    }

    private async Task<string> SaveAsync(string key)
    {
        var run = await _cli.RunAsync("handoff", "save", "work", "--key", key, "--project", "p", "--json");
        return JsonNode.Parse(run.Out)!["handoff"]!["id"]!.GetValue<string>();
    }
}
