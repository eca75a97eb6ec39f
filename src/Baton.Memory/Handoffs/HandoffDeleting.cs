using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Handoffs;

/// <summary>To delete, softly, one handoff or all that a filter hits; or to restore them.</summary>
public sealed record HandoffDeleteRequest
{
    /// <summary>Empty when a filter is meant.</summary>
    public RecordRef Ref { get; init; } = new(null);
    public HandoffFilter Filter { get; init; } = new();

    /// <summary>How many the filter will hit; another number is refused.</summary>
    public int? Confirm { get; init; }
    public bool Restore { get; init; }
}

/// <summary>What a deletion or restoration touched.</summary>
public sealed record RecordsTouched(ImmutableArray<string> Ids);

/// <summary>Marks handoffs deleted and brings them back.</summary>
internal sealed class HandoffDeleting(MemoryContext context)
{
    private const string Operation = "handoff_delete";
    private const int Page = 500;

    public async ValueTask<Outcome<RecordsTouched>> DeleteAsync(MemoryCaller caller, HandoffDeleteRequest request, CancellationToken cancellationToken)
    {
        if (ProjectFilter.Refuse(caller, request.Filter.Project) is { } refused) return refused;
        return await context.Store.WriteAsync(writer => WriteAsync(writer, caller, request), cancellationToken);
    }

    private async ValueTask<Outcome<RecordsTouched>> WriteAsync(IMemoryWriter writer, MemoryCaller caller, HandoffDeleteRequest request)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        var within = request.Restore ? scope with { IncludeDeleted = true } : scope;
        var found = request.Ref.IsEmpty ? await AllAsync(writer, within, request) : await OneAsync(writer, caller, within, request);
        if (!found.TryGet(out var handoffs, out var failure)) return failure;
        if (request.Restore && await RecordCount.RefuseAsync(writer, scope, context.Limits, handoffs.Count) is { } full) return full;
        var by = MemoryContext.By(caller, Operation);
        foreach (var handoff in handoffs)
        {
            if (ProjectResolver.RefuseWrite(caller, handoff.Project) is { } refused) return refused;
            if (handoff.ClaimAt(now) is { } claim && !request.Restore) return ClaimRules.Held(handoff, claim, "/id");
            if (request.Restore && await writer.FindByKeyAsync(scope, RecordKind.Handoff, handoff.Project, handoff.Key) is { } taken)
            {
                return new Failure(FailureCode.Duplicate, $"Key '{handoff.Key}' belongs to {taken.Id} now.") { Path = "/id", Hint = "Delete that one first." };
            }
            var next = HandoffRow.Next(handoff, now, by);
            await writer.PutVersionAsync(HandoffRow.Of(next with { DeletedAt = request.Restore ? null : next.UpdatedAt }, null));
        }
        return new RecordsTouched([.. handoffs.Select(handoff => handoff.Id)]);
    }

    private static async ValueTask<Outcome<List<Handoff>>> OneAsync(IMemoryReader reader, MemoryCaller caller, Scope scope, HandoffDeleteRequest request)
    {
        if (!(await RecordFinder.FindAsync(reader, caller, scope, RecordKind.Handoff, request.Ref)).TryGet(out var stored, out var failure)) return failure;
        var handoff = HandoffReader.Read(stored);
        if (request.Restore && handoff.DeletedAt is null) return Fail.Invalid($"{handoff.Id} is not deleted.", "/restore");
        return new List<Handoff> { handoff };
    }

    private static async ValueTask<Outcome<List<Handoff>>> AllAsync(IMemoryReader reader, Scope scope, HandoffDeleteRequest request)
    {
        var found = new List<Handoff>();
        var page = new PageRequest(Page);
        while (true)
        {
            var rows = await reader.ListAsync(scope, request.Filter.ToRecordFilter(), page);
            found.AddRange(rows.Rows.Select(row => HandoffReader.Read(row)).Where(handoff => handoff.DeletedAt is null != request.Restore));
            if (rows.Next is null) break;
            page = new PageRequest(Page, rows.Next);
        }
        if (request.Confirm == found.Count) return found;
        var number = found.Count.ToString(CultureInfo.InvariantCulture);
        var message = request.Confirm is { } said ? $"The filter hits {number} handoff(s), not {said}." : $"The filter hits {number} handoff(s).";
        return new Failure(FailureCode.ConfirmRequired, message)
        {
            Path = "/confirm",
            Hint = $"Look at them with handoff_list; to go on, call again with confirm: {number}.",
            DetailsJson = $$"""{"count":{{number}}}""",
        };
    }
}
