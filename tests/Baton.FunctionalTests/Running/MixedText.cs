using System.Text;

namespace Baton.FunctionalTests.Running;

/// <summary>Text that breaks what counts characters where it should count bytes.</summary>
public static class MixedText
{
    private const string Pattern = "日本語のテキスト、改行\r\nemoji 👩‍🚀🏳️‍🌈 tab\t ünï \"quoted\" \\ back \u0001 end\n";

    /// <summary>Exactly so many UTF-8 bytes.</summary>
    public static string OfBytes(int bytes)
    {
        var text = new StringBuilder();
        var size = Encoding.UTF8.GetByteCount(Pattern);
        for (var filled = 0; filled + size <= bytes; filled += size) text.Append(Pattern);
        return text.Append('x', bytes - Encoding.UTF8.GetByteCount(text.ToString())).ToString();
    }
}
