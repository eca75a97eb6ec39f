using Baton.Gateway.Approvals;
using Baton.Gateway.Governance;
using Baton.Gateway.Grants;
using Baton.Gateway.Keys;
using Baton.Gateway.Limits;
using Baton.Gateway.Locks;
using Baton.Gateway.Pins;
using Baton.Gateway.Policies;
using Baton.Gateway.Servers;
using Baton.Gateway.Stores;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Gateway;
using Baton.TestSupport;

namespace Baton.Gateway.Tests.Governance;

/// <summary>One process's view of what an operator edits in another.</summary>
public sealed class LiveConfigurationTests : IAsyncLifetime
{
    private const string Open = """{"version":"1","default":"allow","tools":{}}""";
    private const string Closed = """{"version":"1","default":"deny","tools":{}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-live-").FullName;
    private readonly List<string> _problems = [];
    private SqliteGatewayStore _store = null!;
    private SqliteGatewayStore _operator = null!;
    private LiveConfiguration _live = null!;
    private int _changes;

    public ValueTask InitializeAsync()
    {
        var keys = new GatewayKeys(KeyMaterial.New());
        _store = SqliteGatewayStore.Open(new DataFolder(_folder), keys, new ManualTimeProvider());
        _operator = SqliteGatewayStore.Open(new DataFolder(_folder), keys, new ManualTimeProvider());
        _live = new LiveConfiguration(_store, _problems.Add);
        _live.Changed += () => _changes++;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _operator.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Find_AfterAnEditByAnotherProcess_IsTheNewRevision()
    {
        await PutAsync(Open);
        _live.Find("rules")!.Revision.ShouldBe(1);

        await PutAsync(Closed);

        _live.Find("rules")!.Revision.ShouldBe(2);
        _live.Find("none").ShouldBeNull();
        _changes.ShouldBe(1);
    }

    [Fact]
    public async Task Find_WithoutAnEdit_IsTheSameCompiledPolicy()
    {
        await PutAsync(Open);
        var first = _live.Find("rules");

        await _operator.Policies.PutAsync("other", Closed, null, default);

        _live.Find("rules").ShouldBeSameAs(first);
    }

    [Fact]
    public async Task Find_ADocumentThatThisProgramCannotUse_KeepsTheOneBeforeAndSaysWhyOnce()
    {
        await PutAsync(Open);
        var good = _live.Find("rules");

        await PutAsync("""{"version":"9","default":"allow"}""");

        _live.Find("rules").ShouldBeSameAs(good);
        _live.Find("rules").ShouldBeSameAs(good);
        _problems.ShouldHaveSingleItem().ShouldStartWith("The policy 'rules', revision 2, cannot be used: ");
    }

    [Fact]
    public async Task Find_ADocumentThatNeverWasGood_IsNoPolicy()
    {
        await PutAsync("nonsense: [");
        _live.Find("rules").ShouldBeNull();
        _problems.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task FindAndLocal_Grants_AreThoseCommittedNow()
    {
        (await _live.LocalAsync(default)).ShouldNotBeNull().RevokedAt.ShouldBeNull();
        (await _live.AnyAsync(default)).ShouldBeFalse();
        var issued = (await new GrantOffice(_operator.Grants, new ManualTimeProvider()).AddAsync(new GrantDraft { Label = "ci", Servers = LocalGrant.Create().Servers }, default)).Value;

        (await _live.FindAsync(issued.Grant.Id, default)).ShouldNotBeNull().Label.ShouldBe("ci");
        (await _live.FindAsync("ci", default)).ShouldBeNull("a label is no id");
        (await _live.AnyAsync(default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Look_TellsListenersOfEditsOnly()
    {
        _live.Look();
        _live.Look();
        _changes.ShouldBe(0);

        await PutAsync(Open);
        _live.Look();
        _live.Look();
        _changes.ShouldBe(1);
    }

    [Fact]
    public async Task Look_AtAStoreThatCannotAnswer_IsSilent_ButAMessageIsNotAnsweredFromMemory()
    {
        await PutAsync(Open);
        var store = new Stubborn(_store);
        var live = new LiveConfiguration(store, _problems.Add);
        live.Find("rules").ShouldNotBeNull();
        store.IsBroken = true;

        Should.NotThrow(live.Look);
        Should.Throw<StoreUnavailableException>(() => live.Find("rules"));
        store.IsBroken = false;
        live.Find("rules").ShouldNotBeNull();
    }

    private async Task PutAsync(string text) => await _operator.Policies.PutAsync("rules", text, null, default);

    /// <summary>The real store, which at times cannot say whether anything has changed.</summary>
    private sealed class Stubborn(IGatewayStore store) : IGatewayStore
    {
        public bool IsBroken { get; set; }

        public IGrantRegistry Grants => store.Grants;

        public IServerRegistry Servers => store.Servers;

        public IPolicyStore Policies => store.Policies;

        public ILimitStore Limits => store.Limits;

        public IApprovalStore Approvals => store.Approvals;

        public IOperatorLockStore Lock => store.Lock;

        public IPinStore Pins => store.Pins;

        public long Generation() => IsBroken ? throw new StoreUnavailableException("The disk is gone.") : store.Generation();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
