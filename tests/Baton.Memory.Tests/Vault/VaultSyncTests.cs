using System.Text;
using Baton.Memory.Purging;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;
using Baton.Memory.Vault;

namespace Baton.Memory.Tests.Vault;

public sealed class VaultSyncTests : IAsyncLifetime
{
    private const string Plan = "handoffs/atlas-plan-2026-03-01.md";
    private readonly HeldFiles _files = new();
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await _room.DoneAsync("handoff_save", "{'summary':'the plan','key':'plan','project':'atlas','body':'eins\\r\\nzwei 🎌','next_actions':['go on'],'tags':['x']}");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Sync_OfNewRecords_WritesThemReadably()
    {
        await _room.DoneAsync("memory_save", "{'content':'4700','key':'the/port','project':'atlas','type':'fact'}");
        await _room.DoneAsync("memory_save", "{'value':{'a':[1,2.50]},'key':'v','project':'atlas'}");
        var report = await SyncAsync();
        report.Count(VaultStep.Write).ShouldBe(3);
        _files.Paths.ShouldBe([Plan, "memories/atlas/the%2Fport.md", "memories/atlas/v.md"]);
        _files.Text(Plan).ShouldContain("summary: \"the plan\"\nstatus: open\ntags:\n  - x\nnext_actions:\n  - \"go on\"\n");
        _files.Text(Plan).ShouldEndWith("---\neins\r\nzwei 🎌");
        _files.Text("memories/atlas/v.md").ShouldEndWith("---\n{\"a\":[1,2.50]}");
        (await SyncAsync()).Unchanged.ShouldBe(3);
    }

    [Fact]
    public async Task Sync_OfAnEdit_MakesAVersionAndNothingElse()
    {
        await SyncAsync();
        _files.Edit(Plan, "eins\r\nzwei", "EINS\r\nzwei");
        _files.Edit(Plan, "  - \"go on\"\n", "  - \"go on\"\n  - then rest\n");
        (await SyncAsync()).Events.Single().Step.ShouldBe(VaultStep.Import);
        var handoff = (await _room.DoneAsync("handoff_load", "{'key':'plan','project':'atlas'}")).At("handoff");
        (handoff.Text("body"), handoff.Number("version"), handoff.Text("summary")).ShouldBe(("EINS\r\nzwei 🎌", 2, "the plan"));
        handoff.Texts("next_actions").ShouldBe(["go on", "then rest"]);
        (await SyncAsync()).Unchanged.ShouldBe(1);
    }

    [Fact]
    public async Task Sync_OfAnEditedMemory_KeepsWhatTheFileDoesNotShow()
    {
        await _room.DoneAsync("memory_save", "{'content':'old','key':'k','project':'atlas','importance':0.5,'tags':['a'],'title':'t'}");
        await SyncAsync();
        _files.Edit("memories/atlas/k.md", "---\nold", "---\nnew");
        _files.Edit("memories/atlas/k.md", "title: t\n", "");
        await SyncAsync();
        var memory = (await _room.DoneAsync("memory_get", "{'key':'k','project':'atlas'}")).At("memory");
        (memory.Text("content"), memory.At("importance").GetDouble(), memory.Number("version"), memory.Has("title")).ShouldBe(("new", 0.5, 2, false));
    }

    [Fact]
    public async Task Sync_OfAChangeInTheStore_RewritesAFileNobodyEdited()
    {
        await SyncAsync();
        await _room.DoneAsync("handoff_save", "{'summary':'another plan','key':'plan','project':'atlas'}");
        (await SyncAsync()).Events.Single().Step.ShouldBe(VaultStep.Write);
        _files.Text(Plan).ShouldContain("another plan");
    }

    [Fact]
    public async Task Sync_BothSidesChanged_LeavesBothAndSaysSo()
    {
        await EditBothAsync();
        var before = _files.Text(Plan);
        var conflict = (await SyncAsync()).Events.Single();
        (conflict.Step, conflict.Path).ShouldBe((VaultStep.Conflict, Plan));
        conflict.Why!.ShouldContain("version: 2");
        _files.Text(Plan).ShouldBe(before);
        (await SummaryAsync()).ShouldBe("from the store");
    }

    [Fact]
    public async Task Sync_ConflictMergedByHand_IsImported()
    {
        await EditBothAsync();
        _files.Edit(Plan, "version: 1", "version: 2");
        (await SyncAsync()).Events.Single().Step.ShouldBe(VaultStep.Import);
        (await SummaryAsync()).ShouldBe("from the file");
    }

    [Fact]
    public async Task Sync_TakeFile_MakesItTheNewestVersionAndKeepsTheOther()
    {
        await EditBothAsync();
        await SyncAsync(VaultConflicts.TakeFile);
        (await SummaryAsync()).ShouldBe("from the file");
        (await _room.DoneAsync("handoff_load", "{'key':'plan','project':'atlas','version':2}")).Text("handoff.summary").ShouldBe("from the store");
    }

