using System.Text;
using Baton.Memory.Safety;
using Baton.Memory.Text;

namespace Baton.Memory.Handoffs;

/// <summary>Where a chunk meets the body it is added to: a secret that the border cuts is in neither of the two.</summary>
internal static class BodySeam
{
    /// <summary>As much as a private key in text takes.</summary>
    private const int Overlap = 4096;

    /// <summary>The whole body with what lay across the border replaced; null when the chunk can be added as it is.</summary>
    public static ReadOnlyMemory<byte>? Mend(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> chunk, Screening screening)
    {
        var from = Utf8Cut.Tail(before.Span, Overlap);
        var to = Utf8Cut.Head(chunk.Span, Overlap);
        var mended = screening.Across("/body", Encoding.UTF8.GetString(before.Span[from..]), Encoding.UTF8.GetString(chunk.Span[..to]));
        if (mended is null) return null;
        return (byte[])[.. before.Span[..from], .. Encoding.UTF8.GetBytes(mended), .. chunk.Span[to..]];
    }
}
