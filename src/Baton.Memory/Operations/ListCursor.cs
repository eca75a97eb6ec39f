using System.Globalization;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Operations;

/// <summary>The cursor of a list: the place of its last row, bound to the list's filter.</summary>
internal static class ListCursor
{
    private const string Kind = "list";

    public static string? Encode(PagePosition? next, string question)
        => next is null ? null : Cursors.Encode(Kind, Cursors.Fingerprint(question), next.At.UtcTicks.ToString(CultureInfo.InvariantCulture), next.Id);

    public static Outcome<PagePosition?> Decode(string? cursor, string question)
    {
        if (cursor is null) return (PagePosition?)null;
        if (!Cursors.TryDecode(Kind, cursor, 3, out var parts)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return Fail.BadCursor("The cursor is not one of this tool, or it is damaged.");
        }
        if (parts[0] != Cursors.Fingerprint(question)) return Fail.BadCursor("The cursor belongs to a call with other filters.");
        return new PagePosition(new DateTimeOffset(ticks, TimeSpan.Zero), parts[2]);
    }
}
