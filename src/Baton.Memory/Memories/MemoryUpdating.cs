using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Memories;

/// <summary>Patches one memory, which makes a version; deletes and restores it.</summary>
internal sealed class MemoryUpdating(MemoryContext context)
{
    /// <param name="caller">Who.</param>
    /// <param name="named">Which memory.</param>
    /// <param name="fields">What to change; a key here is a new key.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public async ValueTask<Outcome<MemoryUpdated>> UpdateAsync(MemoryCaller caller, RecordRef named, MemoryFields fields, CancellationToken cancellationToken)
    {
        if (MemoryRules.Check(fields, context.Limits, "") is { } wrong) return wrong;
        var found = await context.Store.ReadAsync(reader => RecordFinder.ProjectOfAsync(reader, caller, RecordKind.Memory, named, context.Clock.Now), cancellationToken);
        if (!found.TryGet(out var project, out var failure)) return failure;
        var screening = new Screening(project);
        var clean = MemoryScreening.Clean(fields, screening, "");
        if (screening.Refusal is { } refusal) return refusal;
        return await context.Store.WriteAsync(writer => WriteAsync(writer, caller, named, clean, project, screening), cancellationToken);
    }

    /// <summary>Marks a memory deleted, or brings a deleted one back.</summary>
    public ValueTask<Outcome<MemoryRecord>> DeleteAsync(MemoryCaller caller, RecordRef named, bool restore, CancellationToken cancellationToken)
        => context.Store.WriteAsync<MemoryRecord>(async writer =>
        {
            var now = context.Clock.Now;
            var scope = MemoryContext.ScopeOf(caller, now);
            var within = restore ? scope with { IncludeDeleted = true } : scope;
            if (!(await RecordFinder.FindAsync(writer, caller, within, RecordKind.Memory, named)).TryGet(out var stored, out var failure)) return failure;
            if (ProjectResolver.RefuseWrite(caller, stored.Project) is { } refused) return refused;
            var current = MemoryReader.Read(stored);
            if (restore && current.DeletedAt is null) return Fail.Invalid($"{current.Id} is not deleted.", "/restore");
            if (restore && await TakenAsync(writer, scope, current) is { } taken) return taken;
            if (restore && await RecordCount.RefuseAsync(writer, scope, context.Limits, 1) is { } full) return full;
            var next = MemoryRow.Next(current, now, MemoryContext.By(caller, "memory_delete"));
            next = next with { DeletedAt = restore ? null : next.UpdatedAt };
            await writer.PutVersionAsync(MemoryRow.Of(next));
            return next;
        }, cancellationToken);

    private async ValueTask<Outcome<MemoryUpdated>> WriteAsync(
        IMemoryWriter writer, MemoryCaller caller, RecordRef named, MemoryFields fields, Project project, Screening screening)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        if (!(await RecordFinder.FindAsync(writer, caller, scope, RecordKind.Memory, named)).TryGet(out var stored, out var failure)) return failure;
        if (ProjectResolver.RefuseWrite(caller, stored.Project) is { } refused) return refused;
        if (await VersionGuard.CheckAsync(writer, scope, stored, fields.IfMatch) is { } stale) return stale;
        var current = MemoryReader.Read(stored);
        var by = MemoryContext.By(caller, "memory_update");
        var next = MemoryPatching.Apply(MemoryRow.Next(current, now, by), fields, screening.Suspicious, now);
        if (MemoryRules.Check(next, "") is { } wrong) return wrong;
        if (next.Visibility == Visibility.Private && current.Visibility != Visibility.Private && current.Owner != caller.Principal)
        {
            return Fail.Forbidden("Only the principal that made a memory may make it private.", "/visibility");
        }
        if (next.Visibility < current.Visibility && await Superseding.RefuseHidingAsync(writer, scope, next) is { } hiding) return hiding;
        if ((next.Key != current.Key || next.Visibility != current.Visibility) && await TakenAsync(writer, scope, next) is { } taken) return taken;
        var draft = new MemoryDraft(fields, project, [], "");
        if (!(await Superseding.ResolveAsync(writer, caller, scope, next, draft)).TryGet(out var superseded, out var unseen)) return unseen;
        next = next with { Supersedes = [.. next.Supersedes, .. superseded.Select(old => old.Id).Except(next.Supersedes)] };
        await writer.PutVersionAsync(MemoryRow.Of(next));
        await Superseding.WriteAsync(writer, next, superseded, now, by);
        return new MemoryUpdated(next, screening.Redacted, screening.Warnings);
    }

    private static async ValueTask<Failure?> TakenAsync(IMemoryReader reader, Scope scope, MemoryRecord memory)
    {
        if (memory.Key is not { } key || await reader.FindByKeyAsync(scope, RecordKind.Memory, memory.Project, key, memory.Visibility) is not { } other || other.Id == memory.Id)
        {
            return null;
        }
        return new Failure(FailureCode.Duplicate, $"Key '{key}' belongs to {other.Id} in project '{memory.Project}'.") { Path = "/key", Hint = "Give another key." };
    }
}
