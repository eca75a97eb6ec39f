using System.Collections.Immutable;
using Baton.Memory.Search.Terms;
using Baton.Memory.Storage;

namespace Baton.Memory.Search.Queries;

/// <summary>What a person's or agent's question asks for, before any store has seen it.</summary>
internal sealed record SearchQuery
{
    /// <summary>The question as it came.</summary>
    public required string Text { get; init; }

    /// <summary>Distinct terms, in the order of the question.</summary>
    public ImmutableArray<QueryTerm> Terms { get; init; } = [];

    /// <summary>Quoted phrases, spaces single, in lower case.</summary>
    public ImmutableArray<string> Phrases { get; init; } = [];

    /// <summary>Identifiers in lower case: paths, codes, hashes; found by a piece too.</summary>
    public ImmutableArray<string> Identifiers { get; init; } = [];

    public ImmutableArray<DateMention> Dates { get; init; } = [];

    /// <summary>Asks when, how many, how long: a figure or a time is likely in the answer.</summary>
    public bool AsksForFigure { get; init; }

    /// <summary>Only stop words were asked for, so they were kept.</summary>
    public bool OnlyStopWords { get; init; }

    /// <summary>Whether an answer should say how the question was read.</summary>
    public bool IsUnusual => Terms.IsEmpty || OnlyStopWords || LeftOut > 0;

    /// <summary>What the store looks for.</summary>
    public TextMatch Match => new()
    {
        AnyOf = [.. Terms.Select(term => term.Term)],
        Phrases = [.. Phrases.Select(IndexTerms.Phrase).Where(phrase => phrase.Length > 0)],
        Pieces = Identifiers,
    };

    /// <summary>Words left out because of <see cref="QueryAnalyzer.MaxTerms"/>.</summary>
    public int LeftOut { get; init; }
}
