using System.Reflection;
using System.Runtime.InteropServices;
using Baton.Memory.Storage;
using SQLitePCL;

namespace Baton.Storage.Sqlite.Connections;

/// <summary>
/// Chooses the native library once per process: the system's when it is newer than the bundled one and has FTS5, since it
/// gets security fixes with the system; else the bundled one.
/// </summary>
internal static partial class NativeSqlite
{
    private const string Library = "e_sqlite3";

    /// <summary>SQLite 3.35.5, the version that the package brings.</summary>
    internal const int BundledVersion = 3_035_005;
    private static readonly Lock Gate = new();
    private static bool _ready;

    /// <summary>Whether the system's library is in use; for <c>baton doctor</c>.</summary>
    public static bool IsSystem { get; private set; }

    /// <summary>Version of the library in use, for example <c>3.40.1</c>.</summary>
    public static string Version => raw.sqlite3_libversion().utf8_to_string();

    /// <exception cref="StoreUnavailableException">No usable library.</exception>
    public static void EnsureLoaded()
    {
        if (Volatile.Read(ref _ready)) return;
        lock (Gate)
        {
            if (_ready) return;
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
            NativeLibrary.SetDllImportResolver(typeof(NativeSqlite).Assembly, Resolve);
            Load();
            Volatile.Write(ref _ready, true);
        }
    }

    /// <summary>What the provider does not offer: <c>sqlite3_file_control</c>.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    internal static unsafe partial int FileControl(IntPtr connection, string database, int operation, void* argument);

    private static void Load()
    {
        try
        {
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
        }
        catch (DllNotFoundException exception)
        {
            throw new StoreUnavailableException(
                "SQLite was found neither on this system nor beside the program; install libsqlite3 or reinstall Baton.", exception);
        }
        if (raw.sqlite3_libversion_number() < BundledVersion || raw.sqlite3_compileoption_used("ENABLE_FTS5") == 0)
        {
            throw new StoreUnavailableException($"SQLite {Version} lacks full-text search (FTS5); install a libsqlite3 that has it.");
        }
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        foreach (var candidate in SystemNames())
        {
            if (!NativeLibrary.TryLoad(candidate, out var library)) continue;
            if (IsPreferred(library))
            {
                IsSystem = true;
                return library;
            }
            NativeLibrary.Free(library);
        }
        return IntPtr.Zero;
    }

    private static IEnumerable<string> SystemNames()
        => OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib"]
        : OperatingSystem.IsWindows() ? []
        : ["libsqlite3.so.0"];

    private static unsafe bool IsPreferred(IntPtr library)
    {
        if (!NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var version)
            || !NativeLibrary.TryGetExport(library, "sqlite3_compileoption_used", out var compiled)) return false;
        if (((delegate* unmanaged[Cdecl]<int>)version)() <= BundledVersion) return false;
        fixed (byte* option = "ENABLE_FTS5\0"u8) return ((delegate* unmanaged[Cdecl]<byte*, int>)compiled)(option) != 0;
    }
}
