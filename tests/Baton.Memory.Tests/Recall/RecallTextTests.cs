using Baton.Memory.Callers;
using Baton.Memory.Recall;
using Baton.Memory.Tests.Support;
using Baton.TestSupport;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Recall;

/// <summary>The form in which a text that comes back is compared with what was shown: what a client adds to a quotation does not make it new.</summary>
public sealed class RecallTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\r\n ", "")]
    [InlineData("The Port", "the port")]
    [InlineData("  the   port \n is\t4700 ", "the port is 4700")]
    [InlineData("the\u00A0port\u2003is", "the port is")]
    [InlineData("the\u0000port", "the port")]
    [InlineData("> the port", "the port")]
    [InlineData("> > the port\n> is 4700", "the port is 4700")]
    [InlineData("| the port\n|is 4700", "the port is 4700")]
    [InlineData("a > b | c", "a > b | c")]
    [InlineData("[[baton:data id=m_1 author=\"ada\"]]\nthe port\n[[/baton:data]]", "the port")]
    [InlineData("  > [[baton:data id=m_1]]\n  > the port\n  > [[/baton:data]]", "the port")]
    [InlineData("the [[baton:data]] port", "the [[baton:data]] port")]
    [InlineData("ÄÖÜ Straße", "äöü straße")]
    [InlineData("İstanbul", "i̇stanbul")]
    [InlineData("日本 語", "日本 語")]
    [InlineData("🎌 Flag", "🎌 flag")]
    [InlineData("one\rtwo\u2028three", "one two three")]
    public void Normalise_AText_IsItsWordsInSmallLetters(string text, string normal)
        => RecallText.Normalise(text).Normalize().ShouldBe(normal.Replace("i̇", "İ".ToLowerInvariant(), StringComparison.Ordinal).Normalize());

    [Fact]
    public void Normalise_OfItsOwnResult_ChangesNothing()
        => Prop.ForAll(Gen.Elements("The", " ", "\n", "> ", "| ", "x", "\t", "É", "🎌", "[[baton:data", "]]").ListOf().Select(parts => string.Concat(parts)).ToArbitrary(), text =>
        {
            var once = RecallText.Normalise(text);
            if (once.StartsWith('>') || once.StartsWith('|') || once.StartsWith("[[baton:data", StringComparison.Ordinal)) return;
            RecallText.Normalise(once).ShouldBe(once);
            once.ShouldNotContain("  ");
            once.Trim().ShouldBe(once);
        }).Check(Repeatable.Config.WithMaxTest(300));

    [Theory]
    [InlineData("The port is 4700", "  the PORT\nis 4700", true)]
    [InlineData("The port is 4700", "> The port is 4700", true)]
    [InlineData("The port is 4700", "The port is 4701", false)]
    [InlineData("The port is 4700", "The port is 4700.", false)]
    [InlineData("", "  ", true)]
    public void Hash_OfTwoTexts_IsTheSameWhereTheirWordsAre(string one, string other, bool same)
        => (RecallText.Hash(one) == RecallText.Hash(other)).ShouldBe(same);

    [Fact]
    public void Hash_OfAText_IsTheSha256OfItsWordsInHex()
        => RecallText.Hash(" ABC ").ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    [Theory]
    [InlineData("", 0)]
    [InlineData("one two three", 0)]
    [InlineData("one two three four", 1)]
    [InlineData("one two three four five", 2)]
    [InlineData("a a a a a a", 1)]
    [InlineData("a b a b a b", 2)]
    public void Shingles_OfWords_AreTheRunsOfFour(string text, int count) => RecallText.Shingles(text, 4).Count.ShouldBe(count);

    [Fact]
    public void Shingles_OfARunInsideAnother_AreAmongThose()
        => RecallText.Shingles("two three four five six", 4).ShouldBeSubsetOf(RecallText.Shingles("one two three four five six seven", 4));

    [Theory]
    [InlineData("ab cd ef gh", "a bcd ef gh")]
    [InlineData("ab cd ef gh", "ab cde f gh")]
    [InlineData("ab cd ef gh", "gh ef cd ab")]
    public void Shingles_OfOtherWords_AreOthers(string one, string other)
        => RecallText.Shingles(one, 4).Overlaps(RecallText.Shingles(other, 4)).ShouldBeFalse();

    /// <summary>By what was shown to whom: the grant as it is known for good, and the principal.</summary>
    [Theory]
    [InlineData("ci", "x1", "ada", true)]
    [InlineData("renamed", "x1", "ada", true)]
    [InlineData("ci", "x2", "ada", false)]
    [InlineData("ci", null, "ada", false)]
    [InlineData("x1", null, "ada", true)]
    [InlineData("ci", "x1", "eve", false)]
    public void Recognise_ByAnother_KnowsOnlyWhatThatOneWasShown(string grant, string? id, string principal, bool known)
    {
        var ledger = new RecallLedger(new ManualTimeProvider());
        ledger.Note(new MemoryCaller { Grant = "ci", GrantId = "x1", Principal = "ada", RequestId = "r" }, "m_1", "the port is 4700", excerpts: true);
        ledger.Recognise(new MemoryCaller { Grant = grant, GrantId = id, Principal = principal, RequestId = "r2" }, "the port is 4700").ShouldBe(known ? "m_1" : null);
    }

    [Theory]
    [InlineData("memory_get", "{'key':'k'}")]
    [InlineData("memory_search", "{'query':'gearbox tractor'}")]
    [InlineData("session_start", "{}")]
    public async Task Save_OfWhatAnyReadShowed_IsRefusedWithTheIdAndWhatToDo(string tool, string json)
    {
        await using var room = await Room.OpenAsync();
        var id = await room.MemoryAsync(new { content = "the gearbox of the tractor was full of sand", key = "k", pinned = true }, room.Caller("bob", "other"));
        await room.DoneAsync(tool, json);
        var failure = await room.UnsentAsync("duplicate", "memory_save", new { content = "> The gearbox of the tractor\n> was full of sand" });
        (failure.Message, failure.Path, failure.Hint).ShouldBe(($"This text was just recalled from {id}; it is there already.", "/content", "Nothing needs saving. To change it use memory_update; to replace it save with supersedes."));
        failure.DetailsJson.ShouldBe($"{{\"id\":\"{id}\"}}");
    }

    [Theory]
    [InlineData("memory_save", "{'content':'the gearbox of the tractor was full of sand','key':'k2'}", true)]
    [InlineData("memory_save", "{'memories':[{'content':'other words entirely'},{'content':'the gearbox of the tractor was full of sand'}]}", true)]
    [InlineData("memory_save", "{'content':'the gearbox of the tractor was full of sand','key':'k'}", false)]
    [InlineData("memory_update", "{'key':'k','content':'the gearbox of the tractor was full of sand'}", false)]
    [InlineData("handoff_save", "{'summary':'the gearbox of the tractor was full of sand'}", false)]
    [InlineData("task_save", "{'title':'the gearbox of the tractor was full of sand'}", false)]
    [InlineData("notify", "{'to':'bob','message':'the gearbox of the tractor was full of sand'}", false)]
    public async Task Write_OfWhatWasJustShown_IsRefusedOnlyAsANewMemory(string tool, string json, bool refused)
    {
        await using var room = await Room.OpenAsync();
        await room.MemoryAsync(new { content = "the gearbox of the tractor was full of sand", key = "k" }, room.Caller("bob", "other"));
        await room.DoneAsync("memory_get", "{'key':'k'}");
        (await room.CallAsync(tool, json)).Failure?.Code.ShouldBe(refused ? "duplicate" : null);
        (await room.DoneAsync("status")).Number("usage.memory").ShouldBe(1);
    }

    [Fact]
    public async Task Close_WithWhatWasJustShownAmongWhatWasLearned_LeavesThatOutAndSaysSo()
    {
        await using var room = await Room.OpenAsync();
        var id = await room.MemoryAsync(new { content = "the gearbox of the tractor was full of sand", key = "k" }, room.Caller("bob", "other"));
        await room.DoneAsync("memory_get", "{'key':'k'}");
        var closed = await room.SendAsync("session_close", new { summary = "s", learned = new object[] { "the gearbox of the tractor was full of sand", "a new thing" } });
        closed.Content.At("memories").GetArrayLength().ShouldBe(1);
        closed.Content.Texts("warnings").ShouldContain($"/learned/0: This text was just recalled from {id}; it is there already.");
    }
}
