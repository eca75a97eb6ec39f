using System.Text;

namespace Baton.Memory.Search.Terms;

/// <summary>Which letters are written without spaces between words and are therefore indexed as pairs.</summary>
internal static class Scripts
{
    /// <summary>Chinese, Japanese, Korean, Thai, Lao, Burmese, Khmer and Tibetan.</summary>
    public static bool IsUnspaced(Rune rune) => rune.Value switch
    {
        < 0x0E00 => false,
        <= 0x0EFF => true,
        >= 0x0F00 and <= 0x0FFF => true,
        >= 0x1000 and <= 0x109F => true,
        >= 0x1100 and <= 0x11FF => true,
        >= 0x1780 and <= 0x17FF => true,
        >= 0x2E80 and <= 0x2FDF => true,
        >= 0x3005 and <= 0x3007 => true,
        >= 0x3040 and <= 0x31FF => true,
        >= 0x3400 and <= 0x4DBF => true,
        >= 0x4E00 and <= 0x9FFF => true,
        >= 0xA960 and <= 0xA97F => true,
        >= 0xAC00 and <= 0xD7FF => true,
        >= 0xF900 and <= 0xFAFF => true,
        >= 0xFF66 and <= 0xFFDC => true,
        >= 0x1B000 and <= 0x1B16F => true,
        >= 0x20000 and <= 0x3FFFF => true,
        _ => false,
    };
}
