namespace Baton.Bench.Gateway.Peers;

/// <summary>Something that stands before the server, running.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Endpoint">Where it is called.</param>
/// <param name="Process">The process whose cost is measured; null where nothing stands before the server.</param>
/// <param name="Token">What it wants in <c>Authorization</c>, or null.</param>
internal sealed record Peer(string Name, Uri Endpoint, Child? Process, string? Token = null) : IAsyncDisposable
{
    /// <summary>A process that ends with it and is not measured.</summary>
    public Child? Owned { get; init; }

    public async ValueTask DisposeAsync()
    {
        if (Process is not null) await Process.DisposeAsync();
        if (Owned is not null) await Owned.DisposeAsync();
    }
}
