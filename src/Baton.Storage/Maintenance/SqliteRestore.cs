using System.IO.Compression;
using System.Text.Json;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Schema;

namespace Baton.Storage.Maintenance;

/// <summary>
/// Brings a backup back into a folder that holds no databases: what is there is never written over. Every file is checked
/// against the manifest before the first one is put in place.
/// </summary>
public static class SqliteRestore
{
    /// <param name="archive">A file that <see cref="SqliteBackup"/> wrote.</param>
    /// <param name="folder">Where to; made when there is none.</param>
    /// <param name="progress">Told of each database before it is read.</param>
    /// <param name="cancellationToken">Ends the work before anything is put in place.</param>
    /// <exception cref="StoreUnavailableException">The archive is damaged or newer, or the folder holds databases already.</exception>
    public static async Task<BackupManifest> RestoreAsync(
        string archive, DataFolder folder, Action<string>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        RefuseOccupied(folder);
        try
        {
            using var zip = ZipFile.OpenRead(archive);
            var manifest = await ReadManifestAsync(zip, archive, cancellationToken);
            folder.Prepare();
            using var work = new WorkFolder(folder.File("restore"));
            foreach (var file in manifest.Files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Invoke(file.Name);
                await ExtractAsync(zip, archive, file, work.At(file.Name), cancellationToken);
            }
            RefuseOccupied(folder);
            foreach (var file in manifest.Files) File.Move(work.At(file.Name), folder.File(file.Name));
            return manifest;
        }
        catch (SqliteError error)
        {
            throw error.Explain();
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            throw Damaged(archive, exception.Message);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or (IOException and not StoreUnavailableException))
        {
            throw new StoreUnavailableException($"The backup {archive} cannot be restored: {exception.Message}", exception);
        }
    }

    private static void RefuseOccupied(DataFolder folder)
    {
        var taken = Schemas.All.Select(schema => schema.FileName).FirstOrDefault(name => File.Exists(folder.File(name)));
        if (taken is null) return;
        throw new StoreUnavailableException(
            $"The data folder {folder.Path} already holds {taken}. Restore into an empty folder with --data, or move the old files away first. Nothing was changed.");
    }

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive zip, string archive, CancellationToken cancellationToken)
    {
        var entry = zip.GetEntry("manifest.json") ?? throw Damaged(archive, "it has no manifest");
        await using var stream = await entry.OpenAsync(cancellationToken);
        var manifest = await JsonSerializer.DeserializeAsync(stream, ManifestJson.Default.BackupManifest, cancellationToken)
            ?? throw Damaged(archive, "its manifest is empty");
        if (manifest.Format > BackupManifest.CurrentFormat)
        {
            throw new StoreUnavailableException($"The backup {archive} was written by a newer Baton (format {manifest.Format}); restore it with that version.");
        }
        foreach (var file in manifest.Files)
        {
            // The name becomes a path, so it must be one of ours.
            var schema = Schemas.All.FirstOrDefault(schema => schema.FileName == file.Name) ?? throw Damaged(archive, $"it names an unknown file '{file.Name}'");
            if (file.SchemaVersion <= schema.Version) continue;
            throw new StoreUnavailableException(
                $"{file.Name} in {archive} was written by a newer Baton (schema {file.SchemaVersion}; this one knows up to {schema.Version}). Install that version. Nothing was changed.");
        }
        return manifest;
    }

    private static async Task ExtractAsync(ZipArchive zip, string archive, BackupFile file, string path, CancellationToken cancellationToken)
    {
        var entry = zip.GetEntry(file.Name) ?? throw Damaged(archive, $"{file.Name} is missing");
        if (entry.Length != file.Bytes) throw Damaged(archive, $"{file.Name} has {entry.Length} bytes instead of {file.Bytes}");
        await using (var stream = await entry.OpenAsync(cancellationToken))
        await using (var target = new FileStream(path, OwnerOnly()))
        {
            await stream.CopyToAsync(target, cancellationToken);
            target.Flush(flushToDisk: true);
        }
        if (await FileHash.OfAsync(path, cancellationToken) != file.Sha256) throw Damaged(archive, $"{file.Name} does not have the hash that the manifest tells");
        using var restored = Connection.Open(path, OpenMode.ReadWrite);
        restored.ExecuteScript("PRAGMA journal_mode = WAL");
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static StoreUnavailableException Damaged(string archive, string what)
        => new($"The backup {archive} is damaged: {what}. Nothing was restored.");
}
