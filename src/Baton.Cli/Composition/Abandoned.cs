namespace Baton.Cli.Composition;

/// <summary>What was being opened beside something that failed: waited for and closed, so that no file stays open behind the error.</summary>
internal static class Abandoned
{
    /// <summary>Closes what <paramref name="opening"/> gives; its own failure is not the one to report.</summary>
    public static async ValueTask DisposeAsync<T>(Task<T> opening)
        where T : IAsyncDisposable
    {
        await Task.WhenAny(opening);
        if (opening.IsCompletedSuccessfully) await opening.Result.DisposeAsync();
    }
}
