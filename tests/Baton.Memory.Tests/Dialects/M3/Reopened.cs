using System.Text;
using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Server;
using Baton.Memory.Tests.Support;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary>A second server on the room's store, as another process would be: it knows only what is on disk.</summary>
internal sealed class Reopened(SqliteMemoryStore store, Room room) : IAsyncDisposable
{
    private readonly MemoryServer _server = MemoryServer.Create(store, room.Clock);

    public static async Task<Reopened> OpenAsync(Room room) => new(await SqliteMemoryStore.OpenAsync(new DataFolder(room.Folder), room.Clock), room);

    public async Task<JsonElement> DoneAsync(string tool, string json)
    {
        var reply = (await _server.CallAsync(room.Caller() with { Dialect = DialectNames.M3 }, tool, Encoding.UTF8.GetBytes(json.Replace('\'', '"')), null, default)).ShouldNotBeNull();
        reply.Failure.ShouldBeNull(reply.Text);
        return JsonDocument.Parse(reply.StructuredContent).RootElement;
    }

    public async Task<bool> SucceedsAsync(string tool, string json)
        => (await _server.CallAsync(room.Caller() with { Dialect = DialectNames.M3 }, tool, Encoding.UTF8.GetBytes(json.Replace('\'', '"')), null, default))!.Failure is null;

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
