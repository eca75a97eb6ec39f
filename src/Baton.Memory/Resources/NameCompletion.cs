using Baton.Memory.Callers;
using Baton.Memory.Ids;
using Baton.Memory.Operations;
using Baton.Memory.Prompts;
using Baton.Memory.Server;
using Baton.Memory.Storage;

namespace Baton.Memory.Resources;

/// <summary>
/// Completes projects, ids and keys from what the caller may see. In a URI a key that was begun completes to its record's
/// id; in a prompt it stays a key.
/// </summary>
internal sealed class NameCompletion(MemoryContext context)
{
    /// <summary>MCP allows no more in one answer.</summary>
    private const int Most = 100;

    /// <summary>Ids that begin alike are counted up to so many; who sees that many types on.</summary>
    private const int MostCounted = 10_000;

    private static readonly Completion Nothing = new([], 0, false);

    public ValueTask<Completion> CompleteAsync(MemoryCaller caller, string reference, string argument, string prefix, CancellationToken cancellationToken)
        => (reference, argument) switch
        {
            (ResourceUris.Handoffs, "id") => RecordsAsync(caller, RecordKind.Handoff, prefix, row => row.Id, cancellationToken),
            (ResourceUris.Memories, "id") => RecordsAsync(caller, RecordKind.Memory, prefix, row => row.Id, cancellationToken),
            (ResourceUris.Digest, "project") => ProjectsAsync(caller, prefix, cancellationToken),
            (PromptServer.Resume, PromptServer.Handoff) => RecordsAsync(caller, RecordKind.Handoff, prefix, row => row.Key ?? row.Id, cancellationToken),
            (PromptServer.Resume or PromptServer.HandOff or PromptServer.Remember, PromptServer.Project) => ProjectsAsync(caller, prefix, cancellationToken),
            _ => ValueTask.FromResult(Nothing),
        };

    private async ValueTask<Completion> ProjectsAsync(MemoryCaller caller, string prefix, CancellationToken cancellationToken)
    {
        var scope = MemoryContext.ScopeOf(caller, context.Clock.Now);
        var projects = await context.Store.ReadAsync(reader => reader.ListProjectsAsync(scope), cancellationToken);
        var names = projects.Select(project => project.Name).Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        return new Completion([.. names.Take(Most)], names.Count, names.Count > Most);
    }

    private ValueTask<Completion> RecordsAsync(
        MemoryCaller caller, RecordKind kind, string prefix, Func<StoredVersion, string> name, CancellationToken cancellationToken)
        => context.Store.ReadAsync(async reader =>
        {
            var scope = MemoryContext.ScopeOf(caller, context.Clock.Now) with { IncludeSuperseded = false };
            if (RecordIds.TryNormalise(prefix, out var id, out var ofKind) && ofKind == kind)
            {
                var ids = await reader.FindByPrefixAsync(scope, kind, id, MostCounted);
                if (ids.Count > 0) return new Completion([.. ids.Take(Most)], ids.Count, ids.Count > Most);
            }
            var anyId = prefix.Equals(RecordIds.PrefixOf(kind), StringComparison.OrdinalIgnoreCase);
            var filter = new RecordFilter { Kind = kind, KeyPrefix = anyId || prefix.Length == 0 ? null : prefix };
            var page = await reader.ListAsync(scope, filter, new PageRequest(Most));
            var names = page.Rows.Select(row => anyId ? row.Id : name(row)).Distinct(StringComparer.Ordinal).ToList();
            return page.Next is null
                ? new Completion(names, names.Count, false)
                : new Completion(names, (int)Math.Min(await reader.CountAsync(scope, filter), int.MaxValue), true);
        }, cancellationToken);
}
