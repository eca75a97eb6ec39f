using System.Text;
using System.Text.Json;
using Baton.Policy.Json;

namespace Baton.Policy.Documents.Syntax;

/// <summary>Reads JSON text into <see cref="SyntaxNode"/>s: no comments, no trailing commas, no name twice.</summary>
internal static class JsonSyntax
{
    // Deeper than any accepted document, so that depth is reported by name and place and not as broken syntax.
    private const int ReaderDepth = 1000;

    private const int FewMembers = 16;

    // What the reader says of its own settings tells a person nothing.
    private static readonly (string Said, string Words)[] Plain =
    [
        ("does not contain any JSON tokens", "It is empty."),
        ("Expected depth to be zero", "It ends before every object and list is closed."),
        ("JSON object contains a trailing comma", "A trailing comma stands behind the last member of an object."),
        ("JSON array contains a trailing comma", "A trailing comma stands behind the last element of a list."),
    ];

    public static SyntaxNode? Read(ReadOnlySpan<byte> utf8, ProblemList problems)
    {
        var lines = new LineCounter(utf8);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ReaderDepth });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, ref lines, problems, "", 0);
            if (root is not null && reader.Read()) return null;
            return root;
        }
        catch (JsonException broken)
        {
            var (line, column) = LineCounter.OfBytes(utf8, (int)(broken.LineNumber ?? 0), (int)(broken.BytePositionInLine ?? 0));
            problems.ErrorAt("syntax", "", line, column, $"This is not valid JSON: {Reason(broken)} Mend the text at this place.");
        }
        catch (InvalidOperationException)
        {
            var (line, column) = lines.At((int)reader.TokenStartIndex);
            problems.ErrorAt("syntax", "", line, column, "A string holds half of a surrogate pair: write the whole character.");
        }
        return null;
    }

    private static SyntaxNode? ReadValue(ref Utf8JsonReader reader, ref LineCounter lines, ProblemList problems, string pointer, int depth)
    {
        var (line, column) = lines.At((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when depth == PolicyDocument.MaxDepth:
                problems.ErrorAt("too_deep", pointer, line, column, $"The document is nested deeper than {PolicyDocument.MaxDepth} levels: flatten it.");
                return null;
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, ref lines, problems, pointer, depth, new SyntaxNode(JsonKind.Object, line, column));
            case JsonTokenType.StartArray:
                return ReadArray(ref reader, ref lines, problems, pointer, depth, new SyntaxNode(JsonKind.Array, line, column));
            case JsonTokenType.String:
                return new SyntaxNode(JsonKind.String, line, column) { Text = reader.GetString()! };
            case JsonTokenType.Number:
                if (!ExactNumber.TryParse(reader.ValueSpan, out _))
                {
                    problems.ErrorAt("number", pointer, line, column, $"A number may have {ExactNumber.MaxDigits} digits and an exponent of {ExactNumber.MaxExponent} at most.");
                }
                return new SyntaxNode(JsonKind.Number, line, column) { Text = Encoding.ASCII.GetString(reader.ValueSpan) };
            default:
                return new SyntaxNode(
                    reader.TokenType switch { JsonTokenType.True => JsonKind.True, JsonTokenType.False => JsonKind.False, _ => JsonKind.Null }, line, column);
        }
    }

    private static SyntaxNode? ReadObject(
        ref Utf8JsonReader reader, ref LineCounter lines, ProblemList problems, string pointer, int depth, SyntaxNode node)
    {
        HashSet<string>? names = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (line, column) = lines.At((int)reader.TokenStartIndex);
            var name = reader.GetString()!;
            reader.Read();
            var place = Pointer.Of(pointer, name);
            if (ReadValue(ref reader, ref lines, problems, place, depth + 1) is not { } value) return null;
            if (IsNew(name, node, ref names)) node.Members.Add(new SyntaxMember(name, line, column, value));
            else problems.ErrorAt("duplicate_key", place, line, column, $"`{name}` stands here a second time: remove one of the two.");
        }
        return node;
    }

    // Most objects are small; a set is made only for those that are not.
    private static bool IsNew(string name, SyntaxNode node, ref HashSet<string>? names)
    {
        if (node.Members.Count < FewMembers)
        {
            foreach (var member in node.Members)
            {
                if (member.Name == name) return false;
            }
            return true;
        }
        names ??= [.. node.Members.Select(member => member.Name)];
        return names.Add(name);
    }

    private static SyntaxNode? ReadArray(
        ref Utf8JsonReader reader, ref LineCounter lines, ProblemList problems, string pointer, int depth, SyntaxNode node)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadValue(ref reader, ref lines, problems, Pointer.Of(pointer, node.Items.Count), depth + 1) is not { } item) return null;
            node.Items.Add(item);
        }
        return node;
    }

    private static string Reason(JsonException broken)
    {
        var message = broken.Message;
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var said = end < 0 ? message : message[..end];
        return Plain.FirstOrDefault(pair => said.Contains(pair.Said, StringComparison.Ordinal)).Words ?? said.Replace(" Change the reader options.", "", StringComparison.Ordinal);
    }
}
