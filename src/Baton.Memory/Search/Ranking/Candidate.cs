namespace Baton.Memory.Search.Ranking;

/// <summary>One record in the running for one question, with the signs that ranking reads.</summary>
internal sealed class Candidate
{
    public required string Id { get; init; }
    public string? Thread { get; init; }
    public long? Position { get; init; }
    public required CandidateText Text { get; init; }

    /// <summary>When what it says was so: the start of its validity, else when it was first written.</summary>
    public required DateTimeOffset When { get; init; }

    /// <summary>When this version was recorded, for recency.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
    public string? Type { get; init; }
    public bool Pinned { get; init; }

    /// <summary>-1 to 1: importance and layer of trust together; 0 when neither was said.</summary>
    public double Trust { get; init; }

    /// <summary>Quoted phrases found word for word, 0 to 1.</summary>
    public double Phrases { get; init; }

    /// <summary>Pieces of identifiers found inside longer ones, 0 to 1.</summary>
    public double Pieces { get; init; }

    /// <summary>Likeness of meaning from -1 to 1 (cosine), when vectors are configured; 0 for what is not near.</summary>
    public double Meaning { get; init; }

    /// <summary>Since when it is no longer so; null when it still is.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What its text costs a reader, in UTF-8 bytes.</summary>
    public int Bytes { get; init; }
}
