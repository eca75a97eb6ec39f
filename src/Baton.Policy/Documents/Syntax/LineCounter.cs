using System.Text;

namespace Baton.Policy.Documents.Syntax;

/// <summary>Turns byte offsets that only grow into lines and columns.</summary>
internal ref struct LineCounter(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _counted;
    private int _line = 1;
    private int _column = 1;

    public (int Line, int Column) At(int offset)
    {
        while (_text[_counted..offset].IndexOf((byte)'\n') is >= 0 and var next)
        {
            _counted += next + 1;
            _line++;
            _column = 1;
        }
        _column += Encoding.UTF8.GetCharCount(_text[_counted..offset]);
        _counted = offset;
        return (_line, _column);
    }

    /// <summary>The framework's place, which counts lines from 0 and bytes within them, as an editor shows it.</summary>
    public static (int Line, int Column) OfBytes(ReadOnlySpan<byte> text, int line, int bytes)
    {
        for (var skipped = 0; skipped < line && text.IndexOf((byte)'\n') is >= 0 and var end; skipped++) text = text[(end + 1)..];
        return (line + 1, Encoding.UTF8.GetCharCount(text[..Math.Min(bytes, text.Length)]) + 1);
    }
}
