using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;
using Baton.Catalog.Signals;
using Baton.Catalog.Text;

namespace Baton.Catalog.Tests.Text;

/// <summary>Names that a person cannot tell from another, by Unicode's UTS 39 and by compatibility (NFKC).</summary>
public sealed class ConfusableTests
{
    [Theory]
    // Cyrillic.
    [InlineData("save", "sаve")]
    [InlineData("save", "ѕаvе")]
    [InlineData("list", "Ӏist")]
    [InlineData("copy", "сору")]
    [InlineData("view", "ѵiew")]
    [InlineData("verify", "verifү")]
    [InlineData("Merge", "Мerge")]
    // Greek.
    [InlineData("copy", "cοpy")]
    [InlineData("copy", "copγ")]
    [InlineData("copy", "cσpy")]
    [InlineData("Kill", "Κill")]
    // Armenian, Cherokee, phonetic.
    [InlineData("open", "օpen")]
    [InlineData("run", "rսn")]
    [InlineData("run", "ruո")]
    [InlineData("push", "pusհ")]
    [InlineData("get", "ցet")]
    [InlineData("Delete", "Ꭰelete")]
    [InlineData("Apply", "Ꭺpply")]
    [InlineData("Move", "Ꮇove")]
    [InlineData("get", "ɡet")]
    [InlineData("save", "sɑve")]
    [InlineData("list", "lıst")]
    // Forms that are compatible with a Latin letter.
    [InlineData("save", "ｓave")]
    [InlineData("save", "𝐬ave")]
    [InlineData("save", "𝓼𝓪𝓿𝓮")]
    [InlineData("save", "𝚜ave")]
    [InlineData("save", "ⓢave")]
    [InlineData("save", "savₑ")]
    [InlineData("file", "ﬁle")]
    [InlineData("list", "ⅼist")]
    // Digits, runs, separators and case.
    [InlineData("list_notes", "1ist_notes")]
    [InlineData("list_notes", "list_n0tes")]
    [InlineData("list_notes", "LIST-NOTES")]
    [InlineData("list_notes", "list.notes")]
    [InlineData("list_notes", "listnotes")]
    [InlineData("modem", "modern")]
    public void Look_TwinOfAnyScript_IsAlike(string name, string twin) => Confusables.Look(twin).ShouldBe(Confusables.Look(name));

    [Theory]
    [InlineData("sаve", true)]
    [InlineData("cσpy", true)]
    [InlineData("օpen", true)]
    [InlineData("Ꭰelete", true)]
    [InlineData("sɑve", true)]
    [InlineData("lıst", true)]
    [InlineData("𝐬ave", true)]
    [InlineData("ｓave", true)]
    [InlineData("ⓢave", true)]
    [InlineData("savₑ", true)]
    [InlineData("ⅼist", true)]
    // Honest names in other writings, and letters with marks.
    [InlineData("save", false)]
    [InlineData("größe", false)]
    [InlineData("café_list", false)]
    [InlineData("naïve", false)]
    [InlineData("łódź", false)]
    [InlineData("сохранить", false)]
    [InlineData("αποθήκευση", false)]
    [InlineData("保存", false)]
    [InlineData("get_天気", false)]
    [InlineData("get_날씨", false)]
    [InlineData("emoji_😀", false)]
    [InlineData("x²", false)]
    [InlineData("", false)]
    public void IsMixed_NameOfTwoWritings_IsMarkedWhereOneLooksLikeTheOther(string name, bool mixed)
    {
        Confusables.IsMixed(name).ShouldBe(mixed);
        var isSignalled = Tools.Judge(name.Length == 0 ? "x" : name, "Does a thing.").Signals.Any(signal => signal.Kind == SignalKind.HiddenText);
        isSignalled.ShouldBe(mixed);
    }

    [Theory]
    [InlineData("𝐝elete_note")]
    [InlineData("dеlete_note")]
    [InlineData("delete_noтe")]
    [InlineData("de1ete_note")]
    [InlineData("delete_ոote")]
    [InlineData("delete\u200B_note")]
    public void Compare_NewToolThatLooksLikeAnApprovedOne_IsHostile(string twin)
    {
        var pinned = Tools.Of("delete_note", "Delete a note.", "id!");
        var drift = DefinitionDiff.Compare([pinned], [pinned, Tools.Of(twin, "Delete a note for good.", "id!", "extra")]).ShouldHaveSingleItem();
        (drift.Kind, drift.Grade).ShouldBe((DriftKind.Added, DriftGrade.Hostile));
        drift.Changes.Single(change => change.Meaning == "the name looks like that of another tool").Before.ShouldBe("delete_note");
    }

    [Fact]
    public void Look_EveryAsciiName_IsItsLettersInSmall()
    {
        foreach (var name in new[] { "get_note", "searchIssues", "d2_deploy", "a.b/c-d e" })
        {
            Confusables.IsMixed(name).ShouldBeFalse();
            Confusables.Look(name).ShouldBe(Confusables.Look(name.ToUpperInvariant()));
            Confusables.Look(Confusables.Look(name)).ShouldBe(Confusables.Look(name));
        }
    }
}
