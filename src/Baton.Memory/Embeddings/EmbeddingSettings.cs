namespace Baton.Memory.Embeddings;

/// <summary>Where vectors come from. Off unless an address is set.</summary>
/// <param name="Url">The base of an OpenAI-compatible API, such as <c>http://localhost:11434/v1</c>, or the whole address of its embeddings endpoint, or Ollama's own <c>/api/embed</c>.</param>
/// <param name="Model">The model's name there.</param>
public sealed record EmbeddingSettings(Uri Url, string Model)
{
    /// <summary>Sent as a bearer token; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>Longest wait for one answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait of a search for its question's vector.</summary>
    public TimeSpan QuestionTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Where texts are posted.</summary>
    public Uri Endpoint
    {
        get
        {
            var path = Url.AbsolutePath.TrimEnd('/');
            return path.EndsWith("/embeddings", StringComparison.Ordinal) || path.EndsWith("/embed", StringComparison.Ordinal)
                ? Url
                : new Uri(Url, path + "/embeddings");
        }
    }
}
