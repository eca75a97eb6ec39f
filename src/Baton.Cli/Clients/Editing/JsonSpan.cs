using System.Text.Json;

namespace Baton.Cli.Clients.Editing;

/// <summary>Where a JSON value stands in its text, so that one value can be changed and every other byte kept.</summary>
/// <param name="Kind">The token it starts with.</param>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="End">Offset after its last byte.</param>
internal sealed record JsonSpan(JsonTokenType Kind, int Start, int End)
{
    /// <summary>Members of an object, in order.</summary>
    public IReadOnlyList<JsonMember> Members { get; init; } = [];

    /// <summary>Items of an array, in order.</summary>
    public IReadOnlyList<JsonSpan> Items { get; init; } = [];

    /// <summary>A string's value; null for other kinds.</summary>
    public string? Text { get; init; }

    /// <summary>The member of that name; where it stands twice the last, which is the one that clients read.</summary>
    public JsonSpan? this[string name] => Members.LastOrDefault(member => member.Name == name)?.Value;

    /// <summary>The value at a path of member names, or null.</summary>
    public JsonSpan? At(IEnumerable<string> path)
    {
        var current = this;
        foreach (var name in path)
        {
            if (current[name] is not { } next) return null;
            current = next;
        }
        return current;
    }

    /// <summary>Every string inside, at any depth.</summary>
    public IEnumerable<string> Strings()
        => Text is { } text ? [text] : Items.Concat(Members.Select(member => member.Value)).SelectMany(child => child.Strings());

    /// <summary>Reads JSON with comments and trailing commas, as editors' settings files have them.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonSpan Parse(ReadOnlySpan<byte> text)
    {
        if (!System.Text.Unicode.Utf8.IsValid(text)) throw new JsonException("The file is not UTF-8.");
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (!reader.Read()) throw new JsonException("The file is empty.");
        var root = Read(ref reader);
        while (reader.Read())
        {
            // Reads to the end, so that trailing text is refused.
        }
        return root;
    }

    private static JsonSpan Read(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<JsonMember>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (name, nameStart) = (reader.GetString()!, (int)reader.TokenStartIndex);
                    reader.Read();
                    members.Add(new JsonMember(name, nameStart, Read(ref reader)));
                }
                return new JsonSpan(JsonTokenType.StartObject, start, (int)reader.BytesConsumed) { Members = members };
            case JsonTokenType.StartArray:
                var items = new List<JsonSpan>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Read(ref reader));
                return new JsonSpan(JsonTokenType.StartArray, start, (int)reader.BytesConsumed) { Items = items };
            case JsonTokenType.String:
                return new JsonSpan(JsonTokenType.String, start, (int)reader.BytesConsumed) { Text = reader.GetString() };
            default:
                return new JsonSpan(reader.TokenType, start, (int)reader.BytesConsumed);
        }
    }
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Unescaped.</param>
/// <param name="NameStart">Offset of the name's opening quote.</param>
/// <param name="Value">Its value.</param>
internal sealed record JsonMember(string Name, int NameStart, JsonSpan Value);
