namespace Baton.Memory.Text;

/// <summary>Where UTF-8 text may be cut: never inside a character nor between CR and LF, at a line's end where one is near.</summary>
internal static class Utf8Cut
{
    /// <summary>The largest cut at or below <paramref name="limit"/> bytes; at least one character where there is one.</summary>
    public static int Head(ReadOnlySpan<byte> text, long limit)
    {
        if (text.Length <= limit) return text.Length;
        var cut = Back(text, (int)Math.Max(limit, 0));
        var line = text[..cut].LastIndexOf((byte)'\n') + 1;
        if (line > cut - (cut / 8) && line > 0) return line;
        return cut > 0 ? cut : FirstCharacter(text);
    }

    /// <summary>Where a tail of at most <paramref name="limit"/> bytes begins.</summary>
    public static int Tail(ReadOnlySpan<byte> text, long limit)
    {
        if (text.Length <= limit) return 0;
        var cut = text.Length - (int)Math.Max(limit, 0);
        while (cut < text.Length && !IsBoundary(text, cut)) cut++;
        var line = text[cut..].IndexOf((byte)'\n') + 1;
        return line > 0 && line < (text.Length - cut) / 8 ? cut + line : cut;
    }

    /// <summary>Whether a character begins at the place, and no CR LF is split by it.</summary>
    public static bool IsBoundary(ReadOnlySpan<byte> text, int at)
        => at <= 0 || at >= text.Length || ((text[at] & 0xC0) != 0x80 && !(text[at] == '\n' && text[at - 1] == '\r'));

    private static int Back(ReadOnlySpan<byte> text, int cut)
    {
        while (cut > 0 && !IsBoundary(text, cut)) cut--;
        return cut;
    }

    private static int FirstCharacter(ReadOnlySpan<byte> text)
    {
        var end = 1;
        while (end < text.Length && !IsBoundary(text, end)) end++;
        return end;
    }
}
