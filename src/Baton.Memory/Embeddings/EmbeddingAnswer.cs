using System.Text.Json;

namespace Baton.Memory.Embeddings;

/// <summary>
/// Reads <c>{"data":[{"index":0,"embedding":[…]}]}</c> (OpenAI) and <c>{"embeddings":[[…]]}</c> (Ollama).
/// </summary>
internal static class EmbeddingAnswer
{
    /// <summary>Null when it is not as many vectors of one length, all of finite numbers.</summary>
    public static float[][]? Read(ReadOnlyMemory<byte> body, int count)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
            var vectors = json.RootElement.TryGetProperty("data", out var data) ? FromData(data, count)
                : json.RootElement.TryGetProperty("embeddings", out var list) ? [.. list.EnumerateArray().Select(Numbers)]
                : null;
            return vectors is not null && vectors.Length == count && vectors.All(vector => vector is { Length: > 0 } && vector.Length == vectors[0].Length && vector.All(float.IsFinite))
                ? vectors
                : null;
        }
        catch (Exception failed) when (failed is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static float[][]? FromData(JsonElement data, int count)
    {
        var vectors = new float[count][];
        var next = 0;
        foreach (var item in data.EnumerateArray())
        {
            var index = item.TryGetProperty("index", out var number) ? number.GetInt32() : next;
            if (index < 0 || index >= count || vectors[index] is not null) return null;
            vectors[index] = Numbers(item.GetProperty("embedding"));
            next++;
        }
        return next == count ? vectors : null;
    }

    private static float[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetSingle())];
}
