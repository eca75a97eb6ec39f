using Baton.Storage.Sqlite.Audit;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Schema;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Audit;

public sealed class AuditInstantTests : IDisposable
{
    private readonly Connection _connection = Connection.Open(":memory:", OpenMode.Create);

    public AuditInstantTests()
    {
        _connection.ExecuteScript(AuditSchema.Version1);
        _connection.ExecuteScript(AuditSchema.Version2);
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void From_EmptyLog_IsTheFirstSequence() => AuditInstant.From(_connection, At(5)).ShouldBe(1);

    [Fact]
    public void From_RowsOfOneInstant_FindsTheFirstOfThem()
    {
        Fill([10, 20, 20, 20, 30]);

        AuditInstant.From(_connection, At(20)).ShouldBe(2);
        AuditInstant.From(_connection, At(21)).ShouldBe(5);
        AuditInstant.From(_connection, At(31)).ShouldBe(6);
        AuditInstant.From(_connection, At(0)).ShouldBe(1);
    }

    [Fact]
    public void From_AnyLogAlsoWithRowsCutOut_IsWhatAScanFinds()
    {
        var rows = Gen.ListOf(Gen.Choose(0, 3));
        Prop.ForAll(rows.ToArbitrary(), Gen.Choose(0, 40).ToArbitrary(), Gen.ListOf(Gen.Choose(1, 30)).ToArbitrary(), (steps, instant, cut) =>
        {
            var time = 0;
            Fill([.. steps.Select(step => time += step)]);
            foreach (var sequence in cut) _connection.Execute($"DELETE FROM entries WHERE sequence = {sequence}");
            using var scan = _connection.Prepare("SELECT min(sequence) FROM entries WHERE time >= ?");
            scan.Bind(At(instant)).Step();
            var last = _connection.QueryInt64("SELECT coalesce(max(sequence), 0) + 1 FROM entries");
            var found = AuditInstant.From(_connection, At(instant));
            return scan.NullableInt64(0) is { } expected
                ? _connection.QueryInt64($"SELECT min(sequence) FROM entries WHERE sequence >= {found}") == expected
                : found == last;
        }).Check(Repeatable.Config.WithMaxTest(100));
    }

    private static DateTimeOffset At(int tick) => new(1_000 + tick, TimeSpan.Zero);

    private void Fill(int[] ticks)
    {
        _connection.Execute("DELETE FROM entries");
        for (var row = 0; row < ticks.Length; row++)
        {
            using var insert = _connection.Prepare("INSERT INTO entries (sequence, time, kind, outcome, body, mac) VALUES (?, ?, 'event', 'x', x'', x'')");
            insert.Bind(row + 1L).Bind(At(ticks[row])).Run();
        }
    }
}
