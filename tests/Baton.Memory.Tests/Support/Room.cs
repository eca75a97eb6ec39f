using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Dialects;
using Baton.Memory.Ids;
using Baton.Memory.Limits;
using Baton.Memory.Oversight;
using Baton.Memory.Server;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;
using Baton.TestSupport;

namespace Baton.Memory.Tests.Support;

/// <summary>The memory server over the real store in a folder of its own, with a clock that the test moves.</summary>
public sealed class Room : IAsyncDisposable
{
    private readonly SqliteMemoryStore _store;
    private readonly string _folder;
    private int _requests;

    private Room(SqliteMemoryStore store, string folder, ManualTimeProvider clock, MemoryLimits? limits, IOversight? oversight, DialectOptions? dialects = null)
    {
        _store = store;
        _folder = folder;
        Clock = clock;
        Server = MemoryServer.Create(store, clock, limits, Repeatable(), oversight: oversight, dialects: dialects);
    }

    public ManualTimeProvider Clock { get; }

    public MemoryServer Server { get; }

    public SqliteMemoryStore Store => _store;

    /// <summary>Where the store lies, for a second process on it.</summary>
    public string Folder => _folder;

    public static Task<Room> OpenAsync(MemoryLimits? limits = null) => OpenAsync(limits, (_, _) => null);

    public static Task<Room> OpenAsync(DialectOptions dialects) => OpenAsync(null, dialects);

    public static async Task<Room> OpenAsync(MemoryLimits? limits, DialectOptions dialects)
    {
        var folder = await StoreFolder.NewAsync("baton-memory-");
        var clock = new ManualTimeProvider();
        return new Room(await SqliteMemoryStore.OpenAsync(new DataFolder(folder), clock), folder, clock, limits, null, dialects);
    }

    /// <param name="limits">Null for the standard ones.</param>
    /// <param name="govern">Makes what governs the room, from its folder and its clock.</param>
    public static async Task<Room> OpenAsync(MemoryLimits? limits, Func<DataFolder, TimeProvider, IOversight?> govern)
    {
        var folder = await StoreFolder.NewAsync("baton-memory-");
        var clock = new ManualTimeProvider();
        var data = new DataFolder(folder);
        return new Room(await SqliteMemoryStore.OpenAsync(data, clock), folder, clock, limits, govern(data, clock));
    }

    /// <summary>A caller with every native toolset.</summary>
    public MemoryCaller Caller(string principal = "ada", string grant = "local", string client = "editor", params string[] projects) => new()
    {
        Grant = grant,
        Principal = principal,
        ClientName = client,
        ClientVersion = "1.0",
        Session = "s1",
        RequestId = $"r{Interlocked.Increment(ref _requests)}",
        Projects = [.. projects],
        Toolsets = ["core", "more", "tasks", "agents", "archive", "admin"],
    };

    /// <summary>Calls a tool with JSON written with single quotes.</summary>
    public async Task<Answer> CallAsync(string tool, string json = "{}", MemoryCaller? caller = null)
        => await RawAsync(tool, Encoding.UTF8.GetBytes(json.Replace('\'', '"')), caller);

    public async Task<Answer> RawAsync(string tool, ReadOnlyMemory<byte> json, MemoryCaller? caller = null)
    {
        var reply = await Server.CallAsync(caller ?? Caller(), tool, json, null, default);
        reply.ShouldNotBeNull($"{tool} is unknown");
        Schemas.Check(Server, tool, reply);
        return new Answer(reply);
    }

    /// <summary>Calls a tool that must succeed, and gives its structured content.</summary>
    public async Task<JsonElement> DoneAsync(string tool, string json = "{}", MemoryCaller? caller = null)
    {
        var answer = await CallAsync(tool, json, caller);
        answer.Failure.ShouldBeNull($"{answer.Failure?.Code}: {answer.Failure?.Message} {answer.Failure?.Path}");
        return answer.Content;
    }

    /// <summary>Calls a tool that must fail with a code.</summary>
    public async Task<Outcomes.Failure> RefusedAsync(string code, string tool, string json = "{}", MemoryCaller? caller = null)
    {
        var answer = await CallAsync(tool, json, caller);
        answer.Failure.ShouldNotBeNull($"{tool} was not refused: {answer.Text}");
        answer.Failure.Code.ShouldBe(code, answer.Failure.Message);
        return answer.Failure;
    }

    /// <summary>A room with what another had when it was closed, an hour later.</summary>
    public static async Task<Room> OpenAsync(byte[] store, MemoryLimits? limits, DialectOptions dialects)
    {
        var folder = await StoreFolder.NewAsync("baton-memory-", store);
        var clock = new ManualTimeProvider();
        clock.Advance(TimeSpan.FromHours(1));
        return new Room(await SqliteMemoryStore.OpenAsync(new DataFolder(folder), clock), folder, clock, limits, null, dialects);
    }

    /// <summary>Disposes the room and gives what was in its store, for rooms that begin with it.</summary>
    public async Task<byte[]> CloseAsync()
    {
        await _store.DisposeAsync();
        var store = StoreFolder.Read(_folder);
        Directory.Delete(_folder, recursive: true);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Randomness that is the same in every run and never repeats within one.</summary>
    private static RandomFill Repeatable()
    {
        var random = new Random(20260301);
        return bytes =>
        {
            lock (random) random.NextBytes(bytes);
        };
    }
}
