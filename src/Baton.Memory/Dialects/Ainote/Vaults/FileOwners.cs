using Baton.Memory.Callers;
using Baton.Memory.Records;
using Baton.Memory.Vault;

namespace Baton.Memory.Dialects.Ainote.Vaults;

/// <summary>
/// Which file is which handoff's. Names meet (<c>a-b</c> on <c>c</c>, <c>a</c> on <c>b-c</c>); the file of such a name is
/// that of one handoff alone, so that nobody's text is taken for another's.
/// </summary>
internal sealed class FileOwners(AinoteDesk desk)
{
    public async ValueTask<IReadOnlyList<OwnedFile>> OfAsync(MemoryCaller caller, IReadOnlyList<Handoff> handoffs, IVaultFiles files, CancellationToken cancellationToken)
    {
        var named = handoffs.Select(handoff => (Handoff: handoff, Name: AinoteHandoff.NameOf(handoff, desk.Zone))).ToList();
        // Who has a file with its id gave way to another; who was saved in this dialect had its file written.
        var owners = named.GroupBy(one => one.Name.Path, StringComparer.Ordinal).ToDictionary(meeting => meeting.Key, meeting => meeting
            .OrderBy(one => meeting.Skip(1).Any() && files.Read(one.Name.PathWith(one.Handoff.Id)) is not null)
            .ThenBy(one => !one.Handoff.Labels.ContainsKey(AinoteHandoff.Date))
            .ThenBy(one => one.Handoff.Id, StringComparer.Ordinal).First().Handoff.Id, StringComparer.Ordinal);
        var elsewhere = await HiddenAsync(caller, named.Select(one => one.Name), cancellationToken);
        return [.. named.Select(one => new OwnedFile(one.Handoff, one.Name, owners[one.Name.Path] == one.Handoff.Id && !elsewhere.Contains(one.Name.Path)))];
    }

    /// <summary>Of a grant that is bound to projects: the files whose names may be those of a project that it is not bound to.</summary>
    private async ValueTask<HashSet<string>> HiddenAsync(MemoryCaller caller, IEnumerable<HandoffName> names, CancellationToken cancellationToken)
    {
        if (caller.Projects.IsEmpty) return [];
        var readings = names.DistinctBy(name => name.Path).SelectMany(name => OtherProjects(name).Select(project => (name.Path, Project: project))).ToList();
        var unseen = await desk.Desk.UnseenProjectsAsync(caller, readings.Select(reading => reading.Project), cancellationToken);
        return readings.Where(reading => unseen.Contains(reading.Project)).Select(reading => reading.Path).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Every other project that a name's file could be read as; encoded parts hold no dash that matters.</summary>
    private static IEnumerable<string> OtherProjects(HandoffName name)
    {
        var stem = name.Path[(VaultPaths.Handoffs.Length + 1)..];
        for (var dash = stem.IndexOf('-', StringComparison.Ordinal); dash > 0; dash = stem.IndexOf('-', dash + 1))
        {
            var project = Uri.UnescapeDataString(stem[..dash]);
            if (project != name.Project) yield return project;
        }
    }
}
