using Baton.Gateway.Policies;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Policies;

public sealed class PolicyWatchTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly TimerClock _time = new();
    private readonly Changing _source = new();
    private int _changes;

    [Fact]
    public async Task Watch_OfAPolicyThatStays_IsSilent()
    {
        await using var watch = Watch();

        for (var second = 0; second < 5; second++) _time.Advance(Every);

        _changes.ShouldBe(0);
        _source.Asked.ShouldBe(["rules", "rules", "rules", "rules", "rules", "rules"]);
    }

    [Fact]
    public async Task Watch_OfAnEdit_TellsOnceForEachChange()
    {
        await using var watch = Watch();

        _source.Current = Policy(2);
        _time.Advance(Every);
        _time.Advance(Every);
        _changes.ShouldBe(1);

        _source.Current = null;
        _time.Advance(Every);
        _source.Current = Policy(3);
        _time.Advance(Every);
        _changes.ShouldBe(3);
    }

    [Fact]
    public async Task Watch_ThatIsDisposed_LooksNoMore()
    {
        await using (Watch()) { }
        _source.Current = null;

        _time.Advance(Every);

        _changes.ShouldBe(0);
    }

    private PolicyWatch Watch() => new(_source, "rules", () => _changes++, Every, _time);

    private static LoadedPolicy Policy(long revision) => new FixedPolicy("rules", """{"version":"1","default":"allow","tools":{}}""").Find("rules")! with { Revision = revision };

    private sealed class Changing : IPolicySource
    {
        public LoadedPolicy? Current { get; set; } = Policy(1);

        public List<string> Asked { get; } = [];

        public LoadedPolicy? Find(string name)
        {
            Asked.Add(name);
            return Current;
        }
    }
}
