using System.Buffers;

namespace Baton.Protocol.Json;

/// <summary>Follows the inside of a JSON string in pieces: escapes must be known, and surrogate escapes come in pairs.</summary>
internal struct StringScan
{
    private const int HexDigits = 4;
    private static readonly SearchValues<byte> Stops = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    private Place _at;
    private int _digits;
    private int _unit;
    private bool _needsLow;

    private enum Place
    {
        Text,
        Escape,
        Hex,
    }

    /// <summary>Whether an escape was read, so that the text is not what the bytes say.</summary>
    public bool HasEscapes { get; private set; }

    /// <summary>Goes on from <paramref name="at"/>, which stands behind the closing quote when the string is over.</summary>
    public StringEnd Take(ReadOnlySpan<byte> piece, ref int at)
    {
        while (at < piece.Length)
        {
            if (_at == Place.Text)
            {
                if (!_needsLow)
                {
                    var stop = piece[at..].IndexOfAny(Stops);
                    at = stop < 0 ? piece.Length : at + stop;
                    if (stop < 0) return StringEnd.More;
                }
                var next = piece[at++];
                if (next == '\\')
                {
                    HasEscapes = true;
                    _at = Place.Escape;
                }
                else if (_needsLow) return StringEnd.Unpaired;
                else return next == '"' ? StringEnd.Over : StringEnd.Broken;
            }
            else if (_at == Place.Escape)
            {
                if (Escaped(piece[at++]) is { } end) return end;
            }
            else if (Hex(piece[at++]) is { } end) return end;
        }
        return StringEnd.More;
    }

    private StringEnd? Escaped(byte letter)
    {
        if (letter == 'u')
        {
            _at = Place.Hex;
            _digits = 0;
            _unit = 0;
            return null;
        }
        if (_needsLow) return StringEnd.Unpaired;
        _at = Place.Text;
        return "\"\\/bfnrt"u8.Contains(letter) ? null : StringEnd.Broken;
    }

    private StringEnd? Hex(byte digit)
    {
        if (!char.IsAsciiHexDigit((char)digit)) return StringEnd.Broken;
        _unit = (_unit << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        if (++_digits < HexDigits) return null;
        _at = Place.Text;
        var isLow = _unit is >= 0xDC00 and <= 0xDFFF;
        if (isLow != _needsLow) return StringEnd.Unpaired;
        _needsLow = _unit is >= 0xD800 and <= 0xDBFF;
        return null;
    }
}

/// <summary>Where a <see cref="StringScan"/> stands.</summary>
internal enum StringEnd
{
    /// <summary>The string goes on behind the piece.</summary>
    More,

    /// <summary>The closing quote was read.</summary>
    Over,

    /// <summary>What stands there is no JSON string.</summary>
    Broken,

    /// <summary>A surrogate escape is without its partner.</summary>
    Unpaired,
}
