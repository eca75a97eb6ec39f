using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Keys;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;
using Baton.Memory.Time;

namespace Baton.Memory.Handoffs;

/// <summary>To make one handoff of several.</summary>
public sealed record HandoffMergeRequest
{
    /// <summary>Ids, prefixes or keys; at least two.</summary>
    public required ImmutableArray<string> Refs { get; init; }
    public string? Project { get; init; }
    public string? Key { get; init; }
    public string? Title { get; init; }
    public string? Summary { get; init; }

    /// <summary>By the time they were saved, instead of in the order given.</summary>
    public bool Chronological { get; init; } = true;
    public bool ArchiveSources { get; init; }

    /// <summary>Marks the sources deleted, which can be undone.</summary>
    public bool DeleteSources { get; init; }

    /// <summary>What a dialect keeps of the sources beside that, of the merged handoff and of them as they are in the same transaction.</summary>
    internal Func<Handoff, ImmutableArray<Handoff>, Handoff> Finish { get; init; } = (merged, _) => merged;
}

/// <summary>Merges handoffs. Nothing is dropped: lists are joined, bodies follow each other under the name of their source.</summary>
internal sealed class HandoffMerging(MemoryContext context)
{
    private const string Operation = "handoff_merge";

    public async ValueTask<Outcome<HandoffUpdated>> MergeAsync(MemoryCaller caller, HandoffMergeRequest request, CancellationToken cancellationToken)
    {
        var wrong = request.Refs.Length < 2 ? Fail.Invalid("A merge needs at least two handoffs.", "/refs")
            : HandoffRules.List("refs", request.Refs, context.Limits)
            ?? HandoffRules.Key(request.Key, context.Limits, "/key")
            ?? HandoffRules.Title(Patch.SetOrKeep(request.Title), context.Limits)
            ?? (request.Summary is { } summary ? HandoffRules.Summary(summary, context.Limits) : null);
        if (wrong is not null) return wrong;
        return await context.Store.WriteAsync(writer => WriteAsync(writer, caller, request), cancellationToken);
    }

