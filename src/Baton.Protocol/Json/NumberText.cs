using System.Globalization;
using System.Text;

namespace Baton.Protocol.Json;

/// <summary>Numbers of JSON by their exact value, which a decimal of the framework would round.</summary>
internal static class NumberText
{
    private const int LongestExponent = 9;

    /// <summary>One text for all spellings of one value; null when it is no number of JSON, or its exponent is beyond reason.</summary>
    public static string? Canonical(string text)
    {
        if (!IsNumber(text)) return null;
        var exponentAt = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = text.AsSpan(0, exponentAt < 0 ? text.Length : exponentAt).TrimStart('-');
        var point = mantissa.IndexOf('.');
        var digits = mantissa.ToString().Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var kept = digits.TrimEnd('0');
        if (kept.Length == 0) return "0";
        if (!TryReadExponent(exponentAt < 0 ? "0" : text.AsSpan(exponentAt + 1), out var exponent)) return null;
        exponent += digits.Length - kept.Length - (point < 0 ? 0 : mantissa.Length - point - 1);
        return string.Create(CultureInfo.InvariantCulture, $"{(text[0] == '-' ? "-" : "")}{kept}e{exponent}");
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        return text.TrimStart("+-").TrimStart('0').Length <= LongestExponent && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent);
    }

    private static bool IsNumber(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length == 0 || bytes[0] is not ((byte)'-' or (>= (byte)'0' and <= (byte)'9'))) return false;
        var scan = NumberScan.Begin(bytes[0]);
        var at = 1;
        while (at < bytes.Length && scan.Take(bytes[at])) at++;
        return at == bytes.Length && scan.IsNumber;
    }
}
