using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Cli.Tools;
using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;

namespace Baton.Cli.Bench;

/// <summary>
/// Conversations as a user would save them, in a store of their own: each turn a memory with its thread, its place, its date
/// and its speaker as a tag, through the same tools that agents use.
/// </summary>
internal sealed class LocomoMemory : IAsyncDisposable
{
    private const string Project = "locomo";
    private const int Batch = 500;
    private readonly SqliteMemoryStore _store;
    private readonly MemoryServer _server;
    private readonly string _folder;
    private readonly Dictionary<string, LocomoTurn> _turns = new(StringComparer.Ordinal);

    private LocomoMemory(SqliteMemoryStore store, string folder, TimeProvider time)
    {
        _store = store;
        _folder = folder;
        _server = MemoryServer.Create(store, time);
    }

    public static async Task<LocomoMemory> CreateAsync(IReadOnlyList<LocomoTurn> turns, TimeProvider time, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("baton-locomo-").FullName;
        var memory = new LocomoMemory(await SqliteMemoryStore.OpenAsync(new DataFolder(folder), time, cancellationToken), folder, time);
        foreach (var batch in turns.Chunk(Batch)) await memory.SaveAsync(batch, cancellationToken);
        return memory;
    }

    public async Task<IReadOnlyList<LocomoTurn>> SearchAsync(string question, int limit, CancellationToken cancellationToken)
    {
        var found = await CallAsync("memory_search", new ToolArguments().Add("query", question).Add("project", Project).Add("limit", limit), cancellationToken);
        return [.. found.GetProperty("results").EnumerateArray().Select(hit => _turns[hit.GetProperty("id").GetString()!])];
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task SaveAsync(LocomoTurn[] turns, CancellationToken cancellationToken)
    {
        var memories = new JsonArray([.. turns.Select(turn => (JsonNode)new JsonObject
        {
            ["content"] = turn.Text,
            ["project"] = Project,
            ["thread"] = turn.Session,
            ["position"] = turn.Position,
            ["tags"] = new JsonArray(turn.Speaker),
            ["valid_from"] = turn.At.ToString("O"),
        })]);
        var saved = await CallAsync("memory_save", new ToolArguments().AddNode("memories", memories), cancellationToken);
        foreach (var (receipt, turn) in saved.GetProperty("memories").EnumerateArray().Zip(turns)) _turns[receipt.GetProperty("id").GetString()!] = turn;
    }

    private async Task<JsonElement> CallAsync(string tool, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var caller = new MemoryCaller { Grant = "bench", Principal = "bench", RequestId = "bench", Toolsets = ["core", "more"] };
        var reply = await _server.CallAsync(caller, tool, arguments.ToUtf8(), progress: null, cancellationToken);
        if (reply?.Failure is { } failure) throw new Application.CliException(Application.CliFailure.Of(failure));
        using var content = JsonDocument.Parse(reply!.StructuredContent);
        return content.RootElement.Clone();
    }
}
