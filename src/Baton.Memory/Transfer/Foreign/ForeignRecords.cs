using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Dialects.ConversationHandoff;
using Baton.Memory.Ids;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>Finds what an earlier import brought in, deleted and replaced records included: what was taken away here stays away.</summary>
internal sealed class ForeignRecords(MemoryContext context)
{
    /// <summary>The label that keeps the digest of what was imported.</summary>
    public const string DigestLabel = "imported_sha256";

    public ValueTask<Outcome<ForeignRecord>> FindAsync(MemoryCaller caller, RecordKind kind, string? given, string key, CancellationToken cancellationToken)
        => context.Store.ReadAsync<Outcome<ForeignRecord>>(async reader =>
        {
            var scope = MemoryContext.ScopeOf(caller, context.Clock.Now) with { IncludeDeleted = true, IncludeExpired = true };
            if (!(await ProjectResolver.ResolveAsync(reader, caller, given, scope.Now)).TryGet(out var project, out var refused)) return refused;
            var filter = new RecordFilter { Kind = kind, Project = project.Name, KeyPrefix = key };
            for (PagePosition? after = null; ;)
            {
                var page = await reader.ListAsync(scope, filter, new PageRequest(200, after));
                foreach (var row in page.Rows.Where(row => row.Key == key && row.Project == project.Name)) return Of(project.Name, kind, row);
                if (page.Next is null) break;
                after = page.Next;
            }
            return await OwnAsync(reader, scope, kind, project.Name, key) ?? new ForeignRecord(project.Name, null, null, null, IsDeleted: false);
        }, cancellationToken);

    /// <summary>What a dialect exported here and brings back is no second record: its id, which the key is made of, is one of this store.</summary>
    private static async ValueTask<ForeignRecord?> OwnAsync(IMemoryReader reader, Scope scope, RecordKind kind, string project, string key)
        => RecordIds.TryNormalise(key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..], out var id, out var ofKind) && ofKind == kind && id.Length == RecordIds.Length
            && await reader.GetAsync(scope, id) is { } mine && mine.Project == project ? Of(project, kind, mine) with { Own = mine.RecordedAt } : null;

    private static ForeignRecord Of(string project, RecordKind kind, StoredVersion row)
    {
        var labels = kind == RecordKind.Memory ? MemoryReader.Read(row).Labels : HandoffReader.Read(row).Labels;
        var authors = labels.Where(label => label.Key.StartsWith(ConversationLabels.AuthorOf(""), StringComparison.Ordinal));
        return new ForeignRecord(project, row.Id, labels.GetValueOrDefault(DigestLabel), authors.ToImmutableSortedDictionary(StringComparer.Ordinal), row.DeletedAt is not null);
    }
}

/// <summary>What is known of a key.</summary>
/// <param name="Project">The project it was looked for in.</param>
/// <param name="Id">The record that has it, or null.</param>
/// <param name="Digest">Of what it was imported from, or null.</param>
/// <param name="Authors">The labels that say who its comments are from: the comments stay, whatever is imported.</param>
/// <param name="IsDeleted">Whether it was taken away here.</param>
/// <param name="Own">When it changed last, of a record that was not imported but exported from here; else null.</param>
internal readonly record struct ForeignRecord(string Project, string? Id, string? Digest, ImmutableSortedDictionary<string, string>? Authors, bool IsDeleted, DateTimeOffset? Own = null);