    private async ValueTask<Outcome<HandoffUpdated>> WriteAsync(IMemoryWriter writer, MemoryCaller caller, HandoffMergeRequest request)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        if (!(await SourcesAsync(writer, caller, scope, request)).TryGet(out var sources, out var failure)) return failure;
        if ((request.ArchiveSources || request.DeleteSources) && sources.FirstOrDefault(source => source.ClaimAt(now) is not null) is { } held) return ClaimRules.Held(held, held.Claim!, "/refs");
        if (!(await ProjectResolver.ResolveAsync(writer, caller, request.Project ?? sources[0].Project, now)).TryGet(out var project, out var refused)) return refused;
        if (request.Key?.Trim() is { } taken && await writer.FindByKeyAsync(scope, RecordKind.Handoff, project.Name, taken) is { } other)
        {
            return new Failure(FailureCode.Duplicate, $"Key '{taken}' belongs to {other.Id} in project '{project.Name}'.") { Path = "/key", Hint = "Give another key." };
        }
        if (await RecordCount.RefuseAsync(writer, scope, context.Limits, 1) is { } full) return full;
        var screening = new Screening(project);
        request = HandoffScreening.Clean(request, screening);
        var joined = await JoinAsync(writer, sources);
        var bytes = Encoding.UTF8.GetBytes(screening.Joined("/body", project.Secrets == SecretsMode.Redact ? joined.WithoutHeadsInSecrets() : joined.Text));
        if (HandoffRules.Body(bytes.Length, context.Limits, "/refs") is { } large) return large;
        var by = MemoryContext.By(caller, Operation);
        var merged = HandoffScreening.Clean(Merge(context.Ids.Next(RecordKind.Handoff), request, project, sources, now, by), request, screening);
        if (screening.Refusal is { } refusal) return refusal;
        if (Fail.IfOver("The joined summary", merged.Summary, context.Limits.SummaryBytes, "/summary") is { } over) return over with { Hint = "Give a summary of your own." };
        await ProjectResolver.EnsureAsync(writer, project);
        merged = request.Finish(merged, [.. sources]) with { Body = bytes.Length == 0 ? null : await HandoffBodies.KeepAsync(writer, bytes), Suspicious = [.. merged.Suspicious, .. screening.Suspicious] };
        await writer.PutVersionAsync(HandoffRow.Of(merged, HandoffRow.SearchOf(merged, bytes)));
        foreach (var source in sources)
        {
            await writer.PutLinkAsync(new StoredLink(source.Id, merged.Id, "part_of", by, now));
            var next = HandoffRow.Next(source, now, by);
            if (request.DeleteSources) await writer.PutVersionAsync(HandoffRow.Of(next with { DeletedAt = next.UpdatedAt }, null));
            else if (request.ArchiveSources && source.Status != HandoffStatus.Archived) await writer.PutVersionAsync(HandoffRow.Of(next with { Status = HandoffStatus.Archived, Claim = null }, null));
        }
        return new HandoffUpdated(merged, now, screening.Redacted, screening.Warnings);
    }

    private static async ValueTask<Outcome<List<Handoff>>> SourcesAsync(IMemoryReader reader, MemoryCaller caller, Scope scope, HandoffMergeRequest request)
    {
        var sources = new List<Handoff>();
        for (var i = 0; i < request.Refs.Length; i++)
        {
            if (!(await RecordFinder.FindEitherAsync(reader, caller, scope, RecordKind.Handoff, request.Refs[i], request.Project)).TryGet(out var stored, out var failure))
            {
                return failure with { Path = $"/refs/{i}" };
            }
            if (ProjectResolver.RefuseWrite(caller, stored.Project) is { } refused) return refused;
            if (sources.Exists(source => source.Id == stored.Id)) return Fail.Invalid($"{stored.Id} is named twice.", $"/refs/{i}");
            sources.Add(HandoffReader.Read(stored));
        }
        return request.Chronological ? [.. sources.OrderBy(source => source.SavedAt).ThenBy(source => source.Id, StringComparer.Ordinal)] : sources;
    }

    private static Handoff Merge(string id, HandoffMergeRequest request, Project project, List<Handoff> sources, DateTimeOffset now, Provenance by)
    {
        var summary = request.Summary ?? string.Join('\n', sources.Select(source => $"- {source.Title ?? source.Key}: {source.Summary}"));
        return new Handoff
        {
            Id = id,
            Key = request.Key?.Trim() ?? DerivedKey.For(Plain(request.Title ?? sources[^1].Title), Plain(summary)!, id),
            Project = project.Name,
            Version = 1,
            Thread = Same(sources.Select(source => source.Thread)),
            Title = request.Title ?? string.Join(" + ", sources.Select(source => source.Title ?? source.Key)),
            Summary = summary,
            Decisions = Join(sources, source => source.Decisions),
            Pending = Join(sources, source => source.Pending),
            Changed = Join(sources, source => source.Changed),
            NextActions = Join(sources, source => source.NextActions),
            Blockers = Join(sources, source => source.Blockers),
            Files = [.. sources.SelectMany(source => source.Files).Distinct()],
            Refs = Join(sources, source => source.Refs),
            Tags = Join(sources, source => source.Tags),
            To = Same(sources.Select(source => source.To)),
            Priority = sources.Max(source => source.Priority),
            Pinned = sources.Exists(source => source.Pinned),
            Comments = [.. sources.SelectMany((source, index) => Remarks(source).Select(comment => comment with { Id = string.Create(CultureInfo.InvariantCulture, $"{comment.Id}.{index + 1}") }))],
            Suspicious = [.. sources.SelectMany(source => source.Suspicious).Distinct()],
            OpenSecret = sources.FindLast(source => source.Body is { Bytes: > 0 })?.OpenSecret,
            MergedFrom = [.. sources.Select(source => source.Id)],
            CreatedAt = now,
            SavedAt = now,
            UpdatedAt = now,
            By = by,
            CreatedBy = by,
        };
    }

    private static async ValueTask<MergedBody> JoinAsync(IMemoryReader reader, List<Handoff> sources)
    {
        var joined = new MergedBody();
        foreach (var source in sources)
        {
            var body = await HandoffBodies.ReadAsync(reader, source.Body);
            if (body.IsEmpty) continue;
            var author = source.CreatedBy.Client is { } client ? $"{source.CreatedBy.Principal} ({client})" : source.CreatedBy.Principal;
            joined.Add($"## From {source.Title ?? source.Key} ({source.Id} version {source.Version}, {author}, {Instants.Format(source.SavedAt)})\n\n", Encoding.UTF8.GetString(body.Span));
        }
        return joined;
    }

    /// <summary>What became of a source is a remark on the whole, which has an outcome of its own to come.</summary>
    private static IEnumerable<Comment> Remarks(Handoff source)
        => source.Outcome is { } outcome ? source.Comments.Append(new Comment("outcome", outcome.Author, null, outcome.Text, outcome.At)) : source.Comments;

    private static ImmutableArray<string> Join(List<Handoff> sources, Func<Handoff, ImmutableArray<string>> list)
        => [.. sources.SelectMany(source => list(source)).Distinct(StringComparer.Ordinal)];

    /// <summary>What a key may be made of.</summary>
    private static string? Plain(string? text) => text is null ? null : SecretScanner.Clean(text, out _);

    private static string? Same(IEnumerable<string?> values)
    {
        var all = values.Distinct().Take(2).ToList();
        return all.Count == 1 ? all[0] : null;
    }
}
