using Baton.Memory.Storage;
using SQLitePCL;

namespace Baton.Storage.Sqlite.Connections;

/// <summary>A result code of SQLite as an exception; the store's edge turns it into words for a person.</summary>
internal sealed class SqliteError(int extendedCode, string message, string file) : Exception(message)
{
    /// <summary>The primary result code, for example <c>SQLITE_FULL</c>.</summary>
    public int Code => ExtendedCode & 0xff;

    /// <summary>The code with its detail in the upper bytes.</summary>
    public int ExtendedCode { get; } = extendedCode;

    /// <summary>Another connection holds the lock; trying again may succeed.</summary>
    public bool IsBusy => Code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>No room was left; reading needs some too, since the readers' index lies beside the file.</summary>
    public bool IsDiskFull => Code == raw.SQLITE_FULL || ExtendedCode == raw.SQLITE_IOERR_SHMSIZE;

    /// <summary>Says what happened to which file, and what to do.</summary>
    public StoreUnavailableException Explain() => new(Code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            $"{file} is locked: another process has been writing to it for too long. Try again; if it stays so, look for a stuck process.",
        raw.SQLITE_FULL => $"{file} could not grow: the disk is full. Free some space and try again; nothing was written.",
        raw.SQLITE_IOERR when IsDiskFull =>
            $"{file} cannot be opened: the disk is full, and SQLite needs a little room even to read. Free some space and try again; nothing was written.",
        raw.SQLITE_READONLY => $"{file} is read-only. Give this user the right to write to the file and its folder, or choose another folder with --data.",
        raw.SQLITE_CANTOPEN => $"{file} cannot be opened. Check that its folder exists and that this user may read and write it.",
        raw.SQLITE_CORRUPT => $"{file} is damaged ({Message}). Run 'baton doctor' and restore a backup with 'baton restore'.",
        raw.SQLITE_NOTADB => $"{file} is not a Baton database. Choose another folder with --data, or restore a backup.",
        raw.SQLITE_IOERR => $"Reading or writing {file} failed (code {ExtendedCode}). Check the disk and its free space; nothing was written.",
        raw.SQLITE_NOMEM => $"There was not enough memory to work on {file}; nothing was written.",
        raw.SQLITE_PERM or raw.SQLITE_AUTH => $"This user may not access {file}.",
        raw.SQLITE_TOOBIG => $"A value is longer than {file} can keep (1 GB).",
        _ => $"{file} could not answer: {Message} (code {ExtendedCode}).",
    }, this);
}
