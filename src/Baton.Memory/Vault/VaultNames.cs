using System.Security.Cryptography;
using System.Text;

namespace Baton.Memory.Vault;

/// <summary>
/// Makes a file name's part of any text: ASCII letters, digits, dash, underscore and inner dots stay, everything else is
/// percent-encoded, so that no text can name another folder, a device or a hidden file on any system.
/// </summary>
internal static class VaultNames
{
    /// <summary>Longer parts are cut and get a piece of their hash; a whole name stays under the 255 bytes of file systems.</summary>
    private const int Longest = 100;

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })],
        StringComparer.OrdinalIgnoreCase);

    public static string Encode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var device = Devices.Contains(text.Split('.')[0].TrimEnd());
        var name = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            var outer = i == 0 || i == bytes.Length - 1;
            if (IsPlain(bytes[i], outer) && !(device && i == 0)) name.Append((char)bytes[i]);
            else name.Append('%').Append(Convert.ToHexString([bytes[i]]));
        }
        return name.Length <= Longest ? name.ToString() : Cut(name.ToString(), bytes);
    }

    private static bool IsPlain(byte letter, bool outer)
        => char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'-' or (byte)'_' || (letter == '.' && !outer);

    private static string Cut(string name, byte[] whole)
    {
        var kept = name[..(Longest - 14)];
        // A percent sign that lost its digits goes.
        var percent = kept.LastIndexOf('%');
        if (percent >= kept.Length - 2 && percent >= 0) kept = kept[..percent];
        return $"{kept}~{Convert.ToHexStringLower(SHA256.HashData(whole))[..12]}";
    }
}
