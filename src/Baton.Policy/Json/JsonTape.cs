using System.Text.Json;
using System.Text.Unicode;

namespace Baton.Policy.Json;

/// <summary>
/// A strictly read JSON text as a flat list of tokens. Reading one costs a single pass and, once the arrays have grown, no
/// allocation: the engine judges arguments on it without building a tree. Duplicate names, lone surrogates, invalid UTF-8 and
/// numbers beyond <see cref="ExactNumber"/> are refused, so that everything judged later means one thing only.
/// </summary>
internal sealed class JsonTape
{
    /// <summary>Deepest nesting of arguments and literals.</summary>
    public const int DefaultDepth = 64;

    private const int PairwiseMembers = 24;

    private const int FewTokens = 4;

    private JsonToken[] _tokens = new JsonToken[FewTokens];
    private ReadOnlyMemory<byte> _text;
    private int _count;

    /// <summary>Why the last <see cref="TryRead"/> failed.</summary>
    public string? Error { get; private set; }

    /// <summary>The outermost value.</summary>
    public JsonView Root => new(this, 0);

    /// <summary>How many tokens it has room for.</summary>
    public int Capacity => _tokens.Length;

    internal ReadOnlySpan<byte> Text => _text.Span;

    internal ref readonly JsonToken this[int index] => ref _tokens[index];

    /// <summary>A tape of a text that is known to be good, such as one written by this library.</summary>
    public static JsonTape Parse(ReadOnlyMemory<byte> utf8)
    {
        var tape = new JsonTape();
        return tape.TryRead(utf8) ? tape : throw new FormatException(tape.Error);
    }

    /// <summary>Reads a text, replacing what the tape held; the bytes must stay unchanged as long as the tape is used.</summary>
    public bool TryRead(ReadOnlyMemory<byte> utf8, int maxDepth = DefaultDepth)
    {
        _text = utf8;
        _count = 0;
        Error = null;
        if (!Utf8.IsValid(utf8.Span))
        {
            Error = "it is not valid UTF-8";
            return false;
        }
        try
        {
            return Tokenize(utf8.Span, maxDepth);
        }
        catch (JsonException broken)
        {
            Error = $"it is not valid JSON at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}";
            return false;
        }
    }

    /// <summary>Forgets what was read; views on it must not be used any more.</summary>
    public void Clear()
    {
        _text = default;
        _count = 0;
    }

    private bool Tokenize(ReadOnlySpan<byte> text, int maxDepth)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = maxDepth });
        Span<int> open = stackalloc int[maxDepth + 1];
        var depth = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    CountChild(open, depth);
                    open[depth++] = _count;
                    Add(ref reader, reader.TokenType == JsonTokenType.StartObject ? JsonKind.Object : JsonKind.Array);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    ref var container = ref _tokens[open[--depth]];
                    container.Next = _count;
                    container.Length = (int)reader.BytesConsumed - container.Start;
                    if (container.Kind == JsonKind.Object && HasDuplicate(open[depth])) return false;
                    break;
                case JsonTokenType.PropertyName:
                    Add(ref reader, JsonKind.String);
                    if (!CheckText(ref reader)) return false;
                    break;
                case JsonTokenType.String:
                    CountChild(open, depth);
                    Add(ref reader, JsonKind.String);
                    if (!CheckText(ref reader)) return false;
                    break;
                case JsonTokenType.Number:
                    CountChild(open, depth);
                    if (!ExactNumber.TryParse(reader.ValueSpan, out _)) return Fail($"a number is beyond {ExactNumber.MaxDigits} digits or an exponent of {ExactNumber.MaxExponent}");
                    Add(ref reader, JsonKind.Number);
                    break;
                default:
                    CountChild(open, depth);
                    Add(ref reader, reader.TokenType switch
                    {
                        JsonTokenType.True => JsonKind.True,
                        JsonTokenType.False => JsonKind.False,
                        _ => JsonKind.Null,
                    });
                    break;
            }
        }
        return true;
    }

    private void CountChild(Span<int> open, int depth)
    {
        if (depth > 0) _tokens[open[depth - 1]].Count++;
    }

    private void Add(ref Utf8JsonReader reader, JsonKind kind)
    {
        if (_count == _tokens.Length) Array.Resize(ref _tokens, _count * 2);
        ref var token = ref _tokens[_count++];
        token.Kind = kind;
        token.Start = (int)reader.TokenStartIndex + (kind == JsonKind.String ? 1 : 0);
        token.Length = reader.ValueSpan.Length;
        token.Escaped = kind == JsonKind.String && reader.ValueIsEscaped;
        token.Next = _count;
        token.Count = 0;
    }

    private bool CheckText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return true;
        try
        {
            _ = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return Fail("a string holds half of a surrogate pair");
        }
    }

    private bool HasDuplicate(int container)
    {
        ref readonly var token = ref _tokens[container];
        var members = token.Count;
        if (members < 2) return false;
        if (members > PairwiseMembers) return HasDuplicateAmongMany(container);
        for (var left = container + 1; left < token.Next; left = _tokens[left + 1].Next)
        {
            for (var right = _tokens[left + 1].Next; right < token.Next; right = _tokens[right + 1].Next)
            {
                if (SameText(left, right)) return !Fail($"the name \"{new JsonView(this, left).GetString()}\" stands twice in one object");
            }
        }
        return false;
    }

    private bool HasDuplicateAmongMany(int container)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var name = container + 1; name < _tokens[container].Next; name = _tokens[name + 1].Next)
        {
            var text = new JsonView(this, name).GetString();
            if (!seen.Add(text)) return !Fail($"the name \"{text}\" stands twice in one object");
        }
        return false;
    }

    private bool SameText(int left, int right)
    {
        ref readonly var a = ref _tokens[left];
        ref readonly var b = ref _tokens[right];
        if (!a.Escaped && !b.Escaped) return a.Length == b.Length && Text.Slice(a.Start, a.Length).SequenceEqual(Text.Slice(b.Start, b.Length));
        return string.Equals(new JsonView(this, left).GetString(), new JsonView(this, right).GetString(), StringComparison.Ordinal);
    }

    private bool Fail(string error)
    {
        Error = error;
        return false;
    }
}
