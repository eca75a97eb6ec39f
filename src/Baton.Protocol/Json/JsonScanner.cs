using System.Buffers;
using System.Text.Json;

namespace Baton.Protocol.Json;

/// <summary>
/// Checks a text that arrives in pieces as strictly as <see cref="StrictJson"/> checks one that is there, and holds no more of it
/// than the keys of the objects that are open.
/// </summary>
internal sealed class JsonScanner
{
    /// <summary>Values at this depth and above are reported; the text itself has depth 0.</summary>
    public const int ReportedDepth = 2;

    /// <summary>The bytes of keys that are held at once, at most: to hold more would not be to stream.</summary>
    public const int MostKeyBytes = 4 * 1024 * 1024;

    private readonly Utf8Pieces _utf8 = new();
    private readonly KeyLedger _keys = new();
    private readonly long[] _keyBytesBefore = new long[StrictJson.MaxDepth];
    private readonly bool[] _isObject = new bool[StrictJson.MaxDepth];
    private readonly ArrayBufferWriter<byte> _key = new(64);
    private State _state = State.Value;
    private StringScan _string;
    private NumberScan _number;
    private byte[] _literal = [];
    private int _literalAt;
    private long _keyBytes;
    private bool _isAnnounced;

    private enum State
    {
        Value,
        FirstElement,
        Key,
        FirstKey,
        KeyText,
        Colon,
        Text,
        Number,
        Literal,
        After,
        Done,
    }

    /// <summary>Why the text is not strict JSON; null as long as it may be.</summary>
    public JsonFault? Fault { get; private set; }

    /// <summary>How many objects and lists are open around what was reported.</summary>
    public int Depth { get; private set; }

    /// <summary>How many bytes were read before the present piece.</summary>
    public long Before { get; private set; }

    /// <summary>The key that was reported, as a JSON string with its quotes.</summary>
    public ReadOnlySpan<byte> Key => _key.WrittenSpan;

    /// <summary>Begins a piece; false when it cannot be UTF-8.</summary>
    public bool Begin(ReadOnlySpan<byte> piece)
    {
        if (!_utf8.Accept(piece)) Fail(JsonFaultKind.Syntax, "The message is not valid UTF-8", 0);
        return Fault is null;
    }

    /// <summary>Reads on from <paramref name="at"/> to the next thing to report.</summary>
    public ScanEvent Next(ReadOnlySpan<byte> piece, ref int at)
    {
        while (Fault is null && at < piece.Length)
        {
            if (Step(piece, ref at) is { } found) return found;
        }
        if (Fault is not null) return ScanEvent.Fault;
        Before += piece.Length;
        return ScanEvent.More;
    }

    /// <summary>Says that the text is over.</summary>
    public JsonFault? Finish()
    {
        if (Fault is null && !(_utf8.IsWhole && (_state == State.Done || (_state == State.Number && Depth == 0 && _number.IsNumber))))
        {
            Fail(JsonFaultKind.Syntax, "The message ends before it is whole", 0);
        }
        return Fault;
    }

