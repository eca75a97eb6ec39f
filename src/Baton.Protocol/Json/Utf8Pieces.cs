using System.Text.Unicode;

namespace Baton.Protocol.Json;

/// <summary>Tells whether text that arrives in pieces is UTF-8, wherever a piece cuts a character.</summary>
internal sealed class Utf8Pieces
{
    private readonly byte[] _cut = new byte[4];
    private int _cutLength;

    /// <summary>Whether the text ends with a whole character.</summary>
    public bool IsWhole => _cutLength == 0;

    /// <summary>False when the text cannot be UTF-8 any more.</summary>
    public bool Accept(ReadOnlySpan<byte> piece)
    {
        if (_cutLength > 0)
        {
            var taken = Math.Min(LengthOf(_cut[0]) - _cutLength, piece.Length);
            piece[..taken].CopyTo(_cut.AsSpan(_cutLength));
            _cutLength += taken;
            piece = piece[taken..];
            if (_cutLength < LengthOf(_cut[0])) return true;
            if (!Utf8.IsValid(_cut.AsSpan(0, _cutLength))) return false;
            _cutLength = 0;
        }
        var cut = CutAtEnd(piece);
        if (!Utf8.IsValid(piece[..^cut])) return false;
        piece[^cut..].CopyTo(_cut);
        _cutLength = cut;
        return true;
    }

    /// <summary>How many bytes at the end begin a character that is not whole.</summary>
    private static int CutAtEnd(ReadOnlySpan<byte> piece)
    {
        for (var back = 1; back <= Math.Min(3, piece.Length); back++)
        {
            var lead = piece[^back];
            if ((lead & 0xC0) == 0x80) continue;
            return LengthOf(lead) > back ? back : 0;
        }
        return 0;
    }

    private static int LengthOf(byte lead) => lead switch
    {
        >= 0xF0 => 4,
        >= 0xE0 => 3,
        >= 0xC0 => 2,
        _ => 1,
    };
}
