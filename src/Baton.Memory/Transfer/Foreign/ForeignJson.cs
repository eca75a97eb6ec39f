using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Memory.Safety;
using Baton.Memory.Time;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>Reads other systems' JSON leniently where they are lenient, and their times as they write them.</summary>
internal static class ForeignJson
{
    public static string? Text(this JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text ? text : null;

    public static double? Number(this JsonElement element, string name)
        => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    public static bool Flag(this JsonElement element, string name)
        => element.TryGetProperty(name, out var value)
            && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.Number && value.GetDouble() != 0));

    public static ImmutableArray<string> Texts(this JsonElement element, string name)
        => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];

    /// <summary>A time; one without a zone is taken as UTC.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name) => element.Text(name) is { } text ? Time(text) : null;

    /// <inheritdoc cref="Time(JsonElement, string)"/>
    public static DateTimeOffset? Time(string text)
        => Instants.TryParse(text, out var instant, out _) ? instant
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var loose) ? Instants.Trim(loose)
            : null;

    public static string Digest(JsonElement element) => Digest(Encoding.UTF8.GetBytes(element.GetRawText()));

    public static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Labels that are said and hold no secret: labels are shown everywhere.</summary>
    public static ImmutableSortedDictionary<string, string> Labels(params ReadOnlySpan<(string Name, string? Value)> labels)
    {
        var kept = ImmutableSortedDictionary<string, string>.Empty;
        foreach (var (name, value) in labels)
        {
            if (value is not null) kept = kept.SetItem(name, SecretScanner.Clean(value, out _));
        }
        return kept;
    }

    /// <summary>A key under a system's name; a long name is cut and gets a piece of its hash.</summary>
    public static string Key(string system, string name)
    {
        var whole = $"{system}/{string.Concat(name.Where(letter => !char.IsControl(letter))).Trim()}";
        return whole.EnumerateRunes().Count() <= 200 && SecretScanner.Find(whole).Count == 0 ? whole : $"{system}/{Digest(Encoding.UTF8.GetBytes(name))[..32]}";
    }

    /// <summary>Each line of a JSON Lines file; empty ones are passed over, broken ones are problems.</summary>
    public static IEnumerable<(ForeignPlace Place, JsonElement? Value, string? Problem)> Lines(ForeignFile file)
    {
        var number = 0;
        using var reader = new StreamReader(new MemoryStream(file.Read()), new UTF8Encoding(false, true));
        while (true)
        {
            string? line;
            string? broken = null;
            try
            {
                line = reader.ReadLine();
            }
            catch (DecoderFallbackException)
            {
                (line, broken) = ("", "The file is no UTF-8 text from here on.");
            }
            if (line is null) yield break;
            number++;
            var place = new ForeignPlace(file.Path, number);
            if (broken is not null)
            {
                yield return (place, null, broken);
                yield break;
            }
            if (string.IsNullOrWhiteSpace(line)) continue;
            yield return Parse(place, line);
        }
    }

    /// <summary>A whole file as one JSON document.</summary>
    public static (ForeignPlace Place, JsonElement? Value, string? Problem) Document(ForeignFile file)
    {
        var place = new ForeignPlace(file.Path);
        try
        {
            return (place, Element(file.Read()), null);
        }
        catch (JsonException wrong)
        {
            return (place, null, $"It is no JSON: {wrong.Message}");
        }
    }

    private static (ForeignPlace, JsonElement?, string?) Parse(ForeignPlace place, string line)
    {
        try
        {
            var value = Element(Encoding.UTF8.GetBytes(line));
            return value.ValueKind == JsonValueKind.Object ? (place, value, null) : (place, null, "The line is no JSON object.");
        }
        catch (JsonException wrong)
        {
            return (place, null, $"The line is no JSON: {wrong.Message}");
        }
    }

    private static JsonElement Element(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes.AsMemory(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
        return document.RootElement.Clone();
    }
}
