using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Baton.Protocol.Json;

/// <summary>Names a place in a JSON text as a JSON Pointer (RFC 6901); the text is walked again, since errors are rare.</summary>
public static class Place
{
    private const int LongestPointer = 200;

    /// <summary>
    /// The pointer to the value at <paramref name="offset"/>, or to the object whose key starts there, with the byte:
    /// <c>/params/name (byte 57)</c>.
    /// </summary>
    public static string Of(ReadOnlySpan<byte> text, long offset)
    {
        var pointer = Pointer(text, offset);
        return $"{(pointer.Length == 0 ? "the top level" : pointer)} (byte {offset})";
    }

    private static string Pointer(ReadOnlySpan<byte> text, long offset)
    {
        var steps = new List<Step>();
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(StrictJson.Reading));
        while (reader.Read() && reader.TokenStartIndex <= offset)
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                steps.RemoveAt(steps.Count - 1);
                continue;
            }
            if (steps.Count > 0 && steps[^1] is { IsArray: true } array) steps[^1] = array with { Index = array.Index + 1 };
            var isThere = reader.TokenStartIndex == offset;
            if (reader.TokenType == JsonTokenType.PropertyName) steps[^1] = steps[^1] with { Key = isThere ? null : reader.GetString() };
            if (isThere) break;
            if (reader.TokenType is JsonTokenType.StartObject) steps.Add(new Step(false, -1, null));
            if (reader.TokenType is JsonTokenType.StartArray) steps.Add(new Step(true, -1, null));
        }
        var pointer = new StringBuilder();
        foreach (var step in steps) pointer.Append(step.Text);
        return pointer.Length <= LongestPointer ? pointer.ToString() : pointer.ToString(0, LongestPointer) + "…";
    }

    private readonly record struct Step(bool IsArray, int Index, string? Key)
    {
        public string Text => IsArray
            ? "/" + Index.ToString(CultureInfo.InvariantCulture)
            : Key is null ? "" : "/" + Key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }
}
