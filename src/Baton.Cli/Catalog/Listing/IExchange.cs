using System.Text.Json;

namespace Baton.Cli.Catalog.Listing;

/// <summary>One connection to a server: a request goes out, its answer comes back, within the limits.</summary>
internal interface IExchange : IAsyncDisposable
{
    /// <summary>Sends a request and gives the answer with that id; the document is the caller's to dispose.</summary>
    /// <exception cref="ListingException">The server is gone, or sent more than the limits allow.</exception>
    Task<JsonDocument> AskAsync(int id, byte[] message, CancellationToken cancellation);

    /// <summary>Sends a message that has no answer.</summary>
    Task TellAsync(byte[] message, CancellationToken cancellation);

    /// <summary>The revision that the server chose, for transports that name it on every request.</summary>
    void Agree(string revision);
}
