using System.Text.Json;

namespace Baton.Protocol.Json;

/// <summary>
/// Remembers the keys of every object that is open while a text is read. Small objects are compared one by one; large ones
/// get a set whose hash is seeded per process, so that no sender can make the comparison quadratic.
/// </summary>
internal sealed class KeyLedger
{
    private const int LinearLimit = 16;

    [ThreadStatic]
    private static KeyLedger? _spare;

    private readonly List<ReadOnlyMemory<byte>> _keys = [];
    private readonly List<Frame> _open = [];
    private ReadOnlyMemory<byte> _text;

    public static KeyLedger Rent(ReadOnlyMemory<byte> text)
    {
        var ledger = _spare ?? new KeyLedger();
        _spare = null;
        ledger._text = text;
        return ledger;
    }

    public void Return()
    {
        _text = default;
        _keys.Clear();
        _open.Clear();
        _spare = this;
    }

    public void Open() => _open.Add(new Frame(_keys.Count, null));

    public void Close()
    {
        var start = _open[^1].Start;
        _keys.RemoveRange(start, _keys.Count - start);
        _open.RemoveAt(_open.Count - 1);
    }

    /// <summary>False when the innermost object has the reader's key already, escapes resolved.</summary>
    public bool Add(ref Utf8JsonReader reader)
    {
        return Add(reader.ValueIsEscaped ? Unescaped(ref reader) : _text.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length));
    }

    /// <summary>False when the innermost object has that key already; its bytes must stay as they are until the object closes.</summary>
    public bool Add(ReadOnlyMemory<byte> key)
    {
        var frame = _open[^1];
        if (frame.Set is { } set) return set.Add(key);

        for (var at = frame.Start; at < _keys.Count; at++)
        {
            if (_keys[at].Span.SequenceEqual(key.Span)) return false;
        }
        _keys.Add(key);
        if (_keys.Count - frame.Start > LinearLimit) _open[^1] = frame with { Set = Move(frame.Start) };
        return true;
    }

    private HashSet<ReadOnlyMemory<byte>> Move(int start)
    {
        var set = new HashSet<ReadOnlyMemory<byte>>(ByContent.Instance);
        for (var at = start; at < _keys.Count; at++) set.Add(_keys[at]);
        return set;
    }

    private static ReadOnlyMemory<byte> Unescaped(ref Utf8JsonReader reader)
    {
        var target = new byte[reader.ValueSpan.Length];
        return target.AsMemory(0, reader.CopyString(target));
    }

    private readonly record struct Frame(int Start, HashSet<ReadOnlyMemory<byte>>? Set);

    private sealed class ByContent : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public static readonly ByContent Instance = new();

        public bool Equals(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) => left.Span.SequenceEqual(right.Span);

        public int GetHashCode(ReadOnlyMemory<byte> key)
        {
            var hash = default(HashCode);
            hash.AddBytes(key.Span);
            return hash.ToHashCode();
        }
    }
}
