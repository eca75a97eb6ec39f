using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Baton.Memory.Transfer;

/// <summary>Why a line could not be read, in words for whoever has the file before them.</summary>
internal static class LineProblem
{
    public static string Of(ReadOnlySpan<byte> line, JsonException problem)
    {
        if (FirstBadByte(line) is { } bad) return string.Create(CultureInfo.InvariantCulture, $"The line is not UTF-8 text: byte {bad + 1} is 0x{line[bad]:X2}.");
        if (problem.BytePositionInLine is not { } at) return problem.Message;
        return at >= line.Length
            ? string.Create(CultureInfo.InvariantCulture, $"The line ends after {line.Length} bytes, in the middle of its JSON: the file was cut short there, or a line was broken in two.")
            : string.Create(CultureInfo.InvariantCulture, $"The line is no JSON from byte {at + 1} on.");
    }

    private static int? FirstBadByte(ReadOnlySpan<byte> line)
    {
        if (Utf8.IsValid(line)) return null;
        for (var at = 0; ;)
        {
            if (System.Text.Rune.DecodeFromUtf8(line[at..], out _, out var length) != System.Buffers.OperationStatus.Done) return at;
            at += length;
        }
    }
}