    [Fact]
    public async Task Sync_TakeStore_KeepsTheEditAside()
    {
        await EditBothAsync();
        await SyncAsync(VaultConflicts.TakeStore);
        _files.Text(Plan).ShouldContain("from the store");
        _files.Text(_files.Paths.Single(path => path.StartsWith("conflicts/", StringComparison.Ordinal))).ShouldContain("from the file");
        (await SyncAsync()).Unchanged.ShouldBe(1);
    }

    [Fact]
    public async Task Sync_DryRun_SaysTheSameAndTouchesNothing()
    {
        (await SyncAsync(apply: false)).Count(VaultStep.Write).ShouldBe(1);
        _files.Paths.ShouldBeEmpty();
        await SyncAsync();
        _files.Edit(Plan, "the plan", "a plan");
        (await SyncAsync(apply: false)).Count(VaultStep.Import).ShouldBe(1);
        (await SummaryAsync()).ShouldBe("the plan");
    }

    [Fact]
    public async Task Sync_DeletedInTheStore_RemovesTheFileUnlessEdited()
    {
        await SyncAsync();
        await _room.DoneAsync("handoff_delete", "{'key':'plan','project':'atlas'}");
        var edited = _files.Text(Plan).Replace("the plan", "my plan");
        (await SyncAsync()).Events.Single().Step.ShouldBe(VaultStep.Remove);
        _files.Paths.ShouldBeEmpty();
        _files.Write(Plan, Encoding.UTF8.GetBytes(edited));
        (await SyncAsync()).Events.Single().Step.ShouldBe(VaultStep.Conflict);
        _files.Text(Plan).ShouldBe(edited);
    }

    [Fact]
    public async Task Sync_DeletedFile_ComesBackAndTheRecordStays()
    {
        await SyncAsync();
        _files.Delete(Plan);
        (await SyncAsync()).Count(VaultStep.Write).ShouldBe(1);
        _files.Paths.ShouldBe([Plan]);
    }

    [Fact]
    public async Task Sync_PrivateMemories_AreNotMirroredAndGoWhenTheyBecomePrivate()
    {
        await _room.DoneAsync("memory_save", "{'content':'mine','key':'p','project':'atlas','visibility':'private'}");
        var id = (await _room.DoneAsync("memory_save", "{'content':'open','key':'o','project':'atlas'}")).Text("memories.0.id");
        await SyncAsync();
        _files.Paths.Count(path => path.StartsWith("memories/", StringComparison.Ordinal)).ShouldBe(1);
        await _room.DoneAsync("memory_update", $"{{'id':'{id}','visibility':'private'}}");
        (await SyncAsync()).Events.Single().Step.ShouldBe(VaultStep.Remove);
    }

    [Fact]
    public async Task Sync_NamesThatMeet_AllGetFiles()
    {
        foreach (var (project, key) in new[] { ("a-b", "c"), ("a", "b-c"), ("A", "B-c") })
        {
            await _room.DoneAsync("handoff_save", $"{{'summary':'{project}','key':'{key}','project':'{project}'}}");
        }
        await SyncAsync();
        _files.Paths.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(4);
        (await SyncAsync()).Unchanged.ShouldBe(4);
    }

    [Theory]
    [InlineData("../../evil")]
    [InlineData("/abs")]
    [InlineData("nul")]
    [InlineData("..")]
    public async Task Sync_HostileNames_StayInTheirFolders(string name)
    {
        await _room.DoneAsync("memory_save", $"{{'content':'x','key':'{name}','project':'{name}'}}");
        await _room.DoneAsync("handoff_save", $"{{'summary':'x','key':'{name}','project':'{name}'}}");
        (await SyncAsync()).Count(VaultStep.Problem).ShouldBe(0);
        _files.Paths.ShouldAllBe(path => path.Split('/').All(part => part.Trim('.').Length > 0) && !path.StartsWith('/'));
    }

    [Fact]
    public async Task Sync_ForeignBrokenAndCopiedFiles_AreReportedAndLeft()
    {
        await SyncAsync();
        _files.Write("handoffs/notes.md", "# mine\n"u8);
        _files.Write("handoffs/zz-copy.md", Encoding.UTF8.GetBytes(_files.Text(Plan)));
        _files.Write("memories/atlas/broken.md", "---\nid: m_1\nversion: x\nhash: 0\n---\n"u8);
        var report = await SyncAsync();
        report.Events.Select(one => (one.Step, one.Path)).ShouldBe(
            [(VaultStep.Problem, "handoffs/notes.md"), (VaultStep.Problem, "handoffs/zz-copy.md"), (VaultStep.Problem, "memories/atlas/broken.md")]);
        _files.Paths.Length.ShouldBe(4);
    }

