using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Tools;

/// <summary>Takes JSON of any shape as it came, after looking through every text of it for broken Unicode.</summary>
internal static class JsonBinder
{
    /// <exception cref="InvalidOperationException">A text is not valid Unicode.</exception>
    public static ReadOnlyMemory<byte> Bind(ReadOnlyMemory<byte> json, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var depth = reader.CurrentDepth;
        Check(ref reader);
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.CurrentDepth > depth) Check(ref reader);
        }
        return json[start..(int)reader.BytesConsumed];
    }

    public static Outcome<Bound> BindList(ReadOnlyMemory<byte> json, ref Utf8JsonReader reader, string path, MemoryLimits limits)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return BindingFailure.WrongType(path[(path.LastIndexOf('/') + 1)..], "a list", ref reader, path);
        var items = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Encoding.UTF8.GetString(Bind(json, ref reader).Span));
        return ListBinder.Whole(path[(path.LastIndexOf('/') + 1)..], items.Count, path, limits) is { } large ? large : new Bound(items.DrainToImmutable());
    }

    private static void Check(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) _ = reader.GetString();
    }
}
