using System.Collections.Immutable;
using Baton.Memory.Outcomes;
using Baton.Memory.Search.Queries;
using Baton.Memory.Search.Ranking;
using Baton.Memory.Search.Results;
using Baton.Memory.Storage;

namespace Baton.Memory.Search;

/// <summary>
/// The one way from a question to a page of hits, for handoffs and memories: read the question, gather candidates within the
/// scope, rank, fold what says the same, pack to the budget. Every stage asks the store with the same scope.
/// </summary>
/// <param name="documentOf">Reads a record's text, for snippets.</param>
internal sealed class SearchPipeline(Func<IMemoryReader, StoredVersion, ValueTask<SearchDocument>> documentOf)
{
    /// <summary>Finds that are ranked at least; more do not improve the first page.</summary>
    private const int LeastCandidates = 100;

    /// <summary>Candidates that no store has.</summary>
    private const int MostCandidates = int.MaxValue / 8;

    /// <summary>How many times as many candidates are looked at when too few of them fit.</summary>
    private const int More = 4;

    /// <summary>Places before and after a find that lend it context.</summary>
    private const int Around = 2;

    private readonly Lazy<Ranker> _ranker = new(() => new Ranker(RankingWeights.Current));

    public async ValueTask<Outcome<SearchPage>> RunAsync(IMemoryReader reader, SearchQuestion question)
    {
        if (!SearchCursor.Decode(question.Cursor, question.Fingerprint).TryGet(out var shown, out var failure)) return failure;
        var scope = question.Scope with { IncludeSuperseded = question.IncludeSuperseded || question.Scope.AsOf is not null || question.Scope.KnownAt is not null };
        var query = QueryAnalyzer.Analyze(question.Query, DateOnly.FromDateTime(scope.Now.UtcDateTime));
        var match = query.Match with { Around = Around, Vector = question.Vector.Vector };
        var records = new RecordShelf(reader, scope);
        var (found, groups, rest, statistics) = await LookAsync(reader, scope, question, query, match, shown, records);
        var page = TokenBudget.Pack(rest, question.Limit, question.MaxTokens);
        var account = TermAccount.Of(query, statistics, page.Select(group => group.Best.Candidate));
        return new SearchPage(
            await HitsAsync(reader, records, query, page, new ThreadWindow(groups.SelectMany(group => group.All))),
            account.Confidence,
            account.Matched,
            account.Unmatched,
            page.Count < rest.Count ? SearchCursor.Encode(question.Fingerprint, shown, page.SelectMany(group => group.Ids)) : null,
            question.Fits is null ? groups.Count : shown.Count + rest.Count,
            found.Superseded,
            page.Count == 0 || query.IsUnusual ? await EmptyAnswer.ExplainAsync(reader, scope, question.Filter, query, found, shown.Count) : null)
        {
            HasMore = page.Count < rest.Count,
            Expired = found.Expired,
            Warnings = question.Vector.Warning is { } warning ? [warning] : [],
            Weights = RankingExplanation.Of(query, statistics),
        };
    }

    /// <summary>
    /// Candidates, ranked, and of them what is not shown yet and fits. While too few fit, and there may be more, more are looked
    /// at: a filter that the store does not know passes over as many as there are.
    /// </summary>
    private async ValueTask<(TextHits Found, List<DuplicateGroup> Groups, List<DuplicateGroup> Fitting, TermStatistics Statistics)> LookAsync(
        IMemoryReader reader, Scope scope, SearchQuestion question, SearchQuery query, TextMatch match, ShownRecords shown, RecordShelf records)
    {
        for (var candidates = Math.Max(LeastCandidates, shown.Count + (2L * question.Limit)); ; candidates *= More)
        {
            var most = (int)Math.Min(candidates, MostCandidates);
            var found = await reader.SearchAsync(scope, question.Filter, match, most);
            var (groups, statistics) = Rank(query, found, scope.Now, question);
            var rest = groups.Where(group => !shown.Contains(group.Best.Candidate.Id)).ToList();
            if (question.Fits is not { } fits) return (found, groups, rest, statistics);
            var fitting = await records.FittingAsync(rest, fits, question.Limit + 1L);
            if (fitting.Count > question.Limit || found.Hits.Count < most || most == MostCandidates) return (found, groups, fitting, statistics);
        }
    }

    private (List<DuplicateGroup> Groups, TermStatistics Statistics) Rank(SearchQuery query, TextHits found, DateTimeOffset now, SearchQuestion question)
    {
        var statistics = new TermStatistics(found.Records, found.Records > 0 ? (double)found.Words / found.Records : 0, found.Frequencies);
        var terms = new QueryTermIndex(query.Terms);
        var candidates = found.Hits.Select(hit => CandidateReader.Read(hit, query, terms)).ToList();
        var ranked = _ranker.Value.Rank(query, candidates, statistics, now, question.RecencyBias);
        var relevant = ranked.Where(candidate => candidate.IsRelevant);
        return (question.ShowsDuplicates ? DuplicateFolding.Apart(relevant) : DuplicateFolding.Fold(relevant), statistics);
    }

    private async ValueTask<ImmutableArray<SearchHit>> HitsAsync(
        IMemoryReader reader, RecordShelf records, SearchQuery query, List<DuplicateGroup> page, ThreadWindow window)
    {
        var hits = ImmutableArray.CreateBuilder<SearchHit>(page.Count);
        var terms = new QueryTermIndex(query.Terms);
        foreach (var group in page)
        {
            var candidate = group.Best.Candidate;
            if (await records.ReadAsync(candidate.Id) is not { } record) continue;
            var document = await documentOf(reader, record);
            hits.Add(new SearchHit(record, Math.Round(group.Best.Score, 4), Snippet.Of(document.Text, terms), group.Best.Parts.Named)
            {
                When = candidate.When,
                Context = HitContexts.Of(candidate, window),
                Duplicates = group.Duplicates,
            });
        }
        return hits.ToImmutable();
    }
}
