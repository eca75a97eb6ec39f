using System.Globalization;

namespace Baton.Protocol.Json;

/// <summary>Looks for <c>\uD800</c> without its partner: text that no UTF-8 can carry and readers repair in different ways.</summary>
internal static class Surrogates
{
    /// <summary>Offset of the first unpaired surrogate escape in a JSON string's raw content, or -1.</summary>
    public static int UnpairedIn(ReadOnlySpan<byte> raw)
    {
        var open = -1;
        for (var at = 0; at < raw.Length; at++)
        {
            var unit = -1;
            var start = at;
            if (raw[at] == '\\')
            {
                at++;
                if (raw[at] == 'u')
                {
                    unit = Unit(raw.Slice(at + 1, 4));
                    at += 4;
                }
            }
            if (unit is >= 0xDC00 and <= 0xDFFF)
            {
                if (open < 0) return start;
                open = -1;
                continue;
            }
            if (open >= 0) return open;
            if (unit is >= 0xD800 and <= 0xDBFF) open = start;
        }
        return open;
    }

    private static int Unit(ReadOnlySpan<byte> hex)
        => int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? unit : -1;
}
