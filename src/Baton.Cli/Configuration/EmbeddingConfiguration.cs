using Baton.Memory.Embeddings;

namespace Baton.Cli.Configuration;

/// <summary>The settings of vectors.</summary>
internal static class EmbeddingConfiguration
{
    public const string Url = "embeddings.url";
    public const string Model = "embeddings.model";
    public const string KeyVariable = "embeddings.key_variable";

    private const string DefaultModel = "nomic-embed-text";

    /// <summary>What each setting means, and what is wrong with a value or null.</summary>
    public static IReadOnlyDictionary<string, (string About, Func<string, string?> Refuse)> Known { get; }
        = new SortedDictionary<string, (string, Func<string, string?>)>(StringComparer.Ordinal)
        {
            [Url] = ("Where vectors come from: an OpenAI-compatible base such as http://localhost:11434/v1, or Ollama's /api/embed. Unset turns them off.", RefuseUrl),
            [Model] = ($"The model's name there ({DefaultModel}).", value => value.Trim().Length is 0 or > 200 ? "a model's name has 1 to 200 characters" : null),
            [KeyVariable] = ("The environment variable that holds the endpoint's key; the key itself is never kept.", RefuseVariable),
        };

    /// <summary>Null while no address is set.</summary>
    public static EmbeddingSettings? Read(SettingsFile file, Func<string, string?> environment)
    {
        var settings = file.Read();
        if (!settings.TryGetValue(Url, out var url) || RefuseUrl(url) is not null) return null;
        return new EmbeddingSettings(new Uri(url), settings.GetValueOrDefault(Model, DefaultModel))
        {
            Key = settings.TryGetValue(KeyVariable, out var variable) ? environment(variable) : null,
        };
    }

    private static string? RefuseUrl(string value)
        => Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https") && url.UserInfo.Length == 0
            ? null
            : "an address is http:// or https:// without a user name";

    private static string? RefuseVariable(string value)
        => value.Length is > 0 and <= 200 && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? null : "a variable's name has letters, digits and _";
}
