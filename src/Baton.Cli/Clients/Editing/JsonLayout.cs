using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Cli.Clients.Editing;

/// <summary>How a JSON file is laid out, so that what is added looks like the rest.</summary>
/// <param name="NewLine">The file's line end.</param>
/// <param name="Unit">One step of indentation.</param>
internal sealed record JsonLayout(string NewLine, string Unit)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static JsonLayout Of(ReadOnlySpan<byte> text)
    {
        var newLine = text.IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        foreach (var line in text.Split((byte)'\n'))
        {
            var content = text[line];
            var indent = content.IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (indent > 0 && content[indent] is (byte)'"') return new JsonLayout(newLine, Encoding.ASCII.GetString(content[..indent]));
        }
        return new JsonLayout(newLine, "  ");
    }

    /// <summary>The white space that the line of an offset starts with.</summary>
    public static string IndentAt(ReadOnlySpan<byte> text, int offset)
    {
        var start = text[..offset].LastIndexOf((byte)'\n') + 1;
        var end = start;
        while (end < text.Length && text[end] is (byte)' ' or (byte)'\t') end++;
        return Encoding.ASCII.GetString(text[start..end]);
    }

    /// <summary>A value as text whose further lines stand at an indentation.</summary>
    public string Render(JsonNode value, string indent)
    {
        var lines = value.ToJsonString(Indented).Split('\n').Select(line =>
        {
            var content = line.TrimStart(' ');
            return string.Concat(Enumerable.Repeat(Unit, (line.Length - content.Length) / 2)) + content;
        });
        return string.Join(NewLine + indent, lines);
    }

    /// <summary>The offset of the next byte that is neither white space nor comment.</summary>
    public static int SkipTrivia(ReadOnlySpan<byte> text, int offset)
    {
        while (offset < text.Length)
        {
            var rest = text[offset..];
            if (IsWhiteSpace(rest[0])) offset++;
            else if (rest.StartsWith("//"u8)) offset += rest.IndexOf((byte)'\n') is var end and >= 0 ? end : rest.Length;
            else if (rest.StartsWith("/*"u8)) offset += rest.IndexOf("*/"u8) + 2;
            else break;
        }
        return offset;
    }

    public static bool IsWhiteSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
