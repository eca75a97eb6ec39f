using System.Globalization;
using System.Text;

namespace Baton.Memory.Sessions;

/// <summary>One subject of a digest: what could be said of it, the most important first.</summary>
/// <param name="name">What its lines are, for saying how many were left out.</param>
/// <param name="heading">The line above; empty for none.</param>
/// <param name="share">Hundredths of the budget that are its own, however much the others have to say.</param>
/// <param name="rest">How to get what is left out.</param>
internal sealed class DigestSection(string name, string heading, int share, string rest)
{
    /// <summary>The longest that the mention of what is left out can be beside its two texts.</summary>
    private const int MentionLength = 40;

    private long _bytes;

    public List<DigestLine> Lines { get; } = [];

    /// <summary>There is more than was looked at.</summary>
    public bool IsEndless { get; set; }

    public int Share => share;

    /// <summary>Bytes of what is shown.</summary>
    public long Bytes => _bytes;

    public bool IsShown => _bytes > 0;

    /// <summary>Bytes to keep for saying that something was left out.</summary>
    public long Reserve => Lines.Count == 0 ? 0 : MentionLength + Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(rest);

    /// <summary>Lines that could be shown and are not; those under a line that is itself left out are not counted apart.</summary>
    public int Omitted => Lines.Count(line => line.IsWaiting);

    /// <summary>Shows the next line when it fits; false when it does not, or there is none.</summary>
    public bool Grow(long room)
    {
        if (Lines.Find(line => line.IsWaiting) is not { } next) return false;
        var size = Size(next.Text) + (IsShown || heading.Length == 0 ? 0 : Size(heading));
        if (size > room) return false;
        next.IsShown = true;
        _bytes += size;
        return true;
    }

    /// <summary>Adds what is shown, each line followed by those of another section that stand under it.</summary>
    public void Append(StringBuilder text, DigestSection? beneath)
    {
        if (IsShown && heading.Length > 0) text.Append(heading).Append('\n');
        foreach (var line in Lines)
        {
            if (!line.IsShown) continue;
            text.Append(line.Text).Append('\n');
            if (beneath is null) continue;
            foreach (var under in beneath.Lines)
            {
                if (under.IsShown && under.Under == line) text.Append(under.Text).Append('\n');
            }
        }
    }

    /// <summary>Says how many lines were left out, if any were.</summary>
    public void AppendMention(StringBuilder text)
    {
        var omitted = Omitted;
        if (omitted > 0 || IsEndless) text.Append(CultureInfo.InvariantCulture, $"({name}: {omitted}{(IsEndless ? "+" : "")} more not shown; {rest})\n");
    }

    private static long Size(string line) => Encoding.UTF8.GetByteCount(line) + 1;
}
