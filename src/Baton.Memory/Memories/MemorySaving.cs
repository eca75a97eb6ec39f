using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Idempotency;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;
using Baton.Memory.Time;

namespace Baton.Memory.Memories;

/// <summary>Saves memories, all or none. With a key it is an upsert that makes a version.</summary>
internal sealed class MemorySaving(MemoryContext context)
{
    private const string Operation = "memory_save";

    public async ValueTask<Outcome<MemoriesSaved>> SaveAsync(MemoryCaller caller, MemorySaveRequest request, CancellationToken cancellationToken)
    {
        if (!(await PrepareAsync(caller, request, Operation, cancellationToken)).TryGet(out var drafts, out var failure)) return failure;
        return await context.Store.WriteAsync(writer => IdempotencyGate.RunAsync(
            writer, caller, Operation, request.Idempotency, context.Clock.Now, MemoriesSavedCodec.Instance,
            () => WriteAsync(writer, caller, drafts)), cancellationToken);
    }

    /// <summary>Checks and screens what was brought, and looks for what is there already, before any transaction.</summary>
    public async ValueTask<Outcome<MemoryDrafts>> PrepareAsync(
        MemoryCaller caller, MemorySaveRequest request, string operation, CancellationToken cancellationToken)
    {
        if (request.Memories.Length > context.Limits.BatchItems)
        {
            return Fail.TooLarge("The list", request.Memories.Length, context.Limits.BatchItems, "items", request.ListPath ?? "", "Send them in several calls.");
        }
        for (var i = 0; i < request.Memories.Length; i++)
        {
            if (MemoryRules.Check(request.Memories[i], context.Limits, At(request, i)) is { } wrong) return wrong;
        }
        return await context.Store.ReadAsync(reader => ReadAsync(reader, caller, request, operation), cancellationToken);
    }

