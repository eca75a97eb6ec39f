using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Baton.Memory.Sessions;

/// <summary>
/// Shares a digest's budget between its sections: first each has its own part, then each that shows nothing yet gets one
/// line, then what is left goes to the first that can use it. So however many handoffs there are, warnings and changes are
/// not crowded out, and where there are few of anything the others have its room.
/// </summary>
/// <param name="sections">In the order they are shown.</param>
internal sealed class DigestLayout(ImmutableArray<DigestSection> sections)
{
    /// <summary>What the one mention of a small budget takes.</summary>
    private const int ShortMention = 90;

    private long _left;

    /// <summary>The text of what fits, and of how much does not.</summary>
    /// <param name="beneath">The section whose lines stand under those of the first.</param>
    /// <param name="bytes">What the text may take.</param>
    public string Write(DigestSection beneath, long bytes)
    {
        var mentions = sections.Sum(section => section.Reserve);
        var isSmall = mentions > bytes / 3;
        Fill(bytes - (isSmall ? ShortMention : mentions));
        var text = new StringBuilder();
        foreach (var section in sections)
        {
            if (section != beneath) section.Append(text, section == sections[0] ? beneath : null);
            if (!isSmall) section.AppendMention(text);
        }
        if (isSmall) AppendShortMention(text);
        return text.ToString();
    }

    private void Fill(long bytes)
    {
        _left = bytes;
        foreach (var section in sections)
        {
            var own = bytes * section.Share / 100;
            while (Grow(section, own - section.Bytes)) { }
        }
        foreach (var section in sections)
        {
            if (!section.IsShown) Grow(section, _left);
        }
        foreach (var section in sections)
        {
            while (Grow(section, _left)) { }
        }
    }

    private bool Grow(DigestSection section, long room)
    {
        var before = section.Bytes;
        var grew = section.Grow(Math.Min(room, _left));
        _left -= section.Bytes - before;
        return grew;
    }

    private void AppendShortMention(StringBuilder text)
    {
        var omitted = sections.Sum(section => section.Omitted);
        var endless = sections.Any(section => section.IsEndless) ? "+" : "";
        if (omitted > 0) text.Append(CultureInfo.InvariantCulture, $"({omitted}{endless} more not shown: handoff_search, memory_search)\n");
    }
}
