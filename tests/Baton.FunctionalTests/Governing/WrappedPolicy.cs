using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;
using RecordingServer = Baton.TestSupport.Processes.RecordingServer;

namespace Baton.FunctionalTests.Governing;

/// <summary>A policy in front of the server that keeps what reaches it, in as many <c>baton wrap</c> as a test wants.</summary>
public sealed class WrappedPolicy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public WrappedPolicy(string policy) => System.IO.File.WriteAllText(File, policy);

    public RecordingServer Server { get; } = new();

    public string Data => _folder.Data;

    /// <summary>Where the policy lies.</summary>
    public string File => _folder.At("policy.json");

    /// <summary>Holds SQLite's write lock on a database of the data folder, as a process does in the middle of a write (its lock byte 120 in WAL mode).</summary>
    public IDisposable HoldWriteLock(string file)
    {
        var shared = new FileStream(Path.Combine(_folder.Data, file + "-shm"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        shared.Lock(120, 1);
        return shared;
    }

    public Task<StdioBaton> StartAsync(params string[] options) => StdioBaton.WrapAsync(_folder.Data, [], Arguments(options));

    /// <summary>The same before any handshake.</summary>
    public StdioBaton Open() => StdioBaton.OpenWrap(_folder.Data, Arguments([]));

    private string[] Arguments(string[] options) => ["--policy", File, .. Named(options), .. options, "--", RecordingServer.Program, Server.Record];

    private static string[] Named(string[] options) => options.Contains("--name") ? [] : ["--name", "rec"];

    public Task<CommandResult> RunAsync(params string[] arguments) => BatonBinary.RunAsync(_folder.Data, null, arguments);

    /// <summary>The audit rows that fit, each as JSON.</summary>
    public async Task<IReadOnlyList<JsonNode>> RowsAsync(params string[] filter)
        => [.. (await RunAsync(["audit", "query", .. filter, "--json"])).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    public static JsonNode Decision(ToolCall call) => call.Result["_meta"]!["dev.baton/decision"]!;

    public void Dispose()
    {
        Server.Dispose();
        _folder.Dispose();
    }
}
