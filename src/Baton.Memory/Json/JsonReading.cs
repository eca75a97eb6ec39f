using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Time;

namespace Baton.Memory.Json;

/// <summary>Reads what this room wrote itself. A malformed document is corruption, so these throw <see cref="JsonException"/>.</summary>
internal static class JsonReading
{
    /// <summary>One element of a list; the reader stands on its first token and is left on its last.</summary>
    public delegate T ElementReader<out T>(ref Utf8JsonReader reader);

    /// <summary>Moves to the next member's value and gives its name; false at the object's end.</summary>
    public static bool NextMember(ref this Utf8JsonReader reader, out string name)
    {
        if (!reader.Read() || reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject)) throw new JsonException("There is no object where one must be.");
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            name = "";
            return false;
        }
        name = reader.GetString()!;
        reader.Read();
        return true;
    }

    /// <summary>The bytes of the value the reader stands on, which is passed over.</summary>
    public static ReadOnlyMemory<byte> Slice(this ReadOnlyMemory<byte> document, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return document[start..(int)reader.BytesConsumed];
    }

    /// <summary>A text that is always there.</summary>
    public static string Required(ref this Utf8JsonReader reader) => reader.GetString() ?? throw new JsonException("A text that must be there is null.");

    public static DateTimeOffset Instant(ref this Utf8JsonReader reader)
        => Instants.TryParse(reader.Required(), out var instant, out var problem) ? instant : throw new JsonException(problem);

    public static ImmutableArray<string> Texts(ref this Utf8JsonReader reader)
        => reader.Elements(static (ref Utf8JsonReader element) => element.Required());

    public static ImmutableArray<T> Elements<T>(ref this Utf8JsonReader reader, ElementReader<T> read)
    {
        var values = ImmutableArray.CreateBuilder<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) values.Add(read(ref reader));
        return values.DrainToImmutable();
    }
}
