using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Search;
using Baton.Memory.Storage;

namespace Baton.Memory.Memories;

/// <summary>What to search memories for.</summary>
public sealed record MemorySearchRequest
{
    public required string Query { get; init; }

    /// <summary>Null for every project the caller may see.</summary>
    public string? Project { get; init; }
    public string? Thread { get; init; }
    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>None of these.</summary>
    public ImmutableArray<string> TypesNone { get; init; } = [];

    /// <summary>Any of these.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Every one of these.</summary>
    public ImmutableArray<string> TagsAll { get; init; } = [];
    public Visibility? Visibility { get; init; }

    /// <summary>When it was true in the world.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>When we had learned it.</summary>
    public DateTimeOffset? KnownAt { get; init; }

    /// <summary>Changed after this.</summary>
    public DateTimeOffset? UpdatedAfter { get; init; }

    /// <summary>The last instant of change that counts.</summary>
    public DateTimeOffset? UpdatedUntil { get; init; }

    /// <summary>Also what a newer memory has replaced; what was true or known at another time always comprises it.</summary>
    public bool IncludeSuperseded { get; init; }

    /// <summary>What being new is worth beyond the ranking's own weight, from 0 to 1: at 1 as much as the best match of words.</summary>
    public double RecencyBias { get; init; }
    public int Limit { get; init; } = 10;
    public long? MaxTokens { get; init; }
    public string? Cursor { get; init; }

    /// <summary>Shows each find on its own: for a caller that filters further, from whom a find that is left out must hide no other.</summary>
    public bool ShowsDuplicates { get; init; }

    /// <summary>What the members above cannot say; what does not fit takes nobody's place.</summary>
    public Func<MemoryRecord, bool>? Fits { get; init; }
}

/// <summary>Searches and reads memories.</summary>
internal sealed class MemorySearching(MemoryContext context)
{
    private readonly SearchPipeline _pipeline = new((_, stored) => ValueTask.FromResult(MemoryRow.DocumentOf(stored)));

    public async ValueTask<Outcome<SearchPage>> SearchAsync(MemoryCaller caller, MemorySearchRequest request, CancellationToken cancellationToken)
    {
        if (Fail.IfOver("query", request.Query, context.Limits.QueryBytes, "/query") is { } large) return large;
        var scope = MemoryContext.ScopeOf(caller, context.Clock.Now) with { AsOf = request.AsOf, KnownAt = request.KnownAt };
        if (ProjectFilter.Refuse(caller, request.Project) is { } refused) return refused;
        var filter = new RecordFilter
        {
            Kind = RecordKind.Memory,
            Project = request.Project,
            Thread = request.Thread,
            Types = request.Types,
            TypesNone = request.TypesNone,
            TagsAny = request.Tags,
            TagsAll = request.TagsAll,
            Visibility = request.Visibility,
            UpdatedAfter = request.UpdatedAfter,
            UpdatedUntil = request.UpdatedUntil,
        }.Trimmed();
        var question = new SearchQuestion
        {
            Query = request.Query,
            Scope = scope,
            Filter = filter,
            Limit = request.Limit,
            MaxTokens = request.MaxTokens,
            Cursor = request.Cursor,
            ShowsDuplicates = request.ShowsDuplicates,
            Fits = request.Fits is { } fits ? stored => fits(MemoryReader.Read(stored)) : null,
            IncludeSuperseded = request.IncludeSuperseded,
            RecencyBias = request.RecencyBias,
            Vector = await context.VectorOfAsync(request.Query, cancellationToken),
            Fingerprint = string.Join('\n', "memories", request.Query, request.Project, request.Thread, Cursors.List(request.Types),
                Cursors.List(request.Tags), request.Visibility, request.AsOf?.UtcTicks, request.KnownAt?.UtcTicks, Cursors.List(request.TypesNone),
                Cursors.List(request.TagsAll), request.UpdatedAfter?.UtcTicks, request.UpdatedUntil?.UtcTicks, request.IncludeSuperseded, request.RecencyBias),
        };
        var outcome = await context.Store.ReadAsync(reader => _pipeline.RunAsync(reader, question), cancellationToken);
        if (outcome.TryGet(out var page, out _))
        {
            foreach (var hit in page.Hits) Note(caller, MemoryReader.Read(hit.Record));
        }
        return outcome;
    }

    public async ValueTask<Outcome<MemoryGot>> GetAsync(MemoryCaller caller, RecordRef named, bool history, CancellationToken cancellationToken)
    {
        var outcome = await context.Store.ReadAsync<Outcome<MemoryGot>>(async reader =>
        {
            var scope = MemoryContext.ScopeOf(caller, context.Clock.Now);
            if (!(await RecordFinder.FindAsync(reader, caller, scope, RecordKind.Memory, named)).TryGet(out var stored, out var failure)) return failure;
            var versions = history ? await reader.HistoryAsync(scope, stored.Id) : [];
            return new MemoryGot(MemoryReader.Read(stored), [.. versions.Select(version => MemoryReader.Read(version))]);
        }, cancellationToken);
        if (outcome.TryGet(out var got, out _)) Note(caller, got.Memory);
        return outcome;
    }

    private void Note(MemoryCaller caller, MemoryRecord memory) => context.Recall.Note(caller, memory.Id, MemoryRow.TextOf(memory), excerpts: true);
}
