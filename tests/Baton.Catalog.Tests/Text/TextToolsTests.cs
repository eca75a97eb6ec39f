using System.Text;
using Baton.Catalog.Text;

namespace Baton.Catalog.Tests.Text;

/// <summary>How names and descriptions are taken apart, and what in them a reviewer does not see.</summary>
public sealed class TextToolsTests
{
    [Theory]
    [InlineData("delete_note", "delete note")]
    [InlineData("deleteNote", "delete note")]
    [InlineData("DeleteNote", "delete note")]
    [InlineData("DROP-TABLE", "drop table")]
    [InlineData("getHTMLPage", "get html page")]
    [InlineData("github/list.issues", "github list issues")]
    [InlineData("d1_database_delete", "d1 database delete")]
    [InlineData("__get__note__", "get note")]
    [InlineData("getURL", "get url")]
    [InlineData("löscheÄpfel", "lösche äpfel")]
    [InlineData("a", "a")]
    [InlineData("___", "___")]
    [InlineData("", "")]
    public void NameTokens_Name_IsTakenApart(string name, string words) => string.Join(' ', NameTokens.Of(name)).ShouldBe(words);

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u200D")]
    [InlineData("\u202E")]
    [InlineData("\u2066")]
    [InlineData("\uFEFF")]
    [InlineData("\u00AD")]
    [InlineData("\u0000")]
    [InlineData("\u001B")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\uE000")]
    [InlineData("\uFFFD")]
    [InlineData("\u3164")]
    [InlineData("\u2800")]
    [InlineData("\uFE00")]
    [InlineData("\U000E0041")]
    [InlineData("\U000E0100")]
    [InlineData("\uD800")]
    public void Hidden_CharacterThatIsNotSeen_IsFoundAndShown(string hidden)
    {
        Hidden.Any($"a{hidden}b").ShouldBeTrue();
        Printable.Of($"a{hidden}b").ShouldStartWith("a⟨U+");
        Hidden.Any(Printable.Of($"a{hidden}b")).ShouldBeFalse();
        Hidden.List($"{hidden}a{hidden}").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("plain text, with\nlines\tand\r\ntabs")]
    [InlineData("é ü 中文 العربية")]
    [InlineData("❤\uFE0F 😀")]
    [InlineData("")]
    public void Hidden_OrdinaryText_IsNone(string text)
    {
        Hidden.Any(text).ShouldBeFalse();
        Printable.Of(text).ShouldBe(text);
        Hidden.List(text).ShouldBeEmpty();
    }

    [Fact]
    public void Hidden_List_NamesEightKindsAtMost()
        => Hidden.List(string.Concat(Enumerable.Range(0x200B, 5).Concat(Enumerable.Range(0x2060, 10)).Select(point => new Rune(point).ToString()))).Count.ShouldBe(8);

    [Theory]
    [InlineData("get_note", "getnote")]
    [InlineData("get_note", "get-note")]
    [InlineData("get_note", "GET_NOTE")]
    [InlineData("get_note", "get_n0te")]
    [InlineData("get_note", "gеt_nоtе")]
    [InlineData("get_note", "ｇｅｔ_note")]
    [InlineData("get_note", "get\u200B_note")]
    [InlineData("list_files", "1ist_files")]
    [InlineData("list_files", "Iist_files")]
    [InlineData("modern", "modem")]
    [InlineData("view", "vievv")]
    [InlineData("pass", "pa55")]
    public void Look_TwinNames_AreAlike(string name, string twin) => Confusables.Look(twin).ShouldBe(Confusables.Look(name));

    [Theory]
    [InlineData("get_note", "get_notes")]
    [InlineData("get_note", "set_note")]
    [InlineData("get_note", "note_get")]
    [InlineData("read", "write")]
    [InlineData("中", "文")]
    [InlineData("😀", "😁")]
    public void Look_OtherNames_AreNot(string name, string other) => Confusables.Look(other).ShouldNotBe(Confusables.Look(name));

    [Theory]
    [InlineData("gеt", true)]
    [InlineData("gεt", false)]
    [InlineData("gοt", true)]
    [InlineData("ｇet", true)]
    [InlineData("привет", false)]
    [InlineData("get", false)]
    [InlineData("получить_note", true)]
    public void IsMixed_LatinWithItsLookAlikes_IsMarked(string name, bool mixed) => Confusables.IsMixed(name).ShouldBe(mixed);

    [Theory]
    [InlineData("This deletes the note.", "deletes the", true)]
    [InlineData("This DELETES THE note.", "deletes the", true)]
    [InlineData("This undeletes the note.", "deletes the", false)]
    [InlineData("This deletes them.", "deletes the", false)]
    [InlineData("It never deletes the note.", "deletes the", false)]
    [InlineData("This does not overwrite files.", "overwrite", false)]
    [InlineData("It doesn't overwrite. Then it may overwrite.", "overwrite", true)]
    [InlineData("overwrite", "overwrite", true)]
    [InlineData("", "overwrite", false)]
    public void Phrases_Contains_WholeWordsThatAreNotDenied(string sentence, string phrase, bool expected) => Phrases.Contains(sentence, phrase).ShouldBe(expected);

    [Theory]
    [InlineData("One. Two! Three? Four.", "One.|Two!|Three?")]
    [InlineData("One e.g. two", "One e.g.|two")]
    [InlineData("One\n- a\n- b", "One|a|b")]
    [InlineData("**Bold** `code` <b>tag</b>", "Bold   code   tag")]
    [InlineData("Notes | Create a note.", "Create a note.")]
    [InlineData("  ", "")]
    [InlineData(null, "")]
    public void Prose_Sentences_AreTheFirstThree(string? text, string sentences)
        => string.Join('|', Prose.Sentences(text).Select(sentence => sentence.Trim())).ShouldBe(sentences);

    [Fact]
    public void Prose_LongText_IsReadInPart()
        => Prose.Sentences(new string('a', 1_300) + ". Deletes everything.").ShouldHaveSingleItem().Length.ShouldBe(1_200);

    [Theory]
    [InlineData("Create a note: (title, body)", "create a note : ( title , body )")]
    [InlineData("It's a re-run of my_tool", "it's a re-run of my_tool")]
    [InlineData("trailing- 'quoted'", "trailing quoted")]
    public void Prose_Words_KeepWhatJoinsThem(string sentence, string words) => string.Join(' ', Prose.Words(sentence)).ShouldBe(words);
}
