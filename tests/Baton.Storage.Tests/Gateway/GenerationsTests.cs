using Baton.Gateway.Grants;
using Baton.Gateway.Keys;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Gateway;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using Baton.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Gateway;

public sealed class GenerationsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Connection _writer;
    private readonly Connection _other;
    private readonly Generations _generations;
    private int _reads;

    public GenerationsTests()
    {
        _writer = Open();
        _writer.ExecuteScript("PRAGMA journal_mode = WAL; CREATE TABLE configuration (generation); INSERT INTO configuration VALUES (1); CREATE TABLE counted (value)");
        _other = Open();
        _generations = new Generations(WalIndex.Of(_writer), () => (Read(), 7));
    }

    public void Dispose()
    {
        _other.Dispose();
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Configuration_AskedAgain_IsNotReadAgain()
    {
        for (var asked = 0; asked < 5; asked++) (_generations.Configuration, _generations.Pins).ShouldBe((1, 7));

        _reads.ShouldBe(1);
    }

    [Fact]
    public void Configuration_CommittedByAnotherConnection_IsReadAtTheNextQuestion()
    {
        _generations.Configuration.ShouldBe(1);

        _other.Execute("UPDATE configuration SET generation = 2");

        _generations.Configuration.ShouldBe(2);
    }

    [Fact]
    public void Configuration_AfterTheWriterCounted_IsKnownWithoutReading()
    {
        _generations.Configuration.ShouldBe(1);

        for (var call = 0; call < 5; call++)
        {
            Count();
            _generations.Configuration.ShouldBe(1);
        }

        _reads.ShouldBe(1);
    }

    [Fact]
    public void Configuration_ChangedJustBeforeTheWriterBegan_IsRead()
    {
        _generations.Configuration.ShouldBe(1);

        _other.Execute("UPDATE configuration SET generation = 2");
        Count();

        _generations.Configuration.ShouldBe(2);
    }

    [Fact]
    public void Configuration_ChangedBeforeTheWriterLookedBack_IsRead()
    {
        _generations.Configuration.ShouldBe(1);

        Count(beforeItLooksBack: () => _other.Execute("UPDATE configuration SET generation = 2"));

        _generations.Configuration.ShouldBe(2);
    }

    [Fact]
    public void Configuration_WithoutAnIndex_IsReadEveryTime()
    {
        var blind = new Generations(null, () => (Read(), 7));
        blind.WriterBegins();
        blind.WriterEnded();

        for (var asked = 0; asked < 3; asked++) blind.Configuration.ShouldBe(1);

        _reads.ShouldBe(3);
    }

    [Fact]
    public async Task Generation_OtherProcessesCountAndEditInAnyOrder_IsAlwaysTheStored()
    {
        var step = Gen.Elements("count", "count elsewhere", "edit", "edit elsewhere", "pin", "look");
        await using var one = SqliteGatewayStore.Open(_folder.Data, Keys, Time);
        await using var two = SqliteGatewayStore.Open(_folder.Data, Keys, Time);
        using var look = Connection.Open(_folder.Data.File("gateway.db"), OpenMode.ReadOnly);

        Prop.ForAll(Gen.ListOf(step).ToArbitrary(), steps => steps.All(taken =>
        {
            TakeAsync(taken, one, two).GetAwaiter().GetResult();
            return one.Generation() == look.QueryInt64("SELECT generation FROM configuration") && one.Pins.Generation() == look.QueryInt64("SELECT generation FROM pin_clock");
        })).Check(Repeatable.Config.WithMaxTest(60).WithEndSize(30));
    }

    private static GatewayKeys Keys { get; } = new(KeyMaterial.New());

    private static ManualTimeProvider Time { get; } = new();

    private static async Task TakeAsync(string step, SqliteGatewayStore one, SqliteGatewayStore two)
    {
        var store = step.EndsWith("elsewhere", StringComparison.Ordinal) ? two : one;
        if (step.StartsWith("count", StringComparison.Ordinal)) await store.Limits.TryHoldAsync(LimitSample.Window("rate", 100_000));
        else if (step.StartsWith("edit", StringComparison.Ordinal)) await store.Policies.PutAsync("p", """{"version":"1","default":"allow","tools":{}}""", null, default);
        else if (step == "pin") await two.Pins.TrustAsync("s", true, default);
    }

    private void Count(Action? beforeItLooksBack = null)
    {
        _writer.Execute("BEGIN IMMEDIATE");
        _generations.WriterBegins();
        _writer.Execute("INSERT INTO counted VALUES (1)");
        _writer.Execute("COMMIT");
        beforeItLooksBack?.Invoke();
        _generations.WriterEnded();
    }

    private long Read()
    {
        _reads++;
        return _other.QueryInt64("SELECT generation FROM configuration");
    }

    private Connection Open() => Connection.Open(_folder.At("x.db"), OpenMode.Create);
}
