namespace Baton.Cli.Clients;

/// <summary>A settings file of a client: replaced whole or not at all, with a copy of what stood there beside it.</summary>
/// <param name="path">As the client names it; a link is followed, because settings are often kept elsewhere.</param>
internal sealed class ConfigFile(string path)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly string _target = ResolveLink(path);

    public string BackupPath => path + ".baton-backup";

    /// <summary>The content without a byte order mark; null when there is no file.</summary>
    public byte[]? Read() => Without(Raw(_target));

    /// <inheritdoc cref="Read"/>
    public byte[]? ReadBackup() => Without(Raw(BackupPath));

    /// <summary>Keeps a copy of the file as it stands.</summary>
    public void Backup()
    {
        if (File.Exists(_target)) Replace(BackupPath, File.ReadAllBytes(_target));
    }

    public void Write(byte[] text)
    {
        var mark = Raw(_target) is { } old && old.AsSpan().StartsWith(ByteOrderMark);
        Directory.CreateDirectory(Path.GetDirectoryName(_target)!);
        Replace(_target, mark ? [.. ByteOrderMark, .. text] : text);
    }

    /// <summary>Puts the backup back, byte for byte, and removes it.</summary>
    public void Restore()
    {
        Replace(_target, File.ReadAllBytes(BackupPath));
        File.Delete(BackupPath);
    }

    public void Delete() => File.Delete(_target);

    public void ForgetBackup() => File.Delete(BackupPath);

    private void Replace(string file, byte[] content)
    {
        var temporary = $"{file}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File.Exists(_target) ? File.GetUnixFileMode(_target) : UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, file, overwrite: true);
    }

    private static byte[]? Raw(string file) => File.Exists(file) ? File.ReadAllBytes(file) : null;

    private static byte[]? Without(byte[]? raw)
        => raw is not null && raw.AsSpan().StartsWith(ByteOrderMark) ? raw[ByteOrderMark.Length..] : raw;

    private static string ResolveLink(string path)
        => File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
}
