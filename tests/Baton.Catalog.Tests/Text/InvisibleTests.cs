using System.Text;
using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;
using Baton.Catalog.Signals;
using Baton.Catalog.Text;
using Baton.TestSupport;

namespace Baton.Catalog.Tests.Text;

/// <summary>Every character that Unicode has readers ignore by default, and what people do see.</summary>
public sealed class InvisibleTests
{
    private const int EmojiSelector = 0xFE0F;

    [Fact]
    public void Is_EveryIgnorableCharacter_IsHidden()
    {
        var missed = UnicodeTables.DefaultIgnorable.Where(point => point != EmojiSelector).Where(point => !Hidden.Is(new Rune(point)));
        missed.Select(point => $"U+{point:X4}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0x20)]
    [InlineData(0xA0)]
    [InlineData(0x3000)]
    [InlineData(0x301)]
    [InlineData(0x200A)]
    [InlineData(0xFE0F)]
    [InlineData(0x1F600)]
    [InlineData(0x180A)]
    [InlineData(0x1161)]
    [InlineData(0x3163)]
    [InlineData(0x41)]
    public void Is_WhatIsSeenOrIsPlainSpace_IsNotHidden(int point) => Hidden.Is(new Rune(point)).ShouldBeFalse();

    [Theory]
    [InlineData("\u034F")]
    [InlineData("\u17B5")]
    [InlineData("\u180B")]
    [InlineData("\u2065")]
    [InlineData("\U000E0001")]
    public void Classify_NameThatHidesACharacter_IsMarkedAndCritical(string hidden)
    {
        var verdict = Tools.Judge($"get{hidden}_note", "Get a note");
        verdict.Has(SignalKind.HiddenText).ShouldBeTrue();
        verdict.Severity.ShouldBe(Catalog.Classification.ToolSeverity.Critical);
        Confusables.Look($"get{hidden}_note").ShouldBe(Confusables.Look("get_note"));
    }

    [Theory]
    [InlineData("\u034F")]
    [InlineData("\u180E")]
    [InlineData("\u200D")]
    public void Compare_CharacterPutIntoADescription_IsHostile(string hidden)
    {
        var tool = Tools.Of("get_note", "Get a note");
        var drift = DefinitionDiff.Compare([tool], [tool with { Description = $"Get a{hidden} note" }]).ShouldHaveSingleItem();
        (drift.Grade, drift.Changes[0].Meaning).ShouldBe((DriftGrade.Hostile, "characters that are not seen were put in"));
    }

    [Fact]
    public void Compare_LongTextCutInsideAnEmoji_ShowsNoHalfOfIt()
    {
        var before = new DeclaredTool("get_note", Description: new string('x', 399) + "😀😀 end");
        var change = DefinitionDiff.Compare([before], [before with { Description = new string('y', 399) + "😀😀 end" }]).ShouldHaveSingleItem().Changes.Single(found => found.Where == "description");
        change.Before.ShouldBe(new string('x', 399) + "…");
        change.After.ShouldBe(new string('y', 399) + "…");
    }

    [Fact]
    public void Quote_LongNameCutInsideAnEmoji_ShowsNoHalfOfIt()
    {
        var verdict = Tools.Judge("get_note", "Get a note", $"{new string('a', 115)}_url😀😀!");
        var signal = verdict.Signals.Single(found => found.Kind == SignalKind.Url);
        signal.Quote.ShouldBe($"{new string('a', 115)}_url…");
    }

    [Theory]
    [InlineData("plain", 3, "pla")]
    [InlineData("plain", 5, "plain")]
    [InlineData("plain", 9, "plain")]
    [InlineData("a😀b", 1, "a")]
    [InlineData("a😀b", 2, "a")]
    [InlineData("a😀b", 3, "a😀")]
    [InlineData("😀", 1, "")]
    [InlineData("", 4, "")]
    public void Start_Text_IsCutBetweenCharacters(string text, int most, string start) => Printable.Start(text, most).ShouldBe(start);
}