    private async ValueTask<Outcome<MemoryDrafts>> ReadAsync(IMemoryReader reader, MemoryCaller caller, MemorySaveRequest request, string operation)
    {
        var scope = MemoryContext.ScopeOf(caller, context.Clock.Now);
        var items = ImmutableArray.CreateBuilder<MemoryDraft>(request.Memories.Length);
        var similar = ImmutableArray.CreateBuilder<SimilarMemory>();
        var redacted = ImmutableArray.CreateBuilder<Redaction>();
        var warnings = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < request.Memories.Length; i++)
        {
            var at = At(request, i);
            if (!(await ProjectResolver.ResolveAsync(reader, caller, request.Memories[i].Project, scope.Now)).TryGet(out var project, out var failure))
            {
                return MemoryRules.At(failure, at);
            }
            var screening = new Screening(project);
            var fields = MemoryScreening.Clean(request.Memories[i], screening, at);
            if (screening.Refusal is { } refusal) return refusal;
            var current = await ExistingAsync(reader, scope, project.Name, fields);
            var text = fields.Content.HasValue ? fields.Content.Or("") : fields.Value.HasValue ? Encoding.UTF8.GetString(fields.Value.Or(default).Span) : "";
            if (current is null && !request.MayRepeat && fields.Supersedes.IsDefaultOrEmpty && await RecalledAsync(reader, caller, scope, text, at) is { } recalled)
            {
                if (!request.SkipRecalled) return new MemoryDrafts([], [], [], [], operation) { Recalled = recalled };
                warnings.Add($"{at}: {recalled.Message}");
                continue;
            }
            if (text.Length > 0) similar.AddRange(await SimilarFinder.FindAsync(reader, scope, project.Name, text, items.Count, current?.Id));
            var marks = screening.Suspicious.Select(mark => mark with { Path = mark.Path[at.Length..] });
            items.Add(new MemoryDraft(fields, project, [.. marks], at));
            redacted.AddRange(screening.Redacted);
            warnings.AddRange(screening.Warnings);
        }
        var replaced = items.SelectMany(item => item.Fields.Supersedes).ToHashSet(StringComparer.OrdinalIgnoreCase);
        similar.RemoveAll(found => replaced.Any(id => found.Id.StartsWith(id, StringComparison.OrdinalIgnoreCase)));
        return new MemoryDrafts(items.DrainToImmutable(), similar.DrainToImmutable(), redacted.DrainToImmutable(), warnings.DrainToImmutable(), operation);
    }

    /// <summary>Writes prepared drafts within a transaction.</summary>
    public async ValueTask<Outcome<MemoriesSaved>> WriteAsync(IMemoryWriter writer, MemoryCaller caller, MemoryDrafts drafts)
    {
        if (drafts.Recalled is { } recalled) return recalled;
        var receipts = ImmutableArray.CreateBuilder<MemoryReceipt>(drafts.Items.Length);
        foreach (var draft in drafts.Items)
        {
            if (!(await WriteOneAsync(writer, caller, draft, drafts.Operation)).TryGet(out var memory, out var failure)) return failure;
            receipts.Add(new MemoryReceipt(memory.Id, memory.Key, memory.Version, memory.Project));
        }
        return new MemoriesSaved(receipts.DrainToImmutable(), drafts.Similar, drafts.Redacted, drafts.Warnings);
    }

    private async ValueTask<Outcome<MemoryRecord>> WriteOneAsync(IMemoryWriter writer, MemoryCaller caller, MemoryDraft draft, string operation)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        var stored = await ExistingAsync(writer, scope, draft.Project.Name, draft.Fields);
        if (stored is null && draft.Fields.IfMatch is not null)
        {
            return Fail.NotFound("There is no memory with this key to match a version of.", draft.At + "/if_match", "Save without if_match to make it.");
        }
        if (stored is not null && await VersionGuard.CheckAsync(writer, scope, stored, draft.Fields.IfMatch, draft.At) is { } stale) return stale;
        if (stored is null && await RecordCount.RefuseAsync(writer, scope, context.Limits, 1) is { } full) return full;
        var by = MemoryContext.By(caller, operation);
        await ProjectResolver.EnsureAsync(writer, draft.Project);
        var before = stored is null ? null : MemoryReader.Read(stored);
        var start = before is null ? New(draft, caller, now, by) : MemoryRow.Next(before, now, by);
        var memory = MemoryPatching.Apply(start, draft.Fields, draft.Suspicious, now);
        if (MemoryRules.Check(memory, draft.At) is { } wrong) return wrong;
        if (before is null && memory is { Thread: { } thread, Position: null })
        {
            // What its author keeps private takes no place among what others see, who would notice the gap.
            var seen = memory.Visibility == Visibility.Private ? scope : scope with { Principal = "" };
            memory = memory with { Position = await writer.NextPositionAsync(seen, RecordKind.Memory, memory.Project, thread) };
        }
        if (!(await Superseding.ResolveAsync(writer, caller, scope, memory, draft)).TryGet(out var superseded, out var refused)) return refused;
        memory = memory with { Supersedes = [.. memory.Supersedes, .. superseded.Select(old => old.Id).Except(memory.Supersedes)] };
        await writer.PutVersionAsync(MemoryRow.Of(memory));
        await Superseding.WriteAsync(writer, memory, superseded, now, by);
        return memory;
    }

    private MemoryRecord New(MemoryDraft draft, MemoryCaller caller, DateTimeOffset now, Provenance by) => new()
    {
        Id = context.Ids.Next(RecordKind.Memory),
        Project = draft.Project.Name,
        Version = 1,
        Owner = caller.Principal,
        CreatedAt = draft.Fields.CreatedAt is { } first && first < now ? Instants.Trim(first) : now,
        UpdatedAt = now,
        By = by,
        CreatedBy = by,
    };

    /// <summary>The memory that an upsert replaces: of the visibility given, else whichever the key finds in this project.</summary>
    private static async ValueTask<StoredVersion?> ExistingAsync(IMemoryReader reader, Scope scope, string project, MemoryFields fields)
    {
        if (fields.Key?.Trim() is not { } key) return null;
        if (fields.Visibility.HasValue) return await reader.FindByKeyAsync(scope, RecordKind.Memory, project, key, fields.Visibility.Or(default));
        var found = await reader.FindByKeyAsync(scope, RecordKind.Memory, project, key);
        return found?.Project == project ? found : null;
    }

    private async ValueTask<Failure?> RecalledAsync(IMemoryReader reader, MemoryCaller caller, Scope scope, string text, string at)
    {
        if (text.Length == 0 || context.Recall.Recognise(caller, text) is not { } id || await reader.GetAsync(scope, id) is null) return null;
        return new Failure(FailureCode.Duplicate, $"This text was just recalled from {id}; it is there already.")
        {
            Path = at + "/content",
            Hint = "Nothing needs saving. To change it use memory_update; to replace it save with supersedes.",
            DetailsJson = Encoding.UTF8.GetString(JsonText.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                json.WriteEndObject();
            }).Span),
        };
    }

    private static string At(MemorySaveRequest request, int index) => request.ListPath is { } list ? $"{list}/{index}" : "";
}

/// <summary>One checked and screened memory.</summary>
internal sealed record MemoryDraft(MemoryFields Fields, Project Project, ImmutableArray<SuspiciousMark> Suspicious, string At);

/// <summary>Memories ready for their transaction.</summary>
internal sealed record MemoryDrafts(
    ImmutableArray<MemoryDraft> Items, ImmutableArray<SimilarMemory> Similar, ImmutableArray<Redaction> Redacted, ImmutableArray<string> Warnings, string Operation)
{
    /// <summary>Why nothing may be written: text that was just recalled. Said within the transaction, where a repeat has had its answer before.</summary>
    public Failure? Recalled { get; init; }
}
