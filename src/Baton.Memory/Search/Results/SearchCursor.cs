using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Search.Results;

/// <summary>
/// Where a search goes on. The cursor names what was already shown, not a place in an order that others' writes move: going
/// on never shows a record twice and never skips one, whatever was written in between.
/// </summary>
internal static class SearchCursor
{
    /// <summary>Hits that one search can be asked for, page by page; what is further down was ranked by guesswork.</summary>
    public const int MostShown = 400;
    private const string Kind = "search";

    /// <param name="fingerprint">The question, so that a cursor fits only its own.</param>
    /// <param name="shown">What earlier pages showed.</param>
    /// <param name="ids">What this page shows.</param>
    /// <returns>Null when enough was shown.</returns>
    public static string? Encode(string fingerprint, ShownRecords shown, IEnumerable<string> ids)
    {
        var all = shown.With(ids);
        return all.Count >= MostShown ? null : Cursors.Encode(Kind, Cursors.Fingerprint(fingerprint), all.ToText());
    }

    public static Outcome<ShownRecords> Decode(string? cursor, string fingerprint)
    {
        if (cursor is null) return ShownRecords.None;
        if (!Cursors.TryDecode(Kind, cursor, 2, out var parts) || ShownRecords.FromText(parts[1]) is not { } shown)
        {
            return Fail.BadCursor("The cursor is not one of a search, or it is damaged.");
        }
        return parts[0] == Cursors.Fingerprint(fingerprint) ? shown : Fail.BadCursor("The cursor belongs to another search.");
    }
}

/// <summary>Records by the first five bytes of their ids' hashes.</summary>
internal sealed class ShownRecords
{
    private const int Bytes = 5;
    private readonly HashSet<ulong> _marks;

    private ShownRecords(HashSet<ulong> marks) => _marks = marks;

    public static ShownRecords None { get; } = new([]);

    public int Count => _marks.Count;

    public bool Contains(string id) => _marks.Contains(Mark(id));

    public ShownRecords With(IEnumerable<string> ids) => new([.. _marks, .. ids.Select(Mark)]);

    public string ToText()
    {
        var bytes = new byte[_marks.Count * Bytes];
        var at = 0;
        foreach (var mark in _marks)
        {
            for (var i = 0; i < Bytes; i++) bytes[at++] = (byte)(mark >> (8 * i));
        }
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Null for text that <see cref="ToText"/> did not make.</summary>
    public static ShownRecords? FromText(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length % Bytes != 0) return null;
        var marks = new HashSet<ulong>();
        for (var at = 0; at < length; at += Bytes)
        {
            var mark = 0UL;
            for (var i = 0; i < Bytes; i++) mark |= (ulong)bytes[at + i] << (8 * i);
            marks.Add(mark);
        }
        return new ShownRecords(marks);
    }

    private static ulong Mark(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return BitConverter.ToUInt64(hash) & 0xFF_FFFF_FFFF;
    }
}
