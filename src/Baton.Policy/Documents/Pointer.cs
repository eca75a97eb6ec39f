using System.Globalization;

namespace Baton.Policy.Documents;

/// <summary>JSON Pointers (RFC 6901).</summary>
internal static class Pointer
{
    public static string Of(string parent, string name) => string.Concat(parent, "/", Escape(name));

    public static string Of(string parent, int index) => string.Concat(parent, "/", index.ToString(CultureInfo.InvariantCulture));

    public static IEnumerable<string> Parts(string pointer)
        => pointer.Length == 0 ? [] : pointer[1..].Split('/').Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    /// <summary>The position in a list that a part names: digits without a leading zero; null for any other text.</summary>
    public static int? Index(string part)
        => (part == "0" || !part.StartsWith('0')) && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static string Escape(string name)
        => name.AsSpan().ContainsAny('~', '/')
            ? name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            : name;
}
