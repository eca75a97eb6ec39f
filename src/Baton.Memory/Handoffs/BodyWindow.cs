using System.Globalization;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Text;

namespace Baton.Memory.Handoffs;

/// <summary>Which bytes of a body a load shows, and the cursor to the next.</summary>
internal readonly record struct BodyWindow(int Start, int End, string? Next)
{
    private const string Kind = "body";

    /// <summary>What a cursor names: a version of a handoff and the bytes still to show.</summary>
    public sealed record Place(string Id, int Version, int From, int To);

    public static Outcome<Place> Decode(string cursor)
    {
        if (!Cursors.TryDecode(Kind, cursor, 4, out var parts)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var to))
        {
            return Fail.BadCursor("The cursor is not one of handoff_load, or it is damaged.");
        }
        return new Place(parts[0], version, from, to);
    }

    public static string Encode(string id, int version, int from, int to)
        => Cursors.Encode(Kind, id, Text(version), Text(from), Text(to));

    /// <summary>The beginning of a range, as far as the budget goes.</summary>
    public static BodyWindow Head(ReadOnlySpan<byte> body, string id, int version, int from, int to, long bytes)
    {
        var end = from + Utf8Cut.Head(body[from..to], bytes);
        return new BodyWindow(from, end, end < to ? Encode(id, version, end, to) : null);
    }

    /// <summary>The end of a range; what lies before it is next.</summary>
    public static BodyWindow Tail(ReadOnlySpan<byte> body, string id, int version, int from, long bytes)
    {
        var start = from + Utf8Cut.Tail(body[from..], bytes);
        return new BodyWindow(start, body.Length, start > 0 ? Encode(id, version, 0, start) : null);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
