using System.Text;
using Baton.Memory.Safety;
using Baton.Memory.Text;

namespace Baton.Memory.Handoffs;

/// <summary>
/// Where a chunk meets the body it is added to. A secret that the border cuts is in neither of the two, or enough of it was in
/// the body to be replaced and only its rest comes with the chunk.
/// </summary>
/// <param name="Chunk">What is to be added, without the rest of a secret that the body ended with.</param>
/// <param name="Whole">The whole body with what lay across the border replaced; null when the chunk can be added as it is.</param>
/// <param name="Open">The secret that the body ends with now, for the next chunk.</param>
internal sealed record BodySeam(ReadOnlyMemory<byte> Chunk, ReadOnlyMemory<byte>? Whole, OpenSecret? Open)
{
    /// <summary>As much as a private key in text takes.</summary>
    private const int Overlap = 4096;

    /// <param name="before">The body.</param>
    /// <param name="open">The secret it ends with.</param>
    /// <param name="chunk">What is to be added, screened.</param>
    /// <param name="raw">The same as it came.</param>
    /// <param name="screening">Counts what is found.</param>
    public static BodySeam Of(ReadOnlyMemory<byte> before, OpenSecret? open, ReadOnlyMemory<byte> chunk, string raw, Screening screening)
    {
        if (open is not null)
        {
            var text = Encoding.UTF8.GetString(chunk.Span);
            var rest = screening.Behind(HandoffRules.Chunk, open, text);
            if (rest.Length == 0) return new BodySeam(default, null, open with { AtLineStart = raw[^1] == '\n' });
            if (rest.Length < text.Length) chunk = Encoding.UTF8.GetBytes(rest);
        }
        var from = Utf8Cut.Tail(before.Span, Overlap);
        if (SecretWindow.IsWithinToken(before.Span[from..])) from = Utf8Cut.Tail(before.Span, SecretWindow.Most);
        var to = Utf8Cut.Head(chunk.Span, Overlap);
        if (SecretWindow.IsWithinToken(chunk.Span[..to])) to = Utf8Cut.Head(chunk.Span, SecretWindow.Most);
        var tail = Encoding.UTF8.GetString(before.Span[from..]);
        var mended = screening.Across(HandoffRules.Chunk, tail, Encoding.UTF8.GetString(chunk.Span[..to]));
        ReadOnlyMemory<byte>? whole = mended is null ? default(ReadOnlyMemory<byte>?) : (byte[])[.. before.Span[..from], .. Encoding.UTF8.GetBytes(mended), .. chunk.Span[to..]];
        return new BodySeam(chunk, whole, screening.OpenAtEnd(tail + raw));
    }
}
