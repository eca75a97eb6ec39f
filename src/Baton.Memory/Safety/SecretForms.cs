using System.Buffers;
using static Baton.Memory.Safety.SecretTails;

namespace Baton.Memory.Safety;

/// <summary>Tokens whose form is more than a run of characters. Each measures from the end of its prefix.</summary>
internal static class SecretForms
{
    private static readonly SearchValues<char> NotInUserInfo = SearchValues.Create(" \t\r\n/\"'<>`?#");

    /// <summary><c>-----BEGIN X PRIVATE KEY-----</c> to its END line; without one, to where the key's text ends.</summary>
    public static int PrivateKeyTail(ReadOnlySpan<char> rest)
    {
        var header = rest[..Math.Min(rest.Length, 80)].IndexOf("-----", StringComparison.Ordinal);
        if (header < 0 || !rest[..header].Contains("PRIVATE KEY", StringComparison.Ordinal)) return -1;
        var body = header + 5;
        var end = rest[body..].IndexOf("-----END ", StringComparison.Ordinal);
        var next = rest[body..].IndexOf("-----BEGIN ", StringComparison.Ordinal);
        if (end >= 0 && (next < 0 || next > end))
        {
            var close = rest[(body + end + 9)..].IndexOf("-----", StringComparison.Ordinal);
            if (close is >= 0 and < 80) return HasKeyText(rest.Slice(body, end)) ? body + end + 9 + close + 5 : -1;
        }
        return KeyText(rest[body..]) is > 0 and var open ? body + open : -1;
    }

    /// <summary>A PuTTY key file: its lines up to the first empty one.</summary>
    public static int PuttyTail(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || !char.IsAsciiDigit(rest[0])) return -1;
        var end = rest.IndexOf("\n\n", StringComparison.Ordinal);
        var other = rest.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end < 0 && other < 0 ? rest.Length : (int)Math.Min((uint)end, (uint)other);
    }

    /// <summary>Three parts of base64url with dots between, the second again a JSON object.</summary>
    public static int JwtTail(ReadOnlySpan<char> rest)
    {
        var header = Length(rest, Url);
        if (header < 10 || !rest[header..].StartsWith(".eyJ", StringComparison.Ordinal)) return -1;
        var payload = header + 1 + Length(rest[(header + 1)..], Url);
        if (payload >= rest.Length || rest[payload] != '.') return -1;
        var signature = Length(rest[(payload + 1)..], Url);
        return signature >= 10 ? payload + 1 + signature : -1;
    }

    /// <summary>Baton's own: a grant's <c>bt_id_secret</c> and a claim's <c>ct_id_secret</c>.</summary>
    public static int BatonTail(ReadOnlySpan<char> rest)
    {
        var id = Length(rest, Alphanumeric);
        if (id < 4 || id >= rest.Length || rest[id] != '_') return -1;
        var secret = Length(rest[(id + 1)..], Url);
        return secret >= 20 ? id + 1 + secret : -1;
    }

    /// <summary>Forty characters of base64 after an equals sign or a colon, quoted or not.</summary>
    public static int AssignedTail(ReadOnlySpan<char> rest)
    {
        var sign = rest[..Math.Min(rest.Length, 6)].IndexOfAny('=', ':');
        if (sign < 0) return -1;
        var value = sign + 1;
        while (value < rest.Length && rest[value] is ' ' or '"' or '\'' or '\t') value++;
        var length = Length(rest[value..], Base64);
        return length == 40 ? value + length : -1;
    }

    /// <summary><c>user:password@</c> of a URL; names of variables and the like in the password's place are no secret.</summary>
    public static int UrlPasswordTail(ReadOnlySpan<char> rest)
    {
        var window = rest[..Math.Min(rest.Length, 300)];
        var at = window.IndexOf('@');
        var colon = window.IndexOf(':');
        if (at < 0 || colon < 0 || window[0] == '[' || colon + 1 >= at || window[..at].ContainsAny(NotInUserInfo)) return -1;
        var password = window[(colon + 1)..at];
        return password[0] is '[' or '$' or '{' or '*' or '%' || password.Equals("password", StringComparison.OrdinalIgnoreCase) ? -1 : at;
    }

    /// <summary>Code that only names the header is no key.</summary>
    private static bool HasKeyText(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = Length(text[at..], Base64);
            if (length >= 16) return true;
            at += length + 1;
        }
        return false;
    }

    /// <summary>
    /// The lines of a key that has no END yet, with the headers of an encrypted one before them; the ends of lines may be written
    /// as in JSON. 0 where no line is a key's.
    /// </summary>
    private static int KeyText(ReadOnlySpan<char> rest)
    {
        var (end, isKey) = (0, false);
        for (var start = 0; start < rest.Length;)
        {
            var next = start + LineLength(rest[start..], out var length);
            var line = rest.Slice(start, length).Trim();
            var isText = Length(line, Base64) == line.Length;
            if (!line.IsEmpty && (isText ? line.Length < 8 : isKey || !IsHeader(line))) break;
            isKey |= isText && line.Length >= 16;
            end = next;
            start = next;
        }
        return isKey ? end : 0;
    }

    /// <summary>A line with its end, and without it.</summary>
    private static int LineLength(ReadOnlySpan<char> text, out int without)
    {
        var broken = text.IndexOf('\n');
        var written = text.IndexOf("\\n", StringComparison.Ordinal);
        if (written >= 0 && (broken < 0 || written < broken))
        {
            without = text[..written].EndsWith("\\r", StringComparison.Ordinal) ? written - 2 : written;
            return written + 2;
        }
        if (broken >= 0)
        {
            without = broken;
            return broken + 1;
        }
        without = text.EndsWith("\\r", StringComparison.Ordinal) ? text.Length - 2 : text.TrimEnd('\\').Length;
        return text.Length;
    }

    private static bool IsHeader(ReadOnlySpan<char> line)
        => line.StartsWith("Proc-Type:", StringComparison.Ordinal) || line.StartsWith("DEK-Info:", StringComparison.Ordinal);
}
