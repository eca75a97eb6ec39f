using Baton.Memory.Storage;
using Baton.Storage.Sqlite;
using Baton.Storage.Tests.Contract;
using Baton.Storage.Tests.Support;

namespace Baton.Storage.Tests.Sqlite;

/// <summary>A SQLite store in a folder of its own.</summary>
internal sealed class SqliteFixture(TemporaryFolder folder) : IStoreFixture
{
    public SqliteFixture() : this(new TemporaryFolder()) { }

    public async Task<IMemoryStore> OpenAsync() => await SqliteMemoryStore.OpenAsync(folder.Data, TimeProvider.System);

    public void Dispose() => folder.Dispose();
}
