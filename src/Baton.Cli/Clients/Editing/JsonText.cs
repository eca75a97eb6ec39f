using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Cli.Clients.Editing;

/// <summary>
/// A JSON document as text that is edited in place: what is not touched keeps its order, its comments and its white space.
/// </summary>
internal sealed class JsonText
{
    private readonly JsonLayout _layout;
    private readonly byte[] _text;
    private readonly JsonSpan _root;

    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public JsonText(byte[] text)
    {
        _text = text.AsSpan().Trim(" \t\r\n"u8).Length == 0 ? "{}\n"u8.ToArray() : text;
        _root = JsonSpan.Parse(_text);
        if (_root.Kind != JsonTokenType.StartObject) throw new JsonException("The file does not hold a JSON object.");
        _layout = JsonLayout.Of(_text);
    }

    public byte[] Bytes => _text;

    public JsonSpan Root => _root;

    /// <summary>Sets the value at a path, making the objects on the way.</summary>
    /// <exception cref="JsonException">Something on the way is not an object.</exception>
    public JsonText Set(IReadOnlyList<string> path, JsonNode value)
    {
        var (parent, depth) = Deepest(path);
        if (depth == path.Count)
        {
            var at = _root.At(path)!;
            return Splice(at.Start, at.End, _layout.Render(value, JsonLayout.IndentAt(_text, at.Start)));
        }
        RequireObject(parent, path.Take(depth));
        for (var i = path.Count - 1; i > depth; i--) value = new JsonObject { [path[i]] = value };
        return Insert(parent, parent.Members.Select(member => (member.NameStart, member.Value.End)).LastOrDefault(), member: path[depth], value);
    }

    /// <summary>Adds an item to the array at a path, making it when it is absent.</summary>
    /// <exception cref="JsonException">Something on the way is not an object, or the end is not an array.</exception>
    public JsonText Append(IReadOnlyList<string> path, JsonNode item)
    {
        if (_root.At(path) is not { } array) return Set(path, new JsonArray(item));
        if (array.Kind != JsonTokenType.StartArray) throw new JsonException($"'{string.Join('.', path)}' is not an array.");
        return Insert(array, array.Items.Select(each => (each.Start, each.End)).LastOrDefault(), member: null, item);
    }

    /// <summary>Takes the member at a path out; a path that leads nowhere changes nothing.</summary>
    public JsonText Remove(IReadOnlyList<string> path)
    {
        var parent = _root.At(path.SkipLast(1));
        var index = parent?.Members.ToList().FindLastIndex(member => member.Name == path[^1]) ?? -1;
        if (index < 0) return this;
        return Cut(parent!.Start, parent.Members.Select(member => (member.NameStart, member.Value.End)).ToList(), index);
    }

    /// <summary>Takes the items that match out of the array at a path.</summary>
    public JsonText RemoveItems(IReadOnlyList<string> path, Func<JsonSpan, bool> matches)
    {
        var text = this;
        while (text._root.At(path) is { Kind: JsonTokenType.StartArray } array)
        {
            var index = array.Items.ToList().FindIndex(item => matches(item));
            if (index < 0) break;
            text = text.Cut(array.Start, array.Items.Select(item => (item.Start, item.End)).ToList(), index);
        }
        return text;
    }

    private (JsonSpan Parent, int Depth) Deepest(IReadOnlyList<string> path)
    {
        var current = _root;
        for (var depth = 0; depth < path.Count; depth++)
        {
            if (current[path[depth]] is not { } next) return (current, depth);
            current = next;
        }
        return (current, path.Count);
    }

    private static void RequireObject(JsonSpan span, IEnumerable<string> path)
    {
        if (span.Kind != JsonTokenType.StartObject) throw new JsonException($"'{string.Join('.', path)}' is not an object.");
    }

    private JsonText Insert(JsonSpan container, (int Start, int End) last, string? member, JsonNode value)
    {
        var outer = JsonLayout.IndentAt(_text, container.Start);
        if (last.End == 0)
        {
            var indent = outer + _layout.Unit;
            var inside = _layout.NewLine + indent + Element(member, value, indent);
            var empty = _text.AsSpan((container.Start + 1)..(container.End - 1)).Trim(" \t\r\n"u8).Length == 0;
            return empty
                ? Splice(container.Start + 1, container.End - 1, inside + _layout.NewLine + outer)
                : Splice(container.Start + 1, container.Start + 1, inside);
        }
        var oneLine = !_text.AsSpan(container.Start..container.End).Contains((byte)'\n');
        var sibling = oneLine ? outer : JsonLayout.IndentAt(_text, last.Start);
        var separator = oneLine ? " " : _layout.NewLine + sibling;
        var comma = JsonLayout.SkipTrivia(_text, last.End);
        return _text[comma] == ','
            ? Splice(comma + 1, comma + 1, separator + Element(member, value, sibling) + ",")
            : Splice(last.End, last.End, "," + separator + Element(member, value, sibling));
    }

    private JsonText Cut(int containerStart, List<(int Start, int End)> elements, int index)
    {
        var (start, end) = elements[index];
        var after = JsonLayout.SkipTrivia(_text, end);
        var isFollowed = _text[after] == ',';
        var rest = isFollowed ? after + 1 : end;
        var before = start;
        while (before > containerStart + 1 && JsonLayout.IsWhiteSpace(_text[before - 1])) before--;
        if (EndsItsLine(rest) || !_text.AsSpan(before..start).Contains((byte)'\n')) start = before;
        else while (isFollowed && _text[rest] is (byte)' ' or (byte)'\t') rest++;
        if (isFollowed) return Splice(start, rest, "");
        var cut = Replace(_text, start, end, "");
        if (index == 0) return new JsonText(cut);
        var comma = JsonLayout.SkipTrivia(_text, elements[index - 1].End);
        return new JsonText(Replace(cut, comma, comma + 1, ""));
    }

    // What stands on the same line would come to stand behind the line above, which may end with a comment.
    private bool EndsItsLine(int offset)
    {
        var rest = _text.AsSpan(offset).TrimStart(" \t\r"u8);
        return rest.IsEmpty || rest[0] == '\n' || rest.StartsWith("//"u8);
    }

    private string Element(string? member, JsonNode value, string indent)
        => (member is null ? "" : JsonSerializer.Serialize(member) + ": ") + _layout.Render(value, indent);

    private JsonText Splice(int start, int end, string with) => new(Replace(_text, start, end, with));

    private static byte[] Replace(byte[] text, int start, int end, string with)
        => [.. text.AsSpan(0, start), .. Encoding.UTF8.GetBytes(with), .. text.AsSpan(end)];
}
