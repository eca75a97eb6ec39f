using Baton.Memory.Records;
using Baton.Memory.Search.Queries;
using Baton.Memory.Storage;

namespace Baton.Memory.Search.Ranking;

/// <summary>Makes a candidate of what the store found.</summary>
internal static class CandidateReader
{
    public static Candidate Read(TextHit hit, SearchQuery query, QueryTermIndex terms) => new()
    {
        Id = hit.Id,
        Thread = hit.Thread is null ? null : $"{hit.Project}\u001f{hit.Thread}",
        Position = hit.Position,
        Text = CandidateText.Read(hit, terms, query.AsksForFigure),
        When = hit.ValidFrom ?? hit.CreatedAt,
        EndedAt = hit.ValidTo,
        RecordedAt = hit.RecordedAt,
        Type = hit.Type,
        Pinned = hit.Pinned,
        Trust = Trust(hit.Importance, hit.Layer),
        Phrases = query.Phrases.IsEmpty ? 0 : ShareOf(query.Phrases, Phrase.Normalise($"{hit.Text.Title}\n{hit.Text.Text}")),
        Pieces = ShareOf(query.Identifiers, $"{hit.Text.Title}\n{hit.Text.Keywords}\n{hit.Text.Text}"),
        Meaning = hit.Likeness ?? 0,
        Bytes = System.Text.Encoding.UTF8.GetByteCount(hit.Text.Text),
    };

    private static double Trust(double? importance, string? layer)
    {
        var layered = layer switch { MemoryLayer.Verified => 0.5, MemoryLayer.Hypothesis => -0.5, _ => 0 };
        return Math.Clamp((importance is { } said ? (2 * said) - 1 : 0) + layered, -1, 1);
    }

    private static double ShareOf(IReadOnlyCollection<string> sought, string text)
        => sought.Count == 0 ? 0 : (double)sought.Count(piece => text.Contains(piece, StringComparison.OrdinalIgnoreCase)) / sought.Count;
}
