using Baton.Gateway.Sessions;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Tests.Sessions;

public sealed class SessionTableTests
{
    private readonly TimerClock _clock = new();

    private ClientSession Open(SessionTable table)
    {
        var session = table.Create(Gateways.Local, "memory", Revision.V20251125, ClientDescription.Unknown);
        table.Add(session).ShouldBeTrue();
        return session;
    }

    [Fact]
    public void Find_OtherGrantOrServer_IsNull()
    {
        using var table = new SessionTable(10, TimeSpan.FromHours(1), _clock);
        var session = Open(table);

        table.Find(session.Id, Gateways.Local, "memory").ShouldBe(session);
        table.Find(session.Id, Gateways.Local with { GrantId = "other" }, "memory").ShouldBeNull();
        table.Find(session.Id, Gateways.Local, "other").ShouldBeNull();
        table.Find(session.Name, Gateways.Local, "memory").ShouldBeNull();
    }

    [Fact]
    public void Add_WhenFull_EndsIdleOnesFirst()
    {
        using var table = new SessionTable(1, TimeSpan.FromMinutes(1), _clock);
        var old = Open(table);
        table.Add(table.Create(Gateways.Local, "memory", Revision.V20251125, ClientDescription.Unknown)).ShouldBeFalse();

        _clock.Advance(TimeSpan.FromMinutes(1));
        Open(table);

        old.Ended.IsCancellationRequested.ShouldBeTrue();
        table.Count.ShouldBe(1);
    }

    [Fact]
    public void EndIdle_SessionWithARequestUnderWay_IsKept()
    {
        using var table = new SessionTable(10, TimeSpan.FromMinutes(1), _clock);
        var busy = Open(table);
        busy.Requests.TryBegin(Protocol.Messages.RequestId.Of(1), CancellationToken.None, out _);

        _clock.Advance(TimeSpan.FromHours(1));
        table.EndIdle();

        table.Count.ShouldBe(1);
    }

    [Fact]
    public void End_DisposesWhatTheSessionOwns_AlsoWhatComesLater()
    {
        using var table = new SessionTable(10, TimeSpan.FromMinutes(1), _clock);
        var session = Open(table);
        var disposed = 0;
        session.Own(new Once(() => disposed++));

        table.End(session);
        session.Own(new Once(() => disposed++));

        disposed.ShouldBe(2);
    }

    [Fact]
    public void TakeOverListening_CancelsTheOneBefore()
    {
        using var session = CallBuilder.Session();
        var first = session.TakeOverListening();
        var second = session.TakeOverListening();

        first.IsCancellationRequested.ShouldBeTrue();
        second.IsCancellationRequested.ShouldBeFalse();
    }

    private sealed class Once(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
