using Baton.Storage.Folders;
using Baton.Storage.Sqlite;
using Baton.TestSupport;

namespace Baton.Memory.Tests.Support;

/// <summary>A folder of its own with an empty store in it: a copy, because making the tables anew takes longer than most tests do.</summary>
internal static class StoreFolder
{
    private const string StoreName = "memory.db";
    private static readonly Lazy<Task<byte[]>> Empty = new(MakeAsync);

    /// <returns>Its full path; the test deletes it.</returns>
    public static async Task<string> NewAsync(string prefix) => await NewAsync(prefix, await Empty.Value);

    /// <param name="prefix">Begins its name.</param>
    /// <param name="store">What <see cref="Room.CloseAsync"/> left.</param>
    public static async Task<string> NewAsync(string prefix, byte[] store)
    {
        var folder = ScratchFolder.New(prefix);
        await File.WriteAllBytesAsync(Path.Combine(folder, StoreName), store);
        return folder;
    }

    /// <summary>The store of a folder that nobody has open: all of it is in one file then.</summary>
    public static byte[] Read(string folder) => File.ReadAllBytes(Path.Combine(folder, StoreName));

    private static async Task<byte[]> MakeAsync()
    {
        var folder = ScratchFolder.New("baton-empty-");
        try
        {
            await (await SqliteMemoryStore.OpenAsync(new DataFolder(folder), TimeProvider.System)).DisposeAsync();
            return Read(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
