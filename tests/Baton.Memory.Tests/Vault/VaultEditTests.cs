using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Projects;
using Baton.Memory.Tests.Support;
using Baton.Memory.Vault;

namespace Baton.Memory.Tests.Vault;

/// <summary>What people's editors do to the files of a vault, and what each field of a file means when it was edited.</summary>
public sealed class VaultEditTests : IAsyncLifetime
{
    private const string Plan = "handoffs/atlas-plan-2026-03-01.md";
    private const string Fact = "memories/atlas/fact.md";

    private readonly HeldFiles _files = new();
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await _room.SentAsync("handoff_save", new { summary = "the plan", key = "plan", project = "atlas", title = "T", body = "eins\nzwei", thread = "th", to = "bob", tags = new[] { "x", "y" }, pending = new[] { "p" }, priority = 1 });
        await _room.SentAsync("memory_save", new { content = "der Fakt", key = "fact", project = "atlas", title = "F", tags = new[] { "x" } });
        await SyncAsync();
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData(Plan)]
    [InlineData(Fact)]
    public async Task Sync_AFileThatIsNoUtf8_IsAProblemAndChangesNothing(string path)
    {
        byte[] latin1 = [.. Encoding.UTF8.GetBytes(_files.Text(path)), 0x0A, 0xFC, 0x62, 0x65, 0x72];
        _files.Put(path, latin1);
        var report = await SyncAsync();
        report.Events.ShouldContain(one => one.Step == VaultStep.Problem && one.Path == path && one.Why!.Contains("UTF-8"));
        report.Count(VaultStep.Import).ShouldBe(0);
        (await HandoffAsync()).Text("body").ShouldBe("eins\nzwei");
        (await MemoryAsync()).Text("content").ShouldBe("der Fakt");
        _files.Read(path).ShouldBe(latin1);
    }

    [Theory]
    [InlineData(Plan)]
    [InlineData(Fact)]
    public async Task Sync_AFileThatGotAByteOrderMark_IsStillTheSame(string path)
    {
        _files.Put(path, [0xEF, 0xBB, 0xBF, .. _files.Read(path)!]);
        var report = await SyncAsync();
        (report.Unchanged, report.Events.Count).ShouldBe((2, 0));
        _files.Paths.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Sync_AnEditBehindAByteOrderMark_IsImported()
    {
        _files.Edit(Plan, "zwei", "drei");
        _files.Put(Plan, [0xEF, 0xBB, 0xBF, .. _files.Read(Plan)!]);
        (await SyncAsync()).Events.ShouldHaveSingleItem().Step.ShouldBe(VaultStep.Import);
        (await HandoffAsync()).Text("body").ShouldBe("eins\ndrei");
    }

    [Theory]
    [InlineData("title: T", "title: \"Neuer Titel 🎌\"", "title", "Neuer Titel 🎌")]
    [InlineData("title: T", "title: Fix it: now", "title", "Fix it: now")]
    [InlineData("title: T\n", "", "title", null)]
    [InlineData("title: T", "title:", "title", null)]
    [InlineData("thread: th", "thread: other", "thread", "other")]
    [InlineData("thread: th\n", "", "thread", null)]
    [InlineData("to: bob", "to: reviewer", "to", "reviewer")]
    [InlineData("status: open", "status: done", "status", "done")]
    [InlineData("summary: \"the plan\"", "summary: another plan", "summary", "another plan")]
    [InlineData("eins\nzwei", "", "body", "")]
    public async Task Sync_AFieldOfAHandoff_IsWhatTheFileSays(string from, string to, string member, string? value)
    {
        _files.Edit(Plan, from, to);
        (await SyncAsync()).Events.ShouldHaveSingleItem().Step.ShouldBe(VaultStep.Import);
        var handoff = await HandoffAsync();
        (handoff.TryGetProperty(member, out var found) ? found.GetString() : null).ShouldBe(value);
        handoff.Number("version").ShouldBe(2);
        (await SyncAsync()).Unchanged.ShouldBe(2);
    }

    [Theory]
    [InlineData("priority: 1\n", "", "priority", "0")]
    [InlineData("priority: 1", "priority: -1", "priority", "-1")]
    [InlineData("priority: 1", "priority: 1\npinned: true", "pinned", "true")]
    [InlineData("tags:\n  - x\n  - y\n", "", "tags", null)]
    [InlineData("tags:\n  - x\n  - y\n", "tags:\n", "tags", null)]
    [InlineData("  - x\n", "  - \"a b\"\n", "tags", "[\"a b\",\"y\"]")]
    [InlineData("pending:\n  - p", "pending:\n- p\n- q: r", "pending", "[\"p\",\"q: r\"]")]
    public async Task Sync_AListOrNumberOfAHandoff_IsWhatTheFileSays(string from, string to, string member, string? json)
    {
        _files.Edit(Plan, from, to);
        await SyncAsync();
        ((await HandoffAsync()).TryGetProperty(member, out var found) ? found.GetRawText() : null).ShouldBe(json);
    }

    [Theory]
    [InlineData(Plan, "priority: 1", "priority: 2", "priority")]
    [InlineData(Plan, "priority: 1", "pinned: yes", "pinned")]
    [InlineData(Plan, "status: open", "status: claimed", "claiming")]
    [InlineData(Plan, "status: open", "status: finished", "no status")]
    [InlineData(Plan, "summary: \"the plan\"", "summary: \"\"", "summary is empty")]
    [InlineData(Plan, "summary: \"the plan\"\n", "", "summary is empty")]
    [InlineData(Plan, "tags:\n  - x", "tags:\n  - x\ntags:\n  - z", "not understood")]
    [InlineData(Plan, "title: T", "title:\ntitle: T", "not understood")]
    [InlineData(Plan, "title: T", "title: {a: b}", "not understood")]
    [InlineData(Plan, "version: 1", "version: one", "no number")]
    [InlineData(Fact, "der Fakt", " ", "content is empty")]
    [InlineData(Fact, "title: F", "format: json", "no JSON")]
    public async Task Sync_WhatCannotBeMeant_IsAProblemAndTheFileStays(string path, string from, string to, string why)
    {
        _files.Edit(path, from, to);
        var edited = _files.Text(path);
        (await SyncAsync()).Events.Where(one => one.Step == VaultStep.Problem).ShouldHaveSingleItem().Why!.ShouldContain(why);
        _files.Text(path).ShouldBe(edited);
        ((await HandoffAsync()).Number("version"), (await MemoryAsync()).Number("version")).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Sync_WhatTheFileDoesNotShow_StaysAsItWas()
    {
        await _room.SentAsync("handoff_save", new { summary = "the plan", key = "plan", project = "atlas", files = new[] { "a.cs" } });
        await _room.SentAsync("handoff_update", new { key = "plan", project = "atlas", comment = "seen", ttl = "1d" });
        await SyncAsync();
        _files.Edit(Plan, "zwei", "drei");
        await SyncAsync();
        var handoff = await HandoffAsync();
        (handoff.Text("files.0.path"), handoff.Text("comments.0.text"), handoff.Text("expires_at"), handoff.Text("body")).ShouldBe(("a.cs", "seen", "2026-03-02T12:00:00.000Z", "eins\ndrei"));
    }

    [Fact]
    public async Task Sync_OnlyTheVersionLineChanged_IsAnEditOfThatVersion()
    {
        await _room.SentAsync("handoff_save", new { summary = "newer", key = "plan", project = "atlas" });
        _files.Edit(Plan, "zwei", "drei");
        (await SyncAsync()).Events.ShouldHaveSingleItem().Step.ShouldBe(VaultStep.Conflict);
        _files.Edit(Plan, "version: 1", "version: 2");
        (await SyncAsync()).Events.ShouldHaveSingleItem().Step.ShouldBe(VaultStep.Import);
        ((await HandoffAsync()).Text("summary"), (await HandoffAsync()).Text("body")).ShouldBe(("the plan", "eins\ndrei"));
    }

    [Fact]
    public async Task Sync_ASecretWrittenIntoAFile_IsRedactedInTheStoreAndThenInTheFile()
    {
        _files.Edit(Fact, "der Fakt", "token ghp_abcdefghijklmnopqrstuvwxyz0123456789");
        await SyncAsync();
        (await MemoryAsync()).Text("content").ShouldStartWith("token [redacted:");
        _files.Text(Fact).ShouldNotContain("ghp_");
    }

    [Fact]
    public async Task Sync_ASecretWhereTheProjectRejects_IsAProblemAndStaysInTheFile()
    {
        await _room.Server.Projects.SetAsync(_room.Caller(), "atlas", new ProjectChange { Secrets = SecretsMode.Reject }, default);
        _files.Edit(Fact, "der Fakt", "token ghp_abcdefghijklmnopqrstuvwxyz0123456789");
        (await SyncAsync()).Events.ShouldHaveSingleItem().Step.ShouldBe(VaultStep.Problem);
        (await MemoryAsync()).Text("content").ShouldBe("der Fakt");
    }

    [Fact]
    public async Task Sync_AClaimedHandoff_MayBeEditedButNotFinishedFromItsFile()
    {
        await _room.SentAsync("handoff_claim", new { key = "plan", project = "atlas" });
        await SyncAsync();
        _files.Edit(Plan, "zwei", "drei");
        (await SyncAsync()).Events.ShouldHaveSingleItem().Step.ShouldBe(VaultStep.Import);
        _files.Edit(Plan, "status: claimed", "status: done");
        var problem = (await SyncAsync()).Events.ShouldHaveSingleItem();
        (problem.Step, problem.Why!.Contains("is claimed by ada")).ShouldBe((VaultStep.Problem, true));
        ((await HandoffAsync()).Text("status"), (await HandoffAsync()).Text("body")).ShouldBe(("claimed", "eins\ndrei"));
    }

    private async Task<System.Text.Json.JsonElement> HandoffAsync() => (await _room.DoneAsync("handoff_load", "{'key':'plan','project':'atlas'}")).At("handoff");

    private async Task<System.Text.Json.JsonElement> MemoryAsync() => (await _room.DoneAsync("memory_get", "{'key':'fact','project':'atlas'}")).At("memory");

    private async Task<VaultReport> SyncAsync(MemoryCaller? caller = null)
        => await new VaultSync(_room.Store, _room.Server, _files, _room.Clock).RunAsync(caller ?? _room.Caller(), VaultConflicts.Leave, apply: true, default);
}
