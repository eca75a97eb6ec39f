using System.Text;

namespace Baton.Cli.Application;

/// <summary>Text from a flag, a file or standard input, byte for byte.</summary>
internal static class BodyInput
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file, of standard input for <c>-</c>, or null when no file was named.</summary>
    /// <exception cref="CliException">It cannot be read, or is not UTF-8.</exception>
    public static async Task<string?> ReadFileAsync(CommandRun run, string? file)
    {
        if (file is null) return null;
        var bytes = file == "-" ? await ReadInputAsync(run) : await ReadAsync(run, file);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException broken)
        {
            var name = file == "-" ? "standard input" : file;
            throw new CliException(CliFailure.Usage($"{name} is not UTF-8 (byte {broken.Index}).", "Text is kept byte for byte, so it must be valid UTF-8."));
        }
    }

    /// <summary>A value that is <c>-</c> stands for standard input.</summary>
    public static async Task<string?> ValueOrInputAsync(CommandRun run, string? value)
        => value == "-" ? await ReadFileAsync(run, "-") : value;

    private static async Task<byte[]> ReadInputAsync(CommandRun run)
    {
        await using var input = run.Context.OpenInput();
        using var buffer = new MemoryStream();
        await input.CopyToAsync(buffer, run.Cancellation);
        return buffer.ToArray();
    }

    private static Task<byte[]> ReadAsync(CommandRun run, string file) => File.ReadAllBytesAsync(InputFile.Locate(run, file), run.Cancellation);
}
