using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Embeddings;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Search;
using Baton.Memory.Storage;

namespace Baton.Memory.Handoffs;

/// <summary>Lists handoffs, newest first, or searches them, best first.</summary>
internal sealed class HandoffListing(MemoryContext context)
{
    private const int SearchedBodyBytes = 262_144;
    private readonly SearchPipeline _pipeline = new(DocumentOfAsync);

    public async ValueTask<Outcome<HandoffsFound>> FindAsync(MemoryCaller caller, HandoffSearchRequest request, CancellationToken cancellationToken)
    {
        if (ProjectFilter.Refuse(caller, request.Filter.Project) is { } refused) return refused;
        if (request.Query is { } query && Fail.IfOver("query", query, context.Limits.QueryBytes, "/query") is { } large) return large;
        if (string.IsNullOrWhiteSpace(request.Query)) return await context.Store.ReadAsync(reader => ListAsync(reader, caller, request), cancellationToken);
        var vector = await context.VectorOfAsync(request.Query, cancellationToken);
        return await context.Store.ReadAsync(reader => SearchAsync(reader, caller, request, vector), cancellationToken);
    }

    private async ValueTask<Outcome<HandoffsFound>> ListAsync(IMemoryReader reader, MemoryCaller caller, HandoffSearchRequest request)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        if (!ListCursor.Decode(request.Cursor, request.Filter.Fingerprint).TryGet(out var after, out var failure)) return failure;
        var filter = request.Filter.ToRecordFilter();
        var page = await reader.ListAsync(scope, filter, new PageRequest(request.Limit, after));
        return new HandoffsFound(
            [.. page.Rows.Select(row => new HandoffFound(HandoffReader.Read(row), null))], now,
            ListCursor.Encode(page.Next, request.Filter.Fingerprint), await reader.CountAsync(scope, filter), null);
    }

    private async ValueTask<Outcome<HandoffsFound>> SearchAsync(
        IMemoryReader reader, MemoryCaller caller, HandoffSearchRequest request, QuestionVector vector)
    {
        var now = context.Clock.Now;
        var question = new SearchQuestion
        {
            Query = request.Query!,
            Scope = MemoryContext.ScopeOf(caller, now),
            Filter = request.Filter.ToRecordFilter(),
            Limit = request.Limit,
            Cursor = request.Cursor,
            ShowsDuplicates = request.ShowsDuplicates,
            Fits = request.Fits is { } fits ? stored => fits(HandoffReader.Read(stored)) : null,
            RecencyBias = request.RecencyBias,
            Vector = vector,
            Fingerprint = string.Create(CultureInfo.InvariantCulture, $"{request.Query}\n{request.Filter.Fingerprint}\n{request.RecencyBias}"),
        };
        if (!(await _pipeline.RunAsync(reader, question)).TryGet(out var found, out var failure)) return failure;
        return new HandoffsFound(
            [.. found.Hits.Select(hit => new HandoffFound(HandoffReader.Read(hit.Record), hit))], now, found.NextCursor, found.Total, found);
    }

    private static async ValueTask<SearchDocument> DocumentOfAsync(IMemoryReader reader, StoredVersion stored)
    {
        var handoff = HandoffReader.Read(stored);
        var body = await HandoffBodies.ReadAsync(reader, handoff.Body);
        var text = new StringBuilder(handoff.Summary);
        foreach (var item in (string[])[.. handoff.NextActions, .. handoff.Pending, .. handoff.Decisions, .. handoff.Changed, .. handoff.Blockers]) text.Append('\n').Append(item);
        foreach (var comment in handoff.Comments) text.Append('\n').Append(comment.Text);
        if (handoff.Outcome is { } outcome) text.Append('\n').Append(outcome.Text);
        var shown = Baton.Memory.Text.Utf8Cut.Head(body.Span, SearchedBodyBytes);
        if (shown > 0) text.Append('\n').Append(Encoding.UTF8.GetString(body.Span[..shown]));
        return new SearchDocument($"{handoff.Title} {handoff.Key} {string.Join(' ', handoff.Tags)}", text.ToString());
    }
}
