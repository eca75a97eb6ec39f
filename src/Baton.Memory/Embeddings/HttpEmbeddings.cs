using System.Net.Http.Headers;
using System.Text.Json;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Embeddings;

/// <summary>Vectors from an OpenAI-compatible endpoint or from Ollama's own.</summary>
/// <param name="http">Not disposed here; its own timeout must be longer than the settings'.</param>
/// <param name="settings">Where and which model.</param>
public sealed class HttpEmbeddings(HttpMessageInvoker http, EmbeddingSettings settings) : IEmbeddingGenerator
{
    /// <summary>An answer beyond this is not read: 1,000 vectors of 4,096 dimensions as text are less.</summary>
    private const long MostBytes = 64 * 1024 * 1024;

    /// <inheritdoc/>
    public string Model => settings.Model;

    /// <inheritdoc/>
    public async ValueTask<Outcome<float[][]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(settings.Timeout);
        try
        {
            using var request = Request(texts);
            using var response = await http.SendAsync(request, limited.Token);
            if (!response.IsSuccessStatusCode) return Down($"answered {(int)response.StatusCode}");
            if (response.Content.Headers.ContentLength > MostBytes) return Down("answered with too much");
            await response.Content.LoadIntoBufferAsync(MostBytes, limited.Token);
            return EmbeddingAnswer.Read(await response.Content.ReadAsByteArrayAsync(limited.Token), texts.Count) is { } vectors
                ? vectors
                : Down($"did not answer with {texts.Count} vectors of one length");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Down($"did not answer within {settings.Timeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException failed) when (failed.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return Down("answered with too much");
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            return Down($"cannot be reached ({failed.Message})");
        }
    }

    private Failure Down(string what)
        => new(FailureCode.StoreUnavailable, $"The embeddings endpoint {settings.Endpoint} {what}.") { Hint = "Check baton config get embeddings.url, or turn vectors off with baton config unset embeddings.url." };

    private HttpRequestMessage Request(IReadOnlyList<string> texts)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("model", settings.Model);
            json.WriteStartArray("input");
            foreach (var text in texts) json.WriteStringValue(text);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        var request = new HttpRequestMessage(HttpMethod.Post, settings.Endpoint) { Content = new ByteArrayContent(body.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (settings.Key is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }
}
