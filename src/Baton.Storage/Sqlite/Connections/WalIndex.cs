using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Baton.Storage.Sqlite.Connections;

/// <summary>
/// Looks at a file's index of its write-ahead log, which all processes share in memory and which every commit changes: whether
/// anything was committed is told without a lock, a statement or a system call. The layout of the header is part of SQLite's
/// file format (https://sqlite.org/walformat.html, The WAL-Index Header); it is reached through SQLite's own mapping, since
/// opening the file apart would drop SQLite's locks when it is closed.
/// </summary>
internal sealed unsafe class WalIndex
{
    /// <summary><c>SQLITE_FCNTL_FILE_POINTER</c>.</summary>
    private const int FilePointer = 7;

    /// <summary>The version of <c>sqlite3_io_methods</c> since which there is shared memory.</summary>
    private const int SharedMemoryVersion = 2;
    private const int RegionBytes = 32 * 1024;
    private const int ChangeAt = 8;
    private const int LogAt = 16;
    private const int ChecksumAt = 24;
    private const int SaltAt = 32;
    private readonly sqlite3 _connection;
    private readonly byte* _header;

    private WalIndex(sqlite3 connection, byte* header)
    {
        _connection = connection;
        _header = header;
    }

    /// <summary>The index behind a connection, which must have read once and must stay open; null where it cannot be reached.</summary>
    public static WalIndex? Of(Connection connection)
    {
        NativeFile* file = null;
        if (NativeSqlite.FileControl(connection.Handle.DangerousGetHandle(), "main", FilePointer, &file) != raw.SQLITE_OK || file is null) return null;
        if (file->Methods is null || file->Methods->Version < SharedMemoryVersion || file->Methods->ShmMap is null) return null;
        byte* region = null;
        return file->Methods->ShmMap(file, 0, RegionBytes, 0, &region) == raw.SQLITE_OK && region is not null ? new WalIndex(connection.Handle, region) : null;
    }

    /// <summary>The stamp now. One taken while a commit is being put down is equal to no other.</summary>
    /// <exception cref="ObjectDisposedException">The connection has been closed, and the mapping with it.</exception>
    public WalStamp Now()
    {
        var isHeld = false;
        try
        {
            _connection.DangerousAddRef(ref isHeld);
            return new WalStamp(
                Volatile.Read(ref *(uint*)(_header + ChangeAt)), Volatile.Read(ref *(ulong*)(_header + LogAt)),
                Volatile.Read(ref *(ulong*)(_header + ChecksumAt)), Volatile.Read(ref *(ulong*)(_header + SaltAt)));
        }
        finally
        {
            if (isHeld) _connection.DangerousRelease();
        }
    }

    /// <summary><c>sqlite3_file</c>, as far as every implementation has it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct NativeFile
    {
        public NativeMethods* Methods;
    }

    /// <summary><c>sqlite3_io_methods</c>: a version, twelve functions of files, then those of shared memory.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct NativeMethods
    {
        public int Version;
        private readonly OfFiles _files;
        public delegate* unmanaged[Cdecl]<NativeFile*, int, int, int, byte**, int> ShmMap;
    }

    [InlineArray(12)]
    private struct OfFiles
    {
        private nint _first;
    }
}
