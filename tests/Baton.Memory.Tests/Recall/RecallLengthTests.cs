using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Recall;
using Baton.Memory.Tests.Support;
using Baton.TestSupport;

namespace Baton.Memory.Tests.Recall;

/// <summary>From twelve characters on a text that comes back is recognised; spacing, case and quotation do not count.</summary>
public sealed class RecallLengthTests
{
    private static readonly MemoryCaller Ada = new() { Grant = "g", Principal = "ada", RequestId = "r" };

    [Theory]
    [InlineData("port is 543", false)]
    [InlineData("port is 5432", true)]
    [InlineData("port is 54321", true)]
    [InlineData("port   is    543", false)]
    [InlineData("> port is 543", false)]
    [InlineData("  PORT is 5432  ", true)]
    [InlineData("日本語日本語日本語日本", false)]
    [InlineData("日本語日本語日本語日本語", true)]
    public void Recognise_TextOfThatLength_IsKnownFromTwelveCharactersOn(string text, bool known)
    {
        var ledger = new RecallLedger(new ManualTimeProvider());
        ledger.Note(Ada, "m_1", text, excerpts: true);
        ledger.Recognise(Ada, text).ShouldBe(known ? "m_1" : null);
    }

    [Theory]
    [InlineData("port is 543", false)]
    [InlineData("port is 5432", true)]
    [InlineData("port is 54321", true)]
    public async Task Save_TextJustShown_IsRefusedFromTwelveCharactersOn(string text, bool refused)
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", $"{{'content':'{text}','key':'k'}}");
        await room.DoneAsync("memory_get", "{'key':'k'}");
        if (refused) await room.RefusedAsync(FailureCode.Duplicate, "memory_save", $"{{'content':'{text}'}}");
        else await room.DoneAsync("memory_save", $"{{'content':'{text}'}}");
    }

    /// <summary>A part is known by nine words in a row: six runs of four.</summary>
    [Theory]
    [InlineData("two three four five six seven eight nine", false)]
    [InlineData("two three four five six seven eight nine ten", true)]
    [InlineData("two three four five six seven eight nine twelve", false)]
    public void Recognise_PartOfAText_NeedsNineWordsInARow(string part, bool known)
    {
        var ledger = new RecallLedger(new ManualTimeProvider());
        ledger.Note(Ada, "m_1", "one two three four five six seven eight nine ten eleven", excerpts: true);
        ledger.Note(Ada, "m_2", "uno two three four five six seven eight nine ten once", excerpts: false);
        ledger.Recognise(Ada, part).ShouldBe(known ? "m_1" : null);
    }

    [Fact]
    public void Recognise_AtTheEndOfTwoHours_IsStillKnownAndNotAfter()
    {
        var clock = new ManualTimeProvider();
        var ledger = new RecallLedger(clock);
        ledger.Note(Ada, "m_1", "port is 5432", excerpts: true);
        clock.Advance(TimeSpan.FromHours(2));
        ledger.Recognise(Ada, "port is 5432").ShouldBe("m_1");
        clock.Advance(TimeSpan.FromMilliseconds(1));
        ledger.Recognise(Ada, "port is 5432").ShouldBeNull();
    }
}
