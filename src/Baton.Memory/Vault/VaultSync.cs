using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Storage;

namespace Baton.Memory.Vault;

/// <summary>
/// Brings a vault and the store together. The store is the truth and the files its mirror: an edit of a file becomes a
/// version when the record is still at the version the file was made from, else it is a conflict. Nothing that somebody
/// wrote is overwritten. Private memories are not mirrored.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="server">Saves edits by the rules that hold for everybody.</param>
/// <param name="files">The vault's folder.</param>
/// <param name="time">The clock.</param>
public sealed class VaultSync(IMemoryStore store, MemoryServer server, IVaultFiles files, TimeProvider time)
{
    private const int PageSize = 500;
    private readonly List<VaultEvent> _events = [];
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Records and paths of files that Baton wrote and that cannot be read any more.</summary>
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);
    private int _unchanged;

    /// <param name="caller">Who the edits are by.</param>
    /// <param name="conflicts">What to do with conflicts.</param>
    /// <param name="apply">False to find out what would happen, and write nothing.</param>
    /// <param name="cancellationToken">Ends between files.</param>
    /// <exception cref="IOException">The folder or the store cannot be used; what was done before stays done.</exception>
    public async ValueTask<VaultReport> RunAsync(MemoryCaller caller, VaultConflicts conflicts, bool apply, CancellationToken cancellationToken)
    {
        _events.Clear();
        _taken.Clear();
        _broken.Clear();
        _unchanged = 0;
        var found = Find();
        foreach (var kind in (RecordKind[])[RecordKind.Handoff, RecordKind.Memory])
        {
            PagePosition? after = null;
            do
            {
                var filter = new RecordFilter { Kind = kind };
                var page = await store.ReadAsync(reader => reader.ListAsync(Visible, filter, new PageRequest(PageSize, after)), cancellationToken);
                foreach (var stored in page.Rows.Where(row => row.Visibility != Visibility.Private))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    found.Remove(stored.Id, out var file);
                    await MeetAsync(VaultEntry.Of(stored), file, caller, conflicts, apply, cancellationToken);
                }
                after = page.Next;
            }
            while (after is not null);
        }
        foreach (var orphan in found.Values.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            // Who was written while the pages were turned has slipped past them.
            var stored = await store.ReadAsync(reader => reader.GetAsync(Visible, orphan.Document!.Id), cancellationToken);
            if (stored is { Kind: RecordKind.Handoff or RecordKind.Memory } && stored.Visibility != Visibility.Private)
            {
                await MeetAsync(VaultEntry.Of(stored), orphan, caller, conflicts, apply, cancellationToken);
            }
            else
            {
                Bury(orphan, conflicts, apply);
            }
        }
        return new VaultReport { Unchanged = _unchanged, Events = [.. _events] };
    }

    private Scope Visible => new() { Principal = null, Now = time.GetUtcNow() };

    /// <summary>The vault's files by record; what names none, or one that another file names, is reported and left.</summary>
    private Dictionary<string, VaultFile> Find()
    {
        var found = new Dictionary<string, VaultFile>(StringComparer.Ordinal);
        foreach (var path in files.List(VaultPaths.Handoffs).Concat(files.List(VaultPaths.Memories)).Where(VaultPaths.IsDocument))
        {
            var file = VaultFile.Read(files, path);
            _taken.Add(path);
            if (file.Document is null)
            {
                _events.Add(new VaultEvent(VaultStep.Problem, path, file.Id, file.Problem));
                if (file.IsMade) _broken.Add(file.Id ?? path);
            }
            else if (!found.TryAdd(file.Document.Id, file)) _events.Add(new VaultEvent(VaultStep.Problem, path, file.Document.Id, $"Also {found[file.Document.Id].Path} is of this record; remove one of them."));
        }
        return found;
    }

    private async ValueTask MeetAsync(
        VaultEntry entry, VaultFile? file, MemoryCaller caller, VaultConflicts conflicts, bool apply, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            // A second file beside one that waits to be mended would be another truth.
            if (_broken.Contains(entry.Id) || entry.Paths.Any(_broken.Contains)) return;
            await MirrorAsync(entry, FreePath(entry), apply, cancellationToken);
            return;
        }
        var document = file.Document!;
        if (!document.IsEdited && document.Version == entry.Version && entry.Paths.Contains(file.Path))
        {
            _unchanged++;
        }
        else if (!document.IsEdited)
        {
            var path = entry.Paths.Contains(file.Path) ? file.Path : FreePath(entry);
            await MirrorAsync(entry, path, apply, cancellationToken);
            if (apply && path != file.Path) files.Delete(file.Path);
        }
        else if (document.Version == entry.Version || conflicts == VaultConflicts.TakeFile)
        {
            await ImportAsync(entry, file, caller, apply, cancellationToken);
        }
        else if (conflicts == VaultConflicts.TakeStore)
        {
            SetAside(file, apply);
            await MirrorAsync(entry, file.Path, apply, cancellationToken);
        }
        else
        {
            _events.Add(new VaultEvent(VaultStep.Conflict, file.Path, entry.Id,
                $"edited from version {document.Version}, and the store has version {entry.Version}. Put version: {entry.Version} into the file once both are in it, or sync with --take file or --take store."));
        }
    }

    private async ValueTask MirrorAsync(VaultEntry entry, string? path, bool apply, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            _events.Add(new VaultEvent(VaultStep.Problem, entry.Paths[^1], entry.Id, "Other files have all the names that this record's could have."));
            return;
        }
        _taken.Add(path);
        if (apply) files.Write(path, await store.ReadAsync(entry.WriteAsync, cancellationToken));
        _events.Add(new VaultEvent(VaultStep.Write, path, entry.Id));
    }

    private async ValueTask ImportAsync(VaultEntry entry, VaultFile file, MemoryCaller caller, bool apply, CancellationToken cancellationToken)
    {
        try
        {
            if (apply && await entry.SaveAsync(server, caller, file.Document!, cancellationToken) is { } refused)
            {
                _events.Add(new VaultEvent(VaultStep.Problem, file.Path, entry.Id, refused.Message));
                return;
            }
        }
        catch (FormatException problem)
        {
            _events.Add(new VaultEvent(VaultStep.Problem, file.Path, entry.Id, problem.Message));
            return;
        }
        _events.Add(new VaultEvent(VaultStep.Import, file.Path, entry.Id));
        if (!apply) return;
        var saved = await store.ReadAsync(reader => reader.GetAsync(Visible, entry.Id), cancellationToken);
        if (saved is not null) files.Write(file.Path, await store.ReadAsync(VaultEntry.Of(saved).WriteAsync, cancellationToken));
    }

    /// <summary>A file whose record is no longer to be seen.</summary>
    private void Bury(VaultFile file, VaultConflicts conflicts, bool apply)
    {
        if (file.Document!.IsEdited && conflicts != VaultConflicts.TakeStore)
        {
            _events.Add(new VaultEvent(VaultStep.Conflict, file.Path, file.Document.Id,
                "edited, and its record is deleted, expired, replaced or private. Restore the record, or sync with --take store."));
            return;
        }
        if (file.Document.IsEdited) SetAside(file, apply);
        if (apply) files.Delete(file.Path);
        _events.Add(new VaultEvent(VaultStep.Remove, file.Path, file.Document.Id));
    }

    private void SetAside(VaultFile file, bool apply)
    {
        if (!apply) return;
        var stamp = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmssfffffff", System.Globalization.CultureInfo.InvariantCulture);
        files.Write($"conflicts/{VaultNames.Encode(file.Document!.Id)}-{stamp}.md", files.Read(file.Path));
    }

    private string? FreePath(VaultEntry entry) => entry.Paths.FirstOrDefault(path => !_taken.Contains(path));
}
