using Baton.TestSupport.Processes;
using BatonBinary = Baton.TestSupport.Processes.BatonBinary;

namespace Baton.FunctionalTests.Dialects.Transcripts;

/// <summary>
/// Where a transcript plays: sessions of one dialect on one data folder, over stdio (a process each) or over HTTP (one server),
/// and the crash between two acts.
/// </summary>
public sealed class TranscriptScene : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("baton-transcript-").FullName;
    private readonly List<DialectClient> _clients = [];
    private readonly string? _dialect;
    private readonly bool _overHttp;
    private BatonServer? _server;

    private TranscriptScene(string? dialect, bool overHttp) => (_dialect, _overHttp) = (dialect, overHttp);

    public static TranscriptScene Open(string? dialect, string transport)
    {
        Assert.SkipWhen(BatonBinary.Path is null, BatonBinary.Missing);
        return new TranscriptScene(dialect, transport == "http");
    }

    /// <summary>A new session in the scene's dialect.</summary>
    public Task<DialectClient> SessionAsync() => SessionAsync(_dialect);

    /// <summary>A new session in another one; null for the native tools.</summary>
    public async Task<DialectClient> SessionAsync(string? dialect)
    {
        if (_overHttp) _server ??= await BatonServer.StartAsync(_data);
        var client = _overHttp ? await DialectClient.HttpAsync(_server!, dialect) : await DialectClient.StdioAsync(_data, dialect);
        _clients.Add(client);
        return client;
    }

    /// <summary>Ends every process at once, without a chance to put anything away.</summary>
    public async Task KillAsync()
    {
        if (_server is not null) await _server.KillAsync();
        else KillStdio();
        await ForgetAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async Task ForgetAsync()
    {
        foreach (var client in _clients) await QuietlyAsync(client);
        _clients.Clear();
        if (_server is not null) await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>A client whose peer was killed may say so when it is put away.</summary>
    private static async Task QuietlyAsync(DialectClient client)
    {
        try
        {
            await client.DisposeAsync();
        }
        catch (Exception gone) when (gone is IOException or HttpRequestException or OperationCanceledException)
        {
        }
    }

    private void KillStdio()
    {
        foreach (var process in System.Diagnostics.Process.GetProcessesByName("baton"))
        {
            using (process)
            {
                if (IsOurs(process.Id)) process.Kill();
            }
        }
    }

    /// <summary>Only those that were started on this scene's folder.</summary>
    private bool IsOurs(int id)
    {
        var line = $"/proc/{id}/cmdline";
        return File.Exists(line) && File.ReadAllText(line).Contains(_data, StringComparison.Ordinal);
    }
}
