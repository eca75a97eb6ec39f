using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Recall;
using Baton.Memory.Tests.Support;
using Baton.TestSupport;

namespace Baton.Memory.Tests.Recall;

public sealed class RecallTests
{
    private const string Fact = "The nightly build runs on the large runner because the small one has too little memory";

    private static readonly MemoryCaller Ada = new() { Grant = "g", Principal = "ada", RequestId = "r" };

    [Theory]
    [InlineData("the nightly   BUILD runs on the large runner\r\nbecause the small one has too little memory")]
    [InlineData("> The nightly build runs on the large runner\n> because the small one has too little memory")]
    [InlineData("[[baton:data id=m_1 author=\"x\"]]\nThe nightly build runs on the large runner because the small one has too little memory\n[[/baton:data]]")]
    [InlineData("nightly build runs on the large runner because the small one has too little")]
    public void Recognise_TheSameTextOrAPieceOfIt_IsKnown(string text)
    {
        var ledger = new RecallLedger(new ManualTimeProvider());
        ledger.Note(Ada, "m_1", Fact, excerpts: true);
        ledger.Recognise(Ada, text).ShouldBe("m_1");
    }

    [Theory]
    [InlineData("The nightly build runs on the small runner because the large one has too little memory")]
    [InlineData("The nightly build")]
    [InlineData("As of May: the nightly build runs on the large runner because the small one has too little memory and disk")]
    public void Recognise_OtherText_IsNew(string text)
    {
        var ledger = new RecallLedger(new ManualTimeProvider());
        ledger.Note(Ada, "m_1", Fact, excerpts: true);
        ledger.Recognise(Ada, text).ShouldBeNull();
    }

    [Fact]
    public void Recognise_IsPerCallerAndForgets()
    {
        var clock = new ManualTimeProvider();
        var ledger = new RecallLedger(clock);
        ledger.Note(Ada, "m_1", Fact, excerpts: true);
        ledger.Recognise(Ada with { Principal = "bob" }, Fact).ShouldBeNull();
        clock.Advance(TimeSpan.FromHours(3));
        ledger.Recognise(Ada, Fact).ShouldBeNull();
    }

    [Fact]
    public void Note_MoreThanItHolds_ForgetsTheOldest()
    {
        var ledger = new RecallLedger(new ManualTimeProvider());
        for (var i = 0; i < 500; i++) ledger.Note(Ada, $"m_{i}", $"fact number {i}", excerpts: false);
        ledger.Recognise(Ada, "fact number 0").ShouldBeNull();
        ledger.Recognise(Ada, "fact number 499").ShouldBe("m_499");
    }

    [Fact]
    public void Hash_OfNothing_IsNull()
    {
        RecallText.Hash("  \n> \n").ShouldBeNull();
        RecallText.Hash("A b").ShouldBe(RecallText.Hash(" a\tB "));
    }

    [Fact]
    public async Task Save_RecalledTextOntoItsKeyOrInPlaceOfIt_IsNoDuplicate()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("memory_save", $"{{'content':'{Fact}','key':'k'}}")).Text("memories.0.id");
        await room.DoneAsync("memory_get", "{'key':'k'}");
        await room.RefusedAsync(FailureCode.Duplicate, "memory_save", $"{{'content':'{Fact}'}}");
        (await room.DoneAsync("memory_save", $"{{'content':'{Fact}','key':'k'}}")).Number("memories.0.version").ShouldBe(2);
        await room.DoneAsync("memory_save", $"{{'content':'{Fact}','supersedes':['{id}']}}");
    }

    [Fact]
    public async Task Save_RecalledTextOfADeletedMemory_IsSaved()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", $"{{'content':'{Fact}','key':'k'}}");
        await room.DoneAsync("memory_get", "{'key':'k'}");
        await room.DoneAsync("memory_delete", "{'key':'k'}");
        await room.DoneAsync("memory_save", $"{{'content':'{Fact}'}}");
    }

    [Fact]
    public async Task Save_DecisionOfALoadedHandoff_IsNoDuplicate_ButItsSummaryIs()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'We moved the queue to Kafka last night','decisions':['Kafka keeps events for seven days']}");
        await room.DoneAsync("handoff_load");
        await room.DoneAsync("memory_save", "{'content':'Kafka keeps events for seven days'}");
        await room.RefusedAsync(FailureCode.Duplicate, "memory_save", "{'content':'we moved the queue to kafka last night'}");
    }
}
