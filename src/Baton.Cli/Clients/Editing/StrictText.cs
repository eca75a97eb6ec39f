using System.Text;

namespace Baton.Cli.Clients.Editing;

/// <summary>A file's text, never with characters in place of bytes that are none: they would be lost when it is written back.</summary>
internal static class StrictText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">It is not UTF-8.</exception>
    public static string Read(string file, byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException broken)
        {
            throw new FormatException($"{file} is not UTF-8 (byte {broken.Index}).", broken);
        }
    }
}
