using System.Globalization;
using System.Text;
using Baton.Memory.Text;

namespace Baton.Memory.Sessions;

/// <summary>Writes a digest line by line as far as its budget goes, and counts what did not fit.</summary>
internal sealed class DigestText(long bytes)
{
    private const int Reserve = 90;
    private readonly StringBuilder _text = new();
    private long _left = bytes - Reserve;
    private string? _heading;
    private int _omitted;

    /// <summary>Begins a section; its heading is written with its first line.</summary>
    public void Section(string heading) => _heading = heading;

    /// <summary>Adds a line, or counts it as left out.</summary>
    public bool Line(string line)
    {
        var heading = _heading is null ? "" : _heading + "\n";
        var size = Encoding.UTF8.GetByteCount(heading) + Encoding.UTF8.GetByteCount(line) + 1;
        if (size > _left)
        {
            _omitted++;
            return false;
        }
        _left -= size;
        _heading = null;
        _text.Append(heading).Append(line).Append('\n');
        return true;
    }

    public string Finish(string more)
    {
        if (_omitted > 0) _text.Append(CultureInfo.InvariantCulture, $"({_omitted} more not shown: {more})\n");
        return _text.ToString();
    }

    public static string Item(string text, int bytes) => Excerpt.Line(text, bytes);
}