    /// <summary>Whatever an editor did to the fields: the file stays as it is and stays the only one, and once it is mended the edit counts.</summary>
    [Theory]
    [InlineData("summary: \"the plan\"", "summary: [the plan")]
    [InlineData("version: 1", "version: one")]
    [InlineData("version: 1\n", "")]
    [InlineData("hash: ", "hush: ")]
    [InlineData("id: h_", "id h_")]
    [InlineData("---\nid", "id")]
    [InlineData("\n---\neins", "\neins")]
    public async Task Sync_AFileThatCannotBeRead_IsReportedAndGetsNoOtherBesideIt(string from, string to)
    {
        await SyncAsync();
        var whole = _files.Text(Plan);
        _files.Edit(Plan, from, to);
        var broken = _files.Text(Plan);
        for (var again = 0; again < 2; again++)
        {
            var problem = (await SyncAsync(again == 0 ? VaultConflicts.Leave : VaultConflicts.TakeStore)).Events.ShouldHaveSingleItem();
            (problem.Step, problem.Path).ShouldBe((VaultStep.Problem, Plan));
            problem.Why!.ShouldContain("left alone, and its record gets no other file");
            _files.Paths.ShouldBe([Plan]);
            _files.Text(Plan).ShouldBe(broken);
        }
        _files.Put(Plan, Encoding.UTF8.GetBytes(whole.Replace("the plan", "mended")));
        (await SyncAsync()).Events.ShouldHaveSingleItem().Step.ShouldBe(VaultStep.Import);
        (await SummaryAsync()).ShouldBe("mended");
    }

    [Fact]
    public async Task Sync_AFileThatIsNotBatonsInARecordsPlace_StaysAndTheRecordGetsItsSecondName()
    {
        _files.Put(Plan, Encoding.UTF8.GetBytes("# notes\nid: mine\n"));
        var report = await SyncAsync();
        report.Events.Select(one => (one.Step, one.Path)).ShouldBe([(VaultStep.Problem, Plan), (VaultStep.Write, "handoffs/atlas-plan-1200-2026-03-01.md")]);
        _files.Text(Plan).ShouldBe("# notes\nid: mine\n");
    }

    [Fact]
    public async Task Sync_ABrokenFileThatWasMovedElsewhere_StillHoldsItsRecordsPlace()
    {
        await SyncAsync();
        var text = _files.Text(Plan).Replace("version: 1", "version: one");
        _files.Delete(Plan);
        _files.Put("handoffs/mine.md", Encoding.UTF8.GetBytes(text));
        (await SyncAsync()).Events.ShouldHaveSingleItem().Id.ShouldStartWith("h_");
        _files.Paths.ShouldBe(["handoffs/mine.md"]);
        _files.Delete("handoffs/mine.md");
        (await SyncAsync()).Count(VaultStep.Write).ShouldBe(1);
        _files.Paths.ShouldBe([Plan]);
    }

    [Theory]
    [InlineData("summary: \"the plan\"", "summary:")]
    [InlineData("status: open", "status: finished")]
    [InlineData("status: open", "status: open\npriority: 9")]
    public async Task Sync_EditThatCannotBeSaved_IsAProblemAndStays(string from, string to)
    {
        await SyncAsync();
        _files.Edit(Plan, from, to);
        var problem = (await SyncAsync()).Events.Single();
        problem.Step.ShouldBe(VaultStep.Problem);
        problem.Why.ShouldNotBeNullOrEmpty();
        _files.Text(Plan).ShouldContain(to);
    }

    [Fact]
    public async Task Sync_PurgedRecord_LosesItsFile()
    {
        await SyncAsync();
        var purge = new Purger(_room.Store, _room.Clock);
        await purge.ApplyAsync(new PurgeRequest { Project = "atlas" }, new Provenance("operator", "ada", null, null, null, "p", "purge"), default);
        await SyncAsync();
        _files.Paths.ShouldBeEmpty();
    }

    private async Task EditBothAsync()
    {
        await SyncAsync();
        _files.Edit(Plan, "the plan", "from the file");
        await _room.DoneAsync("handoff_save", "{'summary':'from the store','key':'plan','project':'atlas'}");
    }

    private async Task<string> SummaryAsync() => (await _room.DoneAsync("handoff_load", "{'key':'plan','project':'atlas'}")).Text("handoff.summary");

    private async Task<VaultReport> SyncAsync(VaultConflicts conflicts = VaultConflicts.Leave, bool apply = true)
        => await new VaultSync(_room.Store, _room.Server, _files, _room.Clock).RunAsync(_room.Caller(), conflicts, apply, default);
}
