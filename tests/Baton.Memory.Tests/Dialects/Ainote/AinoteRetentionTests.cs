using Baton.Memory.Projects;
using Baton.Memory.Retention;
using Baton.Memory.Tests.Retention;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Ainote;

/// <summary>Retention is explicit: nothing goes by reading nor by age alone, only by an operator's setting, and then into a file first.</summary>
public sealed class AinoteRetentionTests
{
    private static readonly string[] Reads =
    [
        "handoff_list", "sync_list", "sync_pull", "list_dev_docs", "pull_dev_docs", "list_tasks", "list_categories", "list_dev_categories", "vault_list", "vault_connect_status",
    ];

    [Fact]
    public async Task Nothing_GoesByAge_WhereNoRetentionIsSet()
    {
        await using var room = await OpenAsync();
        room.Room.Clock.Advance(TimeSpan.FromDays(4000));
        (await RetireAsync(room, new HeldRetiredFiles())).ShouldBe(0);
        await ReadAllAsync(room);
        (await CountsAsync(room)).ShouldBe((1, 1, 1, 1));
    }

    [Fact]
    public async Task Retention_ThatIsSet_ActsByItsRunAlone_AndKeepsAFileFirst()
    {
        await using var room = await OpenAsync();
        await room.Room.Server.Projects.SetAsync(room.Room.Caller(), "shop", new ProjectChange { Retention = TimeSpan.FromDays(30) }, default);
        room.Room.Clock.Advance(TimeSpan.FromDays(31));
        await ReadAllAsync(room);
        (await CountsAsync(room)).ShouldBe((1, 1, 1, 1));
        var files = new HeldRetiredFiles();
        (await RetireAsync(room, files)).ShouldBe(1);
        files.Kept.Single().Project.ShouldBe("shop");
        System.Text.Encoding.UTF8.GetString(files.Kept.Single().Bytes).ShouldContain("login");
        (await CountsAsync(room)).ShouldBe((0, 1, 1, 1));
    }

    [Fact]
    public async Task Retention_OfWhatWasWrittenMeanwhile_CountsFromTheLastWrite()
    {
        await using var room = await OpenAsync();
        await room.Room.Server.Projects.SetAsync(room.Room.Caller(), "shop", new ProjectChange { Retention = TimeSpan.FromDays(30) }, default);
        room.Room.Clock.Advance(TimeSpan.FromDays(20));
        await room.Tools.DoneAsync("handoff_save", "{'project':'shop','topic':'login','content':'again','date':'2026-03-01'}");
        room.Room.Clock.Advance(TimeSpan.FromDays(20));
        (await RetireAsync(room, new HeldRetiredFiles())).ShouldBe(0);
        (await room.Tools.DoneAsync("handoff_get", "{'project':'shop','topic':'login'}")).Content.Text("content").ShouldBe("again");
    }

    /// <summary>One of each kind; the handoff in a project of its own.</summary>
    private static async Task<AinoteRoom> OpenAsync()
    {
        var room = await AinoteRoom.OpenAsync();
        await room.Tools.DoneAsync("handoff_save", "{'project':'shop','topic':'login','content':'old','date':'2026-03-01'}");
        await room.Tools.DoneAsync("sync_push", "{'path':'a.md','content':'note'}");
        await room.Tools.DoneAsync("create_dev_doc", "{'title':'Rafts','content':'Of logs'}");
        await room.Tools.DoneAsync("create_task", "{'content':'Saw'}");
        return room;
    }

    private static async Task ReadAllAsync(AinoteRoom room)
    {
        foreach (var tool in Reads) await room.Tools.DoneAsync(tool);
        await room.Tools.DoneAsync("handoff_get", "{'project':'shop','topic':'login'}");
        await room.Tools.DoneAsync("get_dev_doc", "{'title':'Rafts'}");
        await room.Tools.DoneAsync("vault_sync", "{'action':'list'}");
    }

    private static async Task<(int Handoffs, int Notes, int Docs, int Tasks)> CountsAsync(AinoteRoom room) => (
        (await room.Tools.DoneAsync("handoff_list")).Content.Number("count"),
        (await room.Room.DoneAsync("memory_search", "{'query':'note'}")).At("results").GetArrayLength(),
        (await room.Room.DoneAsync("memory_search", "{'query':'logs'}")).At("results").GetArrayLength(),
        (await room.Room.DoneAsync("task_list")).At("tasks").GetArrayLength());

    private static async Task<int> RetireAsync(AinoteRoom room, HeldRetiredFiles files)
        => await new Baton.Memory.Retention.Retirement(room.Room.Store, files, room.Room.Clock).RunAsync(default);
}
