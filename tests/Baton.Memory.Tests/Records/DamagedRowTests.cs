using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.Storage.Folders;
using Baton.Storage.Maintenance;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Memory.Tests.Records;

/// <summary>A row that something else than Baton wrote into: the answer says so, other records go on, and the doctor finds it.</summary>
public sealed class DamagedRowTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await _room.DoneAsync("memory_save", "{'content':'a fact','key':'bad'}");
        await _room.DoneAsync("memory_save", "{'content':'another matter','key':'good'}");
        await _room.DoneAsync("handoff_save", "{'summary':'s','key':'bad','body':'b'}");
        await _room.DoneAsync("task_save", "{'title':'t','key':'bad'}");
        await _room.DoneAsync("archive_append", "{'key':'bad','chunk':'c'}");
        await _room.DoneAsync("notify", "{'to':'ada','message':'m'}");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("memory_get", "data = '{'")]
    [InlineData("memory_get", "data = ''")]
    [InlineData("memory_get", "data = '[]'")]
    [InlineData("memory_get", "data = '{\"id\":7}'")]
    [InlineData("memory_get", "data = '{}'")]
    [InlineData("memory_get", "data = replace(CAST(data AS TEXT), '2026', 'then')")]
    [InlineData("memory_get", "data = replace(CAST(data AS TEXT), '\"version\":1', '\"version\":99999999999')")]
    [InlineData("memory_get", "tags = '[1,'")]
    [InlineData("memory_get", "recorded_at = 9223372036854775807")]
    [InlineData("memory_update", "data = '{'")]
    [InlineData("memory_delete", "data = '{'")]
    [InlineData("handoff_load", "data = '{'")]
    [InlineData("handoff_claim", "data = '{'")]
    [InlineData("handoff_update", "data = '{'")]
    [InlineData("handoff_append", "data = '{'")]
    [InlineData("task_get", "data = '{'")]
    [InlineData("task_claim", "data = '{'")]
    [InlineData("archive_read", "data = '{'")]
    [InlineData("archive_append", "data = '{'")]
    public async Task Call_OnADamagedRow_SaysSoAndWritesNothing(string tool, string damage)
    {
        Alter($"UPDATE versions SET {damage} WHERE kind = {KindOf(tool)} AND (key = 'bad' OR key IS NULL)");
        var arguments = tool switch
        {
            "memory_update" => "{'key':'bad','title':'t'}",
            "handoff_update" => "{'key':'bad','comment':'c'}",
            "handoff_append" or "archive_append" => "{'key':'bad','chunk':'c'}",
            _ => "{'key':'bad'}",
        };
        var failure = await _room.RefusedAsync(FailureCode.StoreUnavailable, tool, arguments);
        failure.Message.ShouldContain("is damaged");
        failure.Message.ShouldContain("Run 'baton doctor'");
        failure.Hint!.ShouldContain("Nothing was written");
        (await _room.DoneAsync("memory_get", "{'key':'good'}")).Text("memory.content").ShouldBe("another matter");
        await _room.DoneAsync("memory_save", "{'content':'and a third one','key':'third'}");
    }

    [Theory]
    [InlineData("handoff_list", "{}", 0)]
    [InlineData("task_list", "{}", 2)]
    [InlineData("inbox_list", "{}", 4)]
    [InlineData("archive_list", "{}", 3)]
    [InlineData("memory_search", "{'query':'a fact'}", 1)]
    [InlineData("session_start", "{}", 1)]
    public async Task List_WithADamagedRow_IsUnavailableAndNamesIt(string tool, string arguments, int kind)
    {
        Alter($"UPDATE versions SET data = '{{' WHERE kind = {kind}");
        (await _room.RefusedAsync(FailureCode.StoreUnavailable, tool, arguments)).Message.ShouldMatch("Version 1 of [hmtan]_[0-9A-Z]{26} is damaged");
    }

    [Fact]
    public async Task Load_ABodyWhoseBytesChanged_IsRefusedNotShown()
    {
        Alter("UPDATE segments SET bytes = CAST('x' AS BLOB)");
        (await _room.RefusedAsync(FailureCode.StoreUnavailable, "handoff_load", "{'key':'bad'}")).Message.ShouldContain("no longer has its hash");
        (await _room.RefusedAsync(FailureCode.StoreUnavailable, "archive_read", "{'key':'bad'}")).Message.ShouldContain("is damaged");
    }

    [Fact]
    public async Task Load_ABodyWhoseBytesAreGone_SaysWhichSegment()
    {
        Alter("DELETE FROM segments");
        (await _room.RefusedAsync(FailureCode.StoreUnavailable, "handoff_load", "{'key':'bad'}")).Message.ShouldContain("is missing");
    }

    [Theory]
    [InlineData("data = '{'")]
    [InlineData("tags = '['")]
    public void Doctor_ADamagedRow_NamesIt(string damage)
    {
        Alter($"UPDATE versions SET {damage} WHERE kind = 1 AND key = 'bad'");
        var found = IntegrityCheck.Run(new DataFolder(_room.Folder), null, default).Where(result => !result.IsSound).ShouldHaveSingleItem();
        found.Check.ShouldBe("versions");
        found.Problems.ShouldHaveSingleItem().ShouldMatch("version 1 of m_[0-9A-Z]{26} cannot be read");
    }

    private static int KindOf(string tool) => tool[0] switch { 'h' => 0, 'm' => 1, 't' => 2, 'a' => 3, _ => 4 };

    private void Alter(string sql)
    {
        using var connection = Connection.Open(Path.Combine(_room.Folder, "memory.db"), OpenMode.ReadWrite);
        connection.ExecuteScript(sql);
    }
}
