using System.Collections.Immutable;
using Baton.Memory.Search.Ranking;
using Baton.Memory.Text;

namespace Baton.Memory.Search.Results;

/// <summary>What stands beside a hit in its thread: an answer without its question says little.</summary>
internal static class HitContexts
{
    private const int MostBytes = 160;

    public static ImmutableArray<HitContext> Of(Candidate hit, ThreadWindow window)
    {
        var context = ImmutableArray.CreateBuilder<HitContext>();
        foreach (var offset in (ReadOnlySpan<int>)[-1, 1])
        {
            if (window.At(hit, offset) is { } beside) context.Add(new HitContext(beside.Id, offset, Excerpt.Line(beside.Text.Shown, MostBytes)));
        }
        return context.ToImmutable();
    }
}
