namespace Baton.TestSupport.Processes;

/// <summary>The stdio server of the tests that keeps every line it got.</summary>
public sealed class RecordingServer : IDisposable
{
    private const int LookAgainAfter = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-recorded-").FullName;

    /// <summary>The program.</summary>
    public static string Program { get; } = Repository.At(
        "tests", "Baton.RecordingServer", "bin", "Release", "net10.0", OperatingSystem.IsWindows() ? "baton-recording-server.exe" : "baton-recording-server");

    /// <summary>The beginning of the names of the files it writes to, one for each process; its only argument.</summary>
    public string Record => Path.Combine(_folder, "record.jsonl");

    /// <summary>The lines that arrived, as they were: those of the process that started first come first.</summary>
    public IReadOnlyList<string> Arrived => [.. Directory.GetFiles(_folder, "record.jsonl.0*").Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines)];

    /// <summary>Those of one method.</summary>
    public IReadOnlyList<string> Of(string method) => [.. Arrived.Where(line => line.Contains($"\"method\":\"{method}\"", StringComparison.Ordinal))];

    /// <summary>Completes when so many messages of a method have arrived.</summary>
    public async Task ArrivedAsync(string method, int count)
    {
        using var late = new CancellationTokenSource(Patience);
        using var watch = new FileSystemWatcher(_folder);
        while (Of(method).Count < count)
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Run(() => watch.WaitForChanged(WatcherChangeTypes.All, LookAgainAfter), late.Token);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
