using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Baton.Gateway.Audit;

/// <summary>Bounds what others wrote before it goes into a row, and says that it was cut.</summary>
internal static class AuditText
{
    /// <summary>The most that a row keeps of one text, in UTF-8 bytes, without the mark.</summary>
    public const int MostBytes = 2048;

    /// <summary>The text, or its beginning in whole characters with how much there was.</summary>
    public static string? Cut(string? text)
    {
        // no character needs more than three bytes for each of its UTF-16 units
        if (text is null || text.Length <= MostBytes / 3) return text;
        var all = Encoding.UTF8.GetByteCount(text);
        if (all <= MostBytes) return text;
        Utf8.FromUtf16(text, stackalloc byte[MostBytes], out var kept, out _);
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, kept)}… (cut: {all} bytes in all)");
    }
}
