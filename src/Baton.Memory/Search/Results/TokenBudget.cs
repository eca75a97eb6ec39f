namespace Baton.Memory.Search.Results;

/// <summary>Takes as many hits as the limit and the budget allow; the rest is on the next page.</summary>
internal static class TokenBudget
{
    /// <summary>Longer texts are shown as a piece, not whole.</summary>
    public const int MostShownTokens = 300;

    /// <summary>Bytes of the line above each hit: author, time, project, id.</summary>
    private const int HeaderBytes = 100;

    /// <summary>At least one, so that going on comes to an end.</summary>
    public static List<DuplicateGroup> Pack(IReadOnlyList<DuplicateGroup> ranked, int limit, long? maxTokens)
    {
        var page = new List<DuplicateGroup>();
        var budget = maxTokens is { } tokens ? Text.TokenCount.Bytes(tokens) : long.MaxValue;
        foreach (var group in ranked.Take(limit))
        {
            budget -= Math.Min(group.Best.Candidate.Bytes, Text.TokenCount.Bytes(MostShownTokens)) + HeaderBytes;
            if (budget < 0 && page.Count > 0) break;
            page.Add(group);
        }
        return page;
    }
}
