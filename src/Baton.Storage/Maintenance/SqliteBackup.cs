using System.IO.Compression;
using System.Text.Json;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Schema;

namespace Baton.Storage.Maintenance;

/// <summary>
/// Copies the data folder into one archive while others write. Each database is copied in one snapshot and holds up nobody;
/// the three are taken one after the other, memory last, so that nothing in it lacks its audit.
/// </summary>
public static class SqliteBackup
{
    /// <summary>Writes the archive; an existing file is replaced only once the new one is whole.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="archive">Where the archive goes.</param>
    /// <param name="time">Dates the archive.</param>
    /// <param name="progress">Told of each database before it is copied.</param>
    /// <param name="cancellationToken">Ends the work between databases and leaves nothing behind.</param>
    /// <exception cref="StoreUnavailableException">There is nothing to back up, or it cannot be read or written.</exception>
    public static async Task<BackupManifest> BackUpAsync(
        DataFolder folder, string archive, TimeProvider time, Action<string>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(time);
        var databases = Schemas.All.Where(schema => File.Exists(folder.File(schema.FileName))).OrderByDescending(schema => schema.FileName == Schemas.Audit.FileName)
            .ThenBy(schema => schema.FileName, StringComparer.Ordinal).ToList();
        if (databases.Count == 0) throw new StoreUnavailableException($"The data folder {folder.Path} holds no Baton database; there is nothing to back up.");
        try
        {
            using var work = new WorkFolder(archive);
            var files = new List<BackupFile>();
            foreach (var schema in databases)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Invoke(schema.FileName);
                files.Add(await CopyAsync(folder, schema, work.At(schema.FileName), cancellationToken));
            }
            var manifest = new BackupManifest(BackupManifest.CurrentFormat, time.GetUtcNow(), [.. files]);
            await PackAsync(manifest, work, cancellationToken);
            File.Move(work.At(WorkFolder.Archive), archive, overwrite: true);
            return manifest;
        }
        catch (SqliteError error)
        {
            throw error.Explain();
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or (IOException and not StoreUnavailableException))
        {
            throw new StoreUnavailableException($"The backup {archive} cannot be written: {exception.Message}", exception);
        }
    }

    private static async Task<BackupFile> CopyAsync(DataFolder folder, DatabaseSchema schema, string copy, CancellationToken cancellationToken)
    {
        int version;
        using (var source = Connection.Open(folder.File(schema.FileName), OpenMode.ReadWrite))
        {
            source.SetBusyTimeout(TimeSpan.FromSeconds(30));
            version = Migrator.ReadVersion(source, schema);
            using var into = source.Prepare("VACUUM INTO ?").Bind(copy);
            into.Run();
        }
        return new BackupFile(schema.FileName, new FileInfo(copy).Length, await FileHash.OfAsync(copy, cancellationToken), version);
    }

    private static async Task PackAsync(BackupManifest manifest, WorkFolder work, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(work.At(WorkFolder.Archive), FileMode.CreateNew, FileAccess.Write);
        await using (var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
        {
            await using (var entry = await zip.CreateEntry("manifest.json").OpenAsync(cancellationToken))
            {
                await JsonSerializer.SerializeAsync(entry, manifest, ManifestJson.Default.BackupManifest, cancellationToken);
            }
            foreach (var file in manifest.Files)
            {
                await using var entry = await zip.CreateEntry(file.Name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
                await using var copy = File.OpenRead(work.At(file.Name));
                await copy.CopyToAsync(entry, cancellationToken);
            }
        }
        stream.Flush(flushToDisk: true);
    }
}
