using Baton.Cli.Configuration;
using Baton.Memory.Embeddings;
using Baton.Memory.Storage;
using Baton.Storage.Folders;

namespace Baton.Cli.Composition;

/// <summary>Search by meaning, where an endpoint for vectors is configured.</summary>
internal sealed class Meaning : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;

    private Meaning(EmbeddingSettings settings, IMemoryStore store, TimeProvider time)
    {
        var generator = new HttpEmbeddings(_http, settings);
        Questions = new QuestionVectors(generator, settings.QuestionTimeout, time);
        Backfill = new EmbeddingBackfill(store, generator, time);
    }

    public QuestionVectors Questions { get; }

    public EmbeddingBackfill Backfill { get; }

    /// <summary>Null while vectors are off.</summary>
    public static Meaning? Of(DataFolder folder, Func<string, string?> environment, IMemoryStore store, TimeProvider time)
        => EmbeddingConfiguration.Read(SettingsFile.Of(folder), environment) is { } settings ? new Meaning(settings, store, time) : null;

    public void Start(Action<string> log) => _work = RunAsync(log);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
        _http.Dispose();
    }

    private async Task RunAsync(Action<string> log)
    {
        try
        {
            await Backfill.RunAsync(log, _stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
        catch (StoreUnavailableException failed)
        {
            log($"baton: vectors are no longer kept up to date: {failed.Message}");
        }
    }
}
