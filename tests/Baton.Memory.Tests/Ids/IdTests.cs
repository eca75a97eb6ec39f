using Baton.Memory.Ids;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;
using Baton.TestSupport;

namespace Baton.Memory.Tests.Ids;

public sealed class IdTests
{
    [Fact]
    public void Encode_KnownValue_IsTheSpecsText()
    {
        byte[] entropy = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
        Ulid.Encode(1469918176385, entropy).ShouldBe("01ARYZ6S410000000000000001");
    }

    [Fact]
    public void Next_WithinAMillisecondAndAfterAStepBack_KeepsOrder()
    {
        var clock = new ManualTimeProvider();
        var ids = new IdGenerator(clock, bytes => bytes.Fill(0xFF));
        var made = new List<string>();
        for (var i = 0; i < 1000; i++)
        {
            if (i == 500) clock.Advance(TimeSpan.FromSeconds(-5));
            made.Add(ids.Next(RecordKind.Handoff));
        }
        made.ShouldBe(made.Order(StringComparer.Ordinal));
        made.Distinct().Count().ShouldBe(1000);
        made[0].ShouldStartWith("h_01");
    }

    [Fact]
    public void Next_FromManyThreads_NeverRepeats()
    {
        var random = new Random(1);
        var ids = new IdGenerator(new ManualTimeProvider(), bytes => { lock (random) random.NextBytes(bytes); });
        var made = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 2000, _ => made.Add(ids.Next(RecordKind.Memory)));
        made.Distinct().Count().ShouldBe(2000);
    }

    [Theory]
    [InlineData("h_01ARYZ6S410000000000000001", "h_01ARYZ6S410000000000000001")]
    [InlineData(" m_01aryz ", "m_01ARYZ")]
    [InlineData("H_01ARYZ", "h_01ARYZ")]
    public void TryNormalise_IdOrPrefix_IsBroughtToItsForm(string text, string id)
    {
        RecordIds.TryNormalise(text, out var normal, out _).ShouldBeTrue();
        normal.ShouldBe(id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("h_")]
    [InlineData("x_01ARYZ")]
    [InlineData("h-01ARYZ")]
    [InlineData("h_01ARYU")]
    [InlineData("h_01ARYZ6S4100000000000000011")]
    [InlineData("deploy-notes")]
    public void TryNormalise_NoId_IsRefused(string text) => RecordIds.TryNormalise(text, out _, out _).ShouldBeFalse();

    [Fact]
    public async Task Load_ByUnambiguousPrefix_FindsIt()
    {
        await using var room = await Room.OpenAsync();
        var first = (await room.DoneAsync("handoff_save", "{'summary':'one'}")).Text("handoff.id");
        room.Clock.Advance(TimeSpan.FromDays(365));
        await room.DoneAsync("handoff_save", "{'summary':'two'}");
        (await room.DoneAsync("handoff_load", $"{{'id':'{first[..10].ToLowerInvariant()}'}}")).Text("handoff.summary").ShouldBe("one");
        await room.DoneAsync("handoff_update", $"{{'id':'{first[..10]}','comment':'c'}}");
        (await room.DoneAsync("handoff_claim", $"{{'id':'{first[..10]}'}}")).Text("handoff.id").ShouldBe(first);
    }

    [Fact]
    public async Task Load_ByAmbiguousPrefix_ListsTheCandidates()
    {
        await using var room = await Room.OpenAsync();
        var one = (await room.DoneAsync("handoff_save", "{'summary':'one'}")).Text("handoff.id");
        var two = (await room.DoneAsync("handoff_save", "{'summary':'two'}")).Text("handoff.id");
        var failure = await room.RefusedAsync(FailureCode.AmbiguousId, "handoff_load", $"{{'id':'{one[..10]}'}}");
        failure.Path.ShouldBe("/id");
        var candidates = System.Text.Json.JsonDocument.Parse(failure.DetailsJson!).RootElement.Texts("candidates");
        candidates.ShouldBe([one, two]);
    }

    [Theory]
    [InlineData("h_01A", FailureCode.Invalid)]
    [InlineData("h_01ARYZ", FailureCode.NotFound)]
    [InlineData("m_01ARYZ6S410000000000000001", FailureCode.NotFound)]
    [InlineData("my-key", FailureCode.NotFound)]
    public async Task Load_ByWhatIsNoId_SaysWhy(string id, string code)
    {
        await using var room = await Room.OpenAsync();
        var failure = await room.RefusedAsync(code, "handoff_load", $"{{'id':'{id}'}}");
        failure.Path.ShouldBe("/id");
        failure.Hint.ShouldNotBeNull();
    }

    [Fact]
    public async Task Load_ByPrefixOfSomebodysPrivateMemory_IsNotFound()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("memory_save", "{'content':'mine','visibility':'private'}")).Text("memories.0.id");
        await room.RefusedAsync(FailureCode.NotFound, "memory_get", $"{{'id':'{id[..8]}'}}", room.Caller("bob"));
        await room.RefusedAsync(FailureCode.NotFound, "memory_get", $"{{'id':'{id}'}}", room.Caller("bob"));
    }
}