    private ScanEvent? Step(ReadOnlySpan<byte> piece, ref int at) => _state switch
    {
        State.Text or State.KeyText => String(piece, ref at),
        State.Number => Number(piece, ref at),
        State.Literal => Literal(piece[at], ref at),
        _ when piece[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' => Pass(ref at),
        State.Value or State.FirstElement => Value(piece[at], ref at),
        State.Key or State.FirstKey => BeginKey(piece[at], ref at),
        State.Colon => piece[at] == ':' ? To(State.Value, ref at) : Broken(at),
        State.After => After(piece[at], ref at),
        _ => Broken(at),
    };

    private ScanEvent? Value(byte first, ref int at)
    {
        if (first == ']' && _state == State.FirstElement) return Close(ref at);
        if (Depth <= ReportedDepth && !_isAnnounced)
        {
            _isAnnounced = true;
            return ScanEvent.Began;
        }
        _isAnnounced = false;
        switch (first)
        {
            case (byte)'{':
                return Open(isObject: true, ref at);
            case (byte)'[':
                return Open(isObject: false, ref at);
            case (byte)'"':
                _string = default;
                return To(State.Text, ref at);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                _number = NumberScan.Begin(first);
                return To(State.Number, ref at);
            case (byte)'t':
                return BeginLiteral("true"u8, ref at);
            case (byte)'f':
                return BeginLiteral("false"u8, ref at);
            case (byte)'n':
                return BeginLiteral("null"u8, ref at);
            default:
                return Broken(at);
        }
    }

    private ScanEvent? Open(bool isObject, ref int at)
    {
        if (Depth == StrictJson.MaxDepth)
        {
            return Fail(JsonFaultKind.Syntax, $"The message is nested deeper than {StrictJson.MaxDepth} levels at byte {Before + at}", at);
        }
        _isObject[Depth] = isObject;
        _keyBytesBefore[Depth] = _keyBytes;
        Depth++;
        if (isObject) _keys.Open();
        return To(isObject ? State.FirstKey : State.FirstElement, ref at);
    }

    private ScanEvent? Close(ref int at)
    {
        Depth--;
        if (_isObject[Depth]) _keys.Close();
        _keyBytes = _keyBytesBefore[Depth];
        at++;
        return Ended();
    }

    private ScanEvent? Ended()
    {
        _state = Depth == 0 ? State.Done : State.After;
        return Depth <= ReportedDepth ? ScanEvent.Ended : null;
    }

    private ScanEvent? After(byte next, ref int at)
    {
        var isObject = _isObject[Depth - 1];
        if (next == ',') return To(isObject ? State.Key : State.Value, ref at);
        return next == (isObject ? (byte)'}' : (byte)']') ? Close(ref at) : Broken(at);
    }

    private ScanEvent? BeginKey(byte first, ref int at)
    {
        if (first == '}' && _state == State.FirstKey) return Close(ref at);
        if (first != '"') return Broken(at);
        _string = default;
        _key.ResetWrittenCount();
        _key.Write("\""u8);
        return To(State.KeyText, ref at);
    }

    private ScanEvent? String(ReadOnlySpan<byte> piece, ref int at)
    {
        var from = at;
        var end = _string.Take(piece, ref at);
        if (end is StringEnd.Broken) return Broken(at - 1);
        if (end is StringEnd.Unpaired) return Fail(JsonFaultKind.Syntax, $"A string holds an unpaired surrogate escape before byte {Before + at}", at);
        if (_state == State.Text) return end == StringEnd.Over ? Ended() : null;
        _key.Write(piece[from..at]);
        if (_keyBytes + _key.WrittenCount > MostKeyBytes)
        {
            return Fail(JsonFaultKind.Ambiguous, $"Whether a key stands twice cannot be told: there are more than {MostKeyBytes} bytes of keys to compare at byte {Before + at}", at);
        }
        return end == StringEnd.Over ? EndKey(at) : null;
    }

    private ScanEvent? EndKey(int at)
    {
        var key = Unescaped();
        _keyBytes += key.Length;
        if (!_keys.Add(key))
        {
            return Fail(JsonFaultKind.Ambiguous, $"The key {System.Text.Encoding.UTF8.GetString(Key)} stands twice in one object before byte {Before + at}; keys must be unique", at);
        }
        _state = State.Colon;
        return Depth <= ReportedDepth ? ScanEvent.Key : null;
    }

    private byte[] Unescaped()
    {
        if (!_string.HasEscapes) return Key[1..^1].ToArray();
        var reader = new Utf8JsonReader(Key);
        reader.Read();
        var target = new byte[Key.Length];
        return target[..reader.CopyString(target)];
    }

    private ScanEvent? Number(ReadOnlySpan<byte> piece, ref int at)
    {
        while (at < piece.Length && _number.Take(piece[at])) at++;
        if (at == piece.Length) return null;
        return _number.IsNumber ? Ended() : Broken(at);
    }

    private ScanEvent? BeginLiteral(ReadOnlySpan<byte> word, ref int at)
    {
        _literal = word.ToArray();
        _literalAt = 1;
        return To(State.Literal, ref at);
    }

    private ScanEvent? Literal(byte next, ref int at)
    {
        if (next != _literal[_literalAt++]) return Broken(at);
        at++;
        return _literalAt == _literal.Length ? Ended() : null;
    }

    private static ScanEvent? Pass(ref int at)
    {
        at++;
        return null;
    }

    private ScanEvent? To(State state, ref int at)
    {
        _state = state;
        at++;
        return null;
    }

    private ScanEvent? Broken(int at) => Fail(JsonFaultKind.Syntax, $"The message is not valid JSON at byte {Before + at}", at);

    private ScanEvent? Fail(JsonFaultKind kind, string message, int at)
    {
        Fault = new JsonFault(kind, message, Before + at);
        return ScanEvent.Fault;
    }
}

/// <summary>What a <see cref="JsonScanner"/> came to.</summary>
internal enum ScanEvent
{
    /// <summary>The piece is read to its end.</summary>
    More,

    /// <summary>A key was read; its value follows.</summary>
    Key,

    /// <summary>A value begins at the place.</summary>
    Began,

    /// <summary>A value ended before the place.</summary>
    Ended,

    /// <summary>The text is not strict JSON.</summary>
    Fault,
}
