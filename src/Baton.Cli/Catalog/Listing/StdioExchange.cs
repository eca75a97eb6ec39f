using System.Text.Json;

namespace Baton.Cli.Catalog.Listing;

/// <summary>Talks to a child process: one message a line. Lines that are no JSON are passed over, as clients do.</summary>
internal sealed class StdioExchange(ScannedProcess process, ListingLimits limits) : IExchange
{
    private readonly BoundedLines _lines = new(process.Output, limits.MaxBytes, limits.MaxBytes);

    public void Agree(string revision)
    {
        // Over stdio the revision is agreed in initialize and never repeated.
    }

    public async Task<JsonDocument> AskAsync(int id, byte[] message, CancellationToken cancellation)
    {
        await TellAsync(message, cancellation);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, process.Ended);
        try
        {
            while (await _lines.ReadAsync(either.Token) is { } line)
            {
                if (Parse(line) is not { } document) continue;
                if (await IsAnswerAsync(document.RootElement, id, cancellation)) return document;
                document.Dispose();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The process is gone and its output stays open: there is nothing more to come.
        }
        throw await GoneAsync();
    }

    public async Task TellAsync(byte[] message, CancellationToken cancellation)
    {
        try
        {
            await process.Input.WriteAsync(message, cancellation);
            await process.Input.WriteAsync("\n"u8.ToArray(), cancellation);
            await process.Input.FlushAsync(cancellation);
        }
        catch (IOException)
        {
            throw await GoneAsync();
        }
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private async Task<ListingException> GoneAsync()
        => new($"The server ended before it answered{await process.LastWordsAsync()}", "Run the command by hand to see why; --env NAME=VALUE gives it what it misses.");

    private async Task<bool> IsAnswerAsync(JsonElement message, int id, CancellationToken cancellation)
    {
        if (message.ValueKind != JsonValueKind.Object) return false;
        var hasId = message.TryGetProperty("id", out var sent);
        if (message.TryGetProperty("method", out var method))
        {
            if (hasId) await TellAsync(Messages.Answer(sent, method.ValueKind == JsonValueKind.String && method.ValueEquals("ping")), cancellation);
            return false;
        }
        return hasId && sent.ValueKind == JsonValueKind.Number && sent.TryGetInt32(out var number) && number == id;
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            // The line's buffer is used again for the next one, so the document gets its own copy.
            return JsonDocument.Parse(line.ToArray());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
