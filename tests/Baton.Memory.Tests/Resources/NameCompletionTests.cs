using Baton.Memory.Callers;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Resources;

/// <summary>What an argument that was begun completes to, for each place that has one.</summary>
public sealed class NameCompletionTests(NameCompletionTests.Stocked stocked) : IClassFixture<NameCompletionTests.Stocked>
{
    private const string Handoffs = "baton://handoffs/{id}";
    private const string Memories = "baton://memories/{id}";
    private const string Digest = "baton://digest/{project}";

    private readonly Room _room = stocked.Room;
    private readonly Dictionary<string, string> _ids = stocked.Ids;

    [Theory]
    [InlineData(Handoffs, "id", "", "h1,h2,h3")]
    [InlineData(Handoffs, "id", "h_", "h1,h2,h3")]
    [InlineData(Handoffs, "id", "H_", "h1,h2,h3")]
    [InlineData(Handoffs, "id", "log", "h1,h2")]
    [InlineData(Handoffs, "id", "login-b", "h2")]
    [InlineData(Handoffs, "id", "Log", "")]
    [InlineData(Handoffs, "id", "m_", "")]
    [InlineData(Handoffs, "id", "%", "")]
    [InlineData(Memories, "id", "", "m1")]
    [InlineData(Memories, "id", "po", "m1")]
    [InlineData(Memories, "id", "mine", "")]
    public async Task Complete_ARecordInAUri_GivesItsIds(string reference, string argument, string prefix, string names)
        => (await ValuesAsync(reference, argument, prefix)).ShouldBe(names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => _ids[name]), ignoreOrder: true);

    [Fact]
    public async Task Complete_ABeginningOfAnId_InAnyCase_GivesThoseThatBeginSo()
    {
        var one = _ids["h1"];
        (await ValuesAsync(Handoffs, "id", one[..27].ToLowerInvariant())).ShouldContain(one);
        (await ValuesAsync(Handoffs, "id", one)).ShouldBe([one]);
    }

    [Theory]
    [InlineData("resume", "handoff", "", "login-a,login-b,other")]
    [InlineData("resume", "handoff", "login", "login-a,login-b")]
    [InlineData("resume", "project", "", "Web,default,hr")]
    [InlineData("resume", "project", "w", "Web")]
    [InlineData("hand_off", "project", "H", "hr")]
    [InlineData("remember", "project", "def", "default")]
    [InlineData("remember", "what", "def", "")]
    [InlineData("hand_off", "note", "", "")]
    [InlineData("nothing", "project", "", "")]
    [InlineData(Digest, "project", "", "Web,default,hr")]
    [InlineData(Digest, "project", "x", "")]
    [InlineData(Digest, "id", "", "")]
    public async Task Complete_AnArgument_GivesNamesOrNothing(string reference, string argument, string prefix, string names)
        => (await ValuesAsync(reference, argument, prefix)).ShouldBe(names.Split(',', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);

    [Fact]
    public async Task Complete_ForABoundGrant_GivesItsOwnAlone()
    {
        var bound = _room.Caller("eve", "bot", "c", "hr");
        (await ValuesAsync("resume", "handoff", "", bound)).ShouldBe(["other"]);
        (await ValuesAsync(Digest, "project", "", bound)).ShouldBe(["hr"]);
        (await ValuesAsync(Handoffs, "id", _ids["h1"], bound)).ShouldBeEmpty();
        (await ValuesAsync(Memories, "id", "", bound)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Complete_APrivateMemory_ForItsOwnerAlone()
        => (await ValuesAsync(Memories, "id", "mine", _room.Caller("bob"))).ShouldBe([_ids["mine"]]);

    private async Task<IReadOnlyList<string>> ValuesAsync(string reference, string argument, string prefix, MemoryCaller? caller = null)
    {
        var completion = await _room.Server.Resources!.CompleteAsync(caller ?? _room.Caller(), reference, argument, prefix, default);
        completion.Values.Count.ShouldBeLessThanOrEqualTo(100);
        return completion.Values;
    }

    /// <summary>Three handoffs, a memory and another's private one, in three projects.</summary>
    public sealed class Stocked : IAsyncLifetime
    {
        public Room Room { get; private set; } = null!;

        public Dictionary<string, string> Ids { get; } = [];

        public async ValueTask InitializeAsync()
        {
            Room = await Room.OpenAsync();
            Ids["h1"] = await Room.HandoffAsync(new { summary = "s", key = "login-a" });
            Ids["h2"] = await Room.HandoffAsync(new { summary = "s", key = "login-b", project = "Web" });
            Ids["h3"] = await Room.HandoffAsync(new { summary = "s", key = "other", project = "hr" });
            Ids["m1"] = await Room.MemoryAsync(new { content = "The port is 4700", key = "port" });
            Ids["mine"] = await Room.MemoryAsync(new { content = "kept to myself", key = "mine", visibility = "private" }, Room.Caller("bob"));
        }

        public async ValueTask DisposeAsync() => await Room.DisposeAsync();
    }
}
