using System.Text;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Connections;

/// <summary>Bytes in are bytes out, whatever the value.</summary>
public sealed class StatementTests : IDisposable
{
    private static readonly Gen<string> Letters = Gen.Elements("a", "é", "日", "😀", "\0", "'", "\r\n", "\uFEFF", "%", "\u2028");

    private readonly TemporaryFolder _folder = new();
    private readonly Connection _connection;

    public StatementTests()
    {
        _connection = Connection.Open(_folder.At("x.db"), OpenMode.Create);
        _connection.ExecuteScript("CREATE TABLE t (no INTEGER PRIMARY KEY, value)");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Bind_AnyText_ComesBackWhole()
        => Prop.ForAll(Letters.ListOf().Select(letters => string.Concat(letters)).ToArbitrary(), text => Through(statement => statement.Bind(text), row => row.Text(0)).ShouldBe(text))
            .Check(Repeatable.Config.WithMaxTest(200));

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(100_000)]
    public void Bind_ATextOfWideLetters_OfAnyLength_ComesBackWhole(int length)
    {
        foreach (var letter in new[] { "日", "é", "z" })
        {
            var text = string.Concat(Enumerable.Repeat(letter, length));
            Through(statement => statement.Bind(text), row => row.Text(0)).ShouldBe(text);
            Through(statement => statement.Bind(text), row => Encoding.UTF8.GetString(row.Bytes(0))).ShouldBe(text);
        }
    }

    [Fact]
    public void Bind_AnyBytes_ComeBackWhole()
        => Prop.ForAll(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().ToArbitrary(), bytes => Through(statement => statement.Bind(bytes.AsSpan()), row => row.Bytes(0).ToArray()).ShouldBe(bytes))
            .Check(Repeatable.Config.WithMaxTest(200));

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void Bind_AWholeNumber_IsKept(long value) => Through(statement => statement.Bind(value), row => row.NullableInt64(0)).ShouldBe(value);

    [Theory]
    [InlineData(double.Epsilon)]
    [InlineData(-0.1)]
    [InlineData(double.MaxValue)]
    [InlineData(null)]
    public void Bind_ANumber_IsKeptToTheLastBit(double? value) => Through(statement => statement.Bind(value), row => row.NullableDouble(0)).ShouldBe(value);

    [Fact]
    public void Bind_AnInstant_IsKeptToTheTick_AsUtc()
    {
        var instant = new DateTimeOffset(2026, 3, 1, 14, 0, 0, TimeSpan.FromHours(2)).AddTicks(1);
        var back = Through(statement => statement.Bind(instant), row => row.Instant(0));
        (back.UtcTicks, back.Offset).ShouldBe((instant.UtcTicks, TimeSpan.Zero));
        Through(statement => statement.Bind((DateTimeOffset?)null), row => row.NullableInstant(0)).ShouldBeNull();
        Through(statement => statement.Bind(DateTimeOffset.MaxValue), row => row.Instant(0)).ShouldBe(DateTimeOffset.MaxValue.ToUniversalTime());
    }

    [Fact]
    public void Bind_NoValue_IsNullInEveryType()
        => Through(statement => statement.BindNull(), row => (row.IsNull(0), row.NullableText(0), row.NullableInt64(0), row.NullableDouble(0), row.Bytes(0).Length))
            .ShouldBe((true, null, null, null, 0));

    [Fact]
    public void Bind_AFlag_IsOneOrNothing()
    {
        Through(statement => statement.Bind(true), row => (row.Bool(0), row.Int64(0))).ShouldBe((true, 1));
        Through(statement => statement.Bind(false), row => (row.Bool(0), row.Int64(0))).ShouldBe((false, 0));
    }

    [Fact]
    public void Bind_MoreValuesThanThereAreMarks_IsAnError()
        => Should.Throw<SqliteError>(() =>
        {
            using var statement = _connection.Prepare("SELECT ?");
            statement.Bind(1L).Bind(2L);
        }).Code.ShouldBe(25);

    [Fact]
    public void Dispose_InTheMiddleOfTheRows_StartsAnewWithTheNextLoan()
    {
        const string Three = "SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3";
        using (var first = _connection.Prepare(Three))
        {
            first.Step().ShouldBeTrue();
            first.Step().ShouldBeTrue();
            first.InUse.ShouldBeTrue();
        }
        using var again = _connection.Prepare(Three);
        again.Step().ShouldBeTrue();
        again.Int32(0).ShouldBe(1);
    }

    private T Through<T>(Action<Statement> bind, Func<Statement, T> read)
    {
        _connection.Execute("DELETE FROM t");
        using (var insert = _connection.Prepare("INSERT INTO t (value) VALUES (?)"))
        {
            bind(insert);
            insert.Run();
        }
        using var row = _connection.Prepare("SELECT value FROM t");
        row.Step().ShouldBeTrue();
        return read(row);
    }
}
