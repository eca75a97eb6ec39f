using Baton.Memory.Storage;
using Baton.Storage.Maintenance;
using Baton.Storage.Sqlite;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Maintenance;

public sealed class IntegrityCheckTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        await using var store = await SqliteMemoryStore.OpenAsync(_folder.Data, TimeProvider.System);
        var body = await store.WriteAsync(async writer => new StoredBody(
            [await writer.PutSegmentAsync("one"u8.ToArray()), await writer.PutSegmentAsync("two"u8.ToArray())], 6, Bodies.Sha256("onetwo"u8)));
        var memory = Remember("m_1", "grail");
        await store.PutAsync(memory, memory.Next() with { Search = new SearchText("", "", "chalice") }, HandOff("h_1", "cup") with { Body = body });
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Run_SoundStore_FindsNothingAndTellsEachCheck()
    {
        var told = new List<CheckResult>();
        var results = IntegrityCheck.Run(_folder.Data, told.Add, default);
        results.ShouldBe(told);
        results.ShouldAllBe(result => result.IsSound);
        results.Select(result => result.Check).ShouldBe(["opens", "pages and indexes", "references", "bodies", "versions", "full text"]);
    }

    [Fact]
    public void Run_EmptyFolder_HasNothingToCheck()
        => IntegrityCheck.Run(new Baton.Storage.Folders.DataFolder(_folder.At("none")), null, default).ShouldBeEmpty();

    [Theory]
    [InlineData("UPDATE segments SET bytes = x'00' WHERE no = 1", "bodies", "no longer has its hash")]
    [InlineData("DELETE FROM segments WHERE no = 2", "bodies", "is missing")]
    [InlineData("DELETE FROM versions WHERE version = 1 AND id = 'm_1'", "versions", "m_1 has 1 version from 2 to 2")]
    [InlineData("UPDATE versions SET recorded_to = NULL WHERE id = 'none' OR version = 9; DROP INDEX versions_in_force; UPDATE versions SET recorded_to = NULL", "versions", "2 of them in force")]
    [InlineData("UPDATE versions SET recorded_to = recorded_to + 1 WHERE recorded_to IS NOT NULL", "versions", "does not end where the next begins")]
    [InlineData("DELETE FROM texts WHERE id = 'h_1'", "full text", "holds 1 texts where 0 are kept")]
    [InlineData("DELETE FROM words_1_data WHERE id > 10", "full text", "words_1")]
    [InlineData("UPDATE partitions SET words = words + 1 WHERE no = 1", "full text", "the counts of words_1")]
    [InlineData("UPDATE versions SET data = '{' WHERE version = 2", "versions", "version 2 of m_1 cannot be read")]
    [InlineData("UPDATE versions SET tags = '[1,' WHERE id = 'h_1'", "versions", "version 1 of h_1 cannot be read")]
    [InlineData("UPDATE versions SET author = 77", "references", "authors")]
    [InlineData("PRAGMA user_version = 99", "opens", "newer Baton")]
    public void Run_OneThingWrong_NamesIt(string damage, string check, string problem)
    {
        using (var connection = Connection.Open(_folder.Data.File("memory.db"), OpenMode.ReadWrite)) connection.ExecuteScript("PRAGMA foreign_keys = OFF; " + damage);
        var found = IntegrityCheck.Run(_folder.Data, null, default).Where(result => !result.IsSound).ToList();
        found.Select(result => result.Check).ShouldContain(check);
        found.Single(result => result.Check == check).Problems.ShouldContain(line => line.Contains(problem));
    }

    [Fact]
    public void Run_ScrambledPages_SaysSoWithoutThrowing()
    {
        using (var stream = new FileStream(_folder.Data.File("memory.db"), FileMode.Open))
        {
            stream.Position = 4096 * 2;
            stream.Write(Enumerable.Repeat((byte)0xAA, 4096 * 4).ToArray());
        }
        IntegrityCheck.Run(_folder.Data, null, default).ShouldContain(result => !result.IsSound);
    }

    [Fact]
    public void Run_NoDatabase_SaysSoWithoutThrowing()
    {
        File.WriteAllText(_folder.Data.File("memory.db"), new string('x', 5000));
        var result = IntegrityCheck.Run(_folder.Data, null, default).Single();
        (result.Check, result.IsSound).ShouldBe(("opens", false));
    }

    [Fact]
    public void Run_Cancelled_Ends()
        => Should.Throw<OperationCanceledException>(() => IntegrityCheck.Run(_folder.Data, null, new CancellationToken(canceled: true)));
}
