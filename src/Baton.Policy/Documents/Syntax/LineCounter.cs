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
}
