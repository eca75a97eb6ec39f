using Baton.Catalog.Pins;

namespace Baton.Catalog.Tests.Pins;

/// <summary>
/// Only white space, case and punctuation pass without review. A sign that makes an address, a path, a pattern or a number another
/// one is no punctuation.
/// </summary>
public sealed class CosmeticChangeTests
{
    [Theory]
    [InlineData("Create a note.", "Create a note")]
    [InlineData("Create a note.", "create a NOTE!")]
    [InlineData("Create a note.", "  Create\ta\r\nnote . ")]
    [InlineData("Create a note, or two.", "Create a note or two")]
    [InlineData("Create a note; or two.", "Create a note: or two.")]
    [InlineData("Say \"yes\".", "Say “yes”.")]
    [InlineData("Say 'yes'.", "Say yes.")]
    [InlineData("It can't be undone.", "It can’t be undone.")]
    [InlineData("A read-only tool.", "A read only tool.")]
    [InlineData("A tool - it reads.", "A tool – it reads.")]
    [InlineData("A tool — it reads.", "A tool, it reads.")]
    [InlineData("Really?", "Really!")]
    [InlineData("Wait…", "Wait.")]
    [InlineData("Ends. Begins.", "Ends; begins.")]
    [InlineData("Kinds: a, b.", "Kinds - a, b.")]
    [InlineData("¿Listo?", "Listo?")]
    [InlineData("文。", "文")]
    [InlineData("ÉCOLE", "école")]
    public void Compare_PunctuationOnly_IsCosmetic(string before, string after)
    {
        Grade(before, after).ShouldBe(DriftGrade.Cosmetic);
        Grade(after, before).ShouldBe(DriftGrade.Cosmetic);
    }

    [Theory]
    // Addresses.
    [InlineData("Posts to https://github.com/evil/io now.", "Posts to https://github.com.evil/io now.")]
    [InlineData("Posts to https://github.com/evil.io now.", "Posts to https://github.com.evil.io now.")]
    [InlineData("Posts to https://a.test/x now.", "Posts to https://a.test@x now.")]
    [InlineData("Posts to https://a.test/x now.", "Posts to https://a.test/x? now.", false)]
    [InlineData("Posts to https://a.test/x?y now.", "Posts to https://a.test/x/y now.")]
    [InlineData("Posts to https://a.test:8080 now.", "Posts to https://a.test/8080 now.")]
    [InlineData("Posts to https://a.test now.", "Posts to //a.test now.")]
    [InlineData("Mail me@a.test.", "Mail me.a.test.")]
    [InlineData("Tag #release.", "Tag release.")]
    // Paths and patterns.
    [InlineData("Reads in /srv/data only.", "Reads in /srv data only.")]
    [InlineData("Reads in /srv only.", "Reads in srv only.")]
    [InlineData("Reads in ./srv only.", "Reads in /srv only.")]
    [InlineData("Reads in ../srv only.", "Reads in ./srv only.")]
    [InlineData("Reads *.md only.", "Reads .md only.")]
    [InlineData("Reads /srv/* only.", "Reads /srv/ only.")]
    [InlineData("Reads /srv/** only.", "Reads /srv/* only.")]
    [InlineData("Reads C:\\temp only.", "Reads C temp only.")]
    [InlineData("Reads .env only.", "Reads env only.")]
    [InlineData("Takes and/or.", "Takes and or.")]
    // Numbers.
    [InlineData("At least -5.", "At least 5.")]
    [InlineData("Up to 1.5.", "Up to 15.")]
    [InlineData("Up to 1.5.", "Up to 1 5.")]
    [InlineData("Up to 1,500.", "Up to 1 500.")]
    [InlineData("Up to 1,500.", "Up to 1.500.")]
    [InlineData("Up to 50%.", "Up to 50.")]
    [InlineData("At 10:30.", "At 10 30.")]
    // Words, symbols and brackets, which were kept before.
    [InlineData("Create a note.", "Create no note.")]
    [InlineData("Create a note.", "Create 2 notes.")]
    [InlineData("Uses $HOME.", "Uses HOME.")]
    [InlineData("Uses ~ here.", "Uses here.")]
    [InlineData("a < b", "a > b")]
    [InlineData("a + b", "a b")]
    [InlineData("Calls save_note.", "Calls save note.")]
    [InlineData("Notes (all).", "Notes all.")]
    [InlineData("A & B", "A B")]
    public void Compare_MoreThanPunctuation_IsTextual(string before, string after, bool isTextual = true)
    {
        Grade(before, after).ShouldBe(isTextual ? DriftGrade.Textual : DriftGrade.Cosmetic);
        Grade(after, before).ShouldBe(isTextual ? DriftGrade.Textual : DriftGrade.Cosmetic);
    }

    [Theory]
    [InlineData("", "Text.", DriftGrade.Textual)]
    [InlineData("Text.", "", DriftGrade.Textual)]
    [InlineData("", " ", DriftGrade.Cosmetic)]
    [InlineData(".", "!", DriftGrade.Cosmetic)]
    public void Compare_TextThatComesOrGoes_IsTextual(string before, string after, DriftGrade grade) => Grade(before, after).ShouldBe(grade);

    // What holds of any two texts: the order does not matter while neither holds what is hostile, and nothing is a change of itself.
    [Fact]
    public void Compare_AnyTwoTexts_IsTheSameBothWays()
    {
        string[] parts = ["a", "b", "1", "2", ".", ",", "-", "/", "*", " ", ":", "'", "?", "@", "é"];
        var random = new Random(11);
        for (var run = 0; run < 2_000; run++)
        {
            var (left, right) = (Any(), Any());
            TextDiff.Compare("d", left, left).ShouldBeNull();
            if (left != right) TextDiff.Compare("d", left, right)!.Grade.ShouldBe(TextDiff.Compare("d", right, left)!.Grade, $"{left} | {right}");
            if (left.Where(char.IsLetterOrDigit).SequenceEqual(right.Where(char.IsLetterOrDigit)) || left == right) continue;
            TextDiff.Compare("d", left, right)!.Grade.ShouldBe(DriftGrade.Textual, $"{left} | {right}");
        }

        string Any() => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => parts[random.Next(parts.Length)]));
    }

    private static DriftGrade Grade(string before, string after) => TextDiff.Compare("description", before, after)!.Grade;
}
