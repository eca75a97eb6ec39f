using System.Text;
using System.Text.Json;

namespace Baton.Policy.Json;

/// <summary>One value on a <see cref="JsonTape"/>; the default value is a place that holds nothing.</summary>
internal readonly struct JsonView(JsonTape tape, int index)
{
    private readonly JsonTape? _tape = tape;
    private readonly int _index = index;

    public JsonKind Kind => _tape is null ? JsonKind.Missing : _tape[_index].Kind;

    /// <summary>Where it stands on its tape; two views of one tape are the same place when these are equal.</summary>
    public int Position => _index;

    /// <summary>Members of an object, elements of an array.</summary>
    public int Count => _tape is null ? 0 : _tape[_index].Count;

    /// <summary>The text as written; for strings without the quotes.</summary>
    public ReadOnlySpan<byte> Raw
    {
        get
        {
            if (_tape is null) return default;
            ref readonly var token = ref _tape[_index];
            return _tape.Text.Slice(token.Start, token.Length);
        }
    }

    /// <summary>Where <see cref="Raw"/> begins in the text.</summary>
    public int Offset => _tape is null ? 0 : _tape[_index].Start;

    /// <summary>Whether the string's bytes hold escapes.</summary>
    public bool IsEscaped => _tape is not null && _tape[_index].Escaped;

    public bool IsAbsent => Kind is JsonKind.Missing or JsonKind.Null;

    /// <summary>The member of that name, or nothing.</summary>
    public JsonView Property(ReadOnlySpan<byte> name)
    {
        foreach (var member in Members())
        {
            if (member.NameIs(name)) return member.Value;
        }
        return default;
    }

    /// <summary>The element at a position, or nothing.</summary>
    public JsonView Element(int position)
    {
        if (Kind != JsonKind.Array || position < 0 || position >= Count) return default;
        foreach (var element in Elements())
        {
            if (position-- == 0) return element;
        }
        return default;
    }

    public MemberEnumerator Members() => new(_tape, _index, Kind == JsonKind.Object);

    public ElementEnumerator Elements() => new(_tape, _index, Kind == JsonKind.Array);

    /// <summary>The decoded string; only for strings and names.</summary>
    public string GetString() => IsEscaped ? Unescape() : Encoding.UTF8.GetString(Raw);

    /// <summary>Decodes the string into a buffer of at least <see cref="Raw"/>'s length and returns the characters written.</summary>
    public int CopyString(Span<char> buffer)
    {
        if (!IsEscaped) return Encoding.UTF8.GetChars(Raw, buffer);
        var reader = Quoted();
        return reader.CopyString(buffer);
    }

    public ExactNumber GetNumber() => ExactNumber.Parse(Raw);

    public override string ToString() => Kind == JsonKind.String ? GetString() : Encoding.UTF8.GetString(Raw);

    private string Unescape()
    {
        var reader = Quoted();
        return reader.GetString()!;
    }

    private Utf8JsonReader Quoted()
    {
        ref readonly var token = ref _tape![_index];
        var reader = new Utf8JsonReader(_tape.Text.Slice(token.Start - 1, token.Length + 2));
        reader.Read();
        return reader;
    }

    /// <summary>Walks the members of an object.</summary>
    internal struct MemberEnumerator
    {
        private readonly JsonTape? _tape;
        private readonly int _end;
        private int _next;

        public MemberEnumerator(JsonTape? tape, int index, bool isObject)
        {
            _tape = tape;
            _next = index + 1;
            _end = isObject ? tape![index].Next : 0;
        }

        public JsonMember Current { get; private set; }

        public readonly MemberEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next >= _end) return false;
            Current = new JsonMember(new JsonView(_tape!, _next), new JsonView(_tape!, _next + 1));
            _next = _tape![_next + 1].Next;
            return true;
        }
    }

    /// <summary>Walks the elements of an array.</summary>
    internal struct ElementEnumerator
    {
        private readonly JsonTape? _tape;
        private readonly int _end;
        private int _next;

        public ElementEnumerator(JsonTape? tape, int index, bool isArray)
        {
            _tape = tape;
            _next = index + 1;
            _end = isArray ? tape![index].Next : 0;
        }

        public JsonView Current { get; private set; }

        public readonly ElementEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next >= _end) return false;
            Current = new JsonView(_tape!, _next);
            _next = _tape![_next].Next;
            return true;
        }
    }
}
