using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Baton.Memory.Safety;

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

    /// <summary>A time; what is none was refused before.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? ForeignFlaws.Time(value) : null;

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

    /// <summary>Each line of a JSON Lines file; empty ones are passed over, broken ones are problems, each by itself.</summary>
    public static IEnumerable<(ForeignPlace Place, JsonElement? Value, string? Problem)> Lines(ForeignFile file)
    {
        var rest = file.Read().AsMemory();
        for (var number = 1; !rest.IsEmpty; number++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            var place = new ForeignPlace(file.Path, number);
            yield return Utf8.IsValid(line.Span) ? Parse(place, line) : (place, null, "The line is no UTF-8 text.");
        }
    }

    /// <summary>A whole file as one JSON document.</summary>
    public static (ForeignPlace Place, JsonElement? Value, string? Problem) Document(ForeignFile file)
    {
        var place = new ForeignPlace(file.Path);
        var bytes = file.Read();
        if (!Utf8.IsValid(bytes)) return (place, null, "The file is no UTF-8 text.");
        try
        {
            return (place, Element(bytes), null);
        }
        catch (JsonException wrong)
        {
            return (place, null, string.Create(CultureInfo.InvariantCulture, $"It is no JSON from line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1} on."));
        }
    }

    private static (ForeignPlace, JsonElement?, string?) Parse(ForeignPlace place, ReadOnlyMemory<byte> line)
    {
        try
        {
            var value = Element(line);
            if (value.ValueKind != JsonValueKind.Object) return (place, null, "The line is no JSON object.");
            return ForeignFlaws.Text(value) is { } flaw ? (place, null, flaw) : (place, value, null);
        }
        catch (JsonException wrong)
        {
            return (place, null, LineProblem.Of(line.Span, wrong));
        }
    }

    private static JsonElement Element(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes[(bytes.Span.StartsWith("\uFEFF"u8) ? 3 : 0)..]);
        return document.RootElement.Clone();
    }
}
