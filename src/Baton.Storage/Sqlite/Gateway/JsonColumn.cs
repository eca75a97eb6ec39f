using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>Small lists and maps in one column, as JSON.</summary>
internal static class JsonColumn
{
    public static string Write(ImmutableArray<string> list) => JsonSerializer.Serialize([.. list], JsonColumnTypes.Default.StringArray);

    public static string Write(IReadOnlyDictionary<string, string> map)
        => JsonSerializer.Serialize(new SortedDictionary<string, string>(map.ToDictionary(), StringComparer.Ordinal), JsonColumnTypes.Default.SortedDictionaryStringString);

    public static string Write(ImmutableArray<StoredSecret> secrets) => JsonSerializer.Serialize([.. secrets], JsonColumnTypes.Default.StoredSecretArray);

    public static ImmutableArray<string> List(string json) => [.. JsonSerializer.Deserialize(json, JsonColumnTypes.Default.StringArray)!];

    public static ImmutableDictionary<string, string> Map(string json)
        => JsonSerializer.Deserialize(json, JsonColumnTypes.Default.SortedDictionaryStringString)!.ToImmutableDictionary(StringComparer.Ordinal);

    public static ImmutableArray<StoredSecret> Secrets(string json) => [.. JsonSerializer.Deserialize(json, JsonColumnTypes.Default.StoredSecretArray)!];
}

/// <summary>A grant's secret as kept.</summary>
/// <param name="Hash">SHA-256, base64.</param>
/// <param name="Until">UTC ticks of the end of a rotation's overlap.</param>
internal sealed record StoredSecret(byte[] Hash, long? Until);

[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(StoredSecret[]))]
[JsonSerializable(typeof(StoredServer))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class JsonColumnTypes : JsonSerializerContext;
