using System.Text;
using Baton.Memory.Tests.Support;
using Baton.Memory.Text;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Text;

/// <summary>Headings that are underlined (CommonMark 0.31 section 4.3; the examples' numbers are the specification's).</summary>
public sealed class SetextHeadingTests
{
    [Theory]
    [InlineData("Foo *bar*\n=========\n\nFoo *bar*\n---------\n", "1 Foo *bar*|2 Foo *bar*")] // 80
    [InlineData("Foo *bar\nbaz*\n====\n", "1 Foo *bar baz*")] // 81
    [InlineData("  Foo *bar\nbaz*\t\n====\n", "1 Foo *bar baz*")] // 82
    [InlineData("Foo\n-------------------------\n\nFoo\n=\n", "2 Foo|1 Foo")] // 83
    [InlineData("   Foo\n---\n\n  Foo\n-----\n\n  Foo\n  ===\n", "2 Foo|2 Foo|1 Foo")] // 84
    [InlineData("    Foo\n    ---\n\n    Foo\n---\n", "")] // 85
    [InlineData("Foo\n   ----      \n", "2 Foo")] // 86
    [InlineData("Foo\n    ---\n", "")] // 87
    [InlineData("Foo\n= =\n\nFoo\n--- -\n", "")] // 88
    [InlineData("Foo  \n-----\n", "2 Foo")] // 89
    [InlineData("Foo\\\n----\n", "2 Foo\\")] // 90
    [InlineData("`Foo\n----\n`\n", "2 `Foo")] // 91
    [InlineData("> Foo\n---\n", "")] // 92
    [InlineData("> foo\nbar\n===\n", "")] // 93
    [InlineData("- Foo\n---\n", "")] // 94
    [InlineData("Foo\nBar\n---\n", "2 Foo Bar")] // 95
    [InlineData("\n====\n", "")] // 97
    [InlineData("---\n---\n", "")] // 98
    [InlineData("- foo\n-----\n", "")] // 99
    [InlineData("    foo\n---\n", "")] // 100
    [InlineData("> foo\n-----\n", "")] // 101
    [InlineData("\\> foo\n------\n", "2 \\> foo")] // 102
    [InlineData("Foo\n\nbar\n---\nbaz\n", "2 bar")] // 103
    [InlineData("Foo\nbar\n\n---\n\nbaz\n", "")] // 104
    [InlineData("Foo\nbar\n* * *\nbaz\n", "")] // 105
    [InlineData("Foo\nbar\n\\---\nbaz\n", "")] // 106
    public void Find_TheSpecificationsExamples_AreWhatItSays(string body, string headings) => Found(body).ShouldBe(headings);

    [Theory]
    [InlineData("Foo\r\n===\r\nbar\r\n", "1 Foo")]
    [InlineData("Foo\n===", "1 Foo")]
    [InlineData("Foo\n=== \t\n", "1 Foo")]
    [InlineData("Über 🎌\n---\n本", "2 Über 🎌")]
    [InlineData("# A\nFoo\n---\n## B", "1 A|2 Foo|2 B")]
    [InlineData("```\nFoo\n---\n```\n", "")]
    [InlineData("~~~\nFoo\n===\n", "")]
    [InlineData("Foo\n```\n===\n```\n", "")]
    [InlineData("Foo\n# Bar\n===\n", "1 Bar")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |\n", "")]
    [InlineData("a | b\n--- | ---\n", "")]
    [InlineData("1. one\n---\n", "")]
    [InlineData("1) one\n===\n", "")]
    [InlineData("+ one\n---\n", "")]
    [InlineData("* one\n===\n", "")]
    [InlineData("in 2024.\n---\n", "2 in 2024.")]
    [InlineData("It was in\n14. place\n---\n", "2 It was in 14. place")]
    [InlineData("It was\n1. place\n---\n", "")]
    [InlineData("text\n-\n", "2 text")]
    [InlineData("text\n- item\n---\n", "")]
    [InlineData("text\n***\n===\n", "")]
    [InlineData("-5 degrees\n---\n", "2 -5 degrees")]
    [InlineData("*bold* words\n---\n", "2 *bold* words")]
    [InlineData("<div>\n---\n", "")]
    [InlineData("- one\n\nFoo\n---\n", "2 Foo")]
    [InlineData("- one\nlazy\n---\n", "")]
    [InlineData("---\ntitle: x\ndate: y\n---\n# A\n", "1 A")]
    [InlineData("intro\n\n---\n\nFoo\n---\n", "2 Foo")]
    [InlineData("Foo\n \t \nBar\n===\n", "1 Bar")]
    [InlineData("Foo\n    more\n===\n", "1 Foo more")]
    [InlineData("=\n", "")]
    [InlineData("===\n===\n", "1 ===")]
    [InlineData("-\n", "")]
    public void Find_LinesAroundUnderlines_AreHeadingsOnlyBelowAParagraph(string body, string headings) => Found(body).ShouldBe(headings);

    [Theory]
    [InlineData("one", "One\n===\na\n\nTwo\n---\nb\n\n### Deep\nc\n\n")]
    [InlineData("two", "Two\n---\nb\n\n### Deep\nc\n\n")]
    [InlineData("deep", "### Deep\nc\n\n")]
    [InlineData("three of several lines", "Three\nof several\nlines\n===\nd\n")]
    [InlineData("# Two", "Two\n---\nb\n\n### Deep\nc\n\n")]
    public async Task Load_ASection_GivesItsHeadingsLinesToItsEnd(string section, string body)
    {
        await using var room = await Room.OpenAsync();
        await room.HandoffAsync(new { summary = "s", key = "k", body = "One\n===\na\n\nTwo\n---\nb\n\n### Deep\nc\n\nThree\nof several\nlines\n===\nd\n" });
        (await room.SentAsync("handoff_load", new { key = "k", section })).Text("handoff.body").ShouldBe(body);
    }

    [Fact]
    public async Task Load_WithoutThatSection_ListsTheOthersShortened()
    {
        await using var room = await Room.OpenAsync();
        await room.HandoffAsync(new { summary = "s", key = "k", body = $"One\n===\n\n{new string('x', 300)}\n---\n" });
        var hint = (await room.UnsentAsync("not_found", "handoff_load", new { key = "k", section = "nine" })).Hint.ShouldNotBeNull();
        hint.ShouldStartWith("Sections: 'One', 'xxxx");
        hint.Length.ShouldBeLessThan(120);
    }

    /// <summary>Of any lines: what is found are headings of the body in their order, none within another's lines, each running to the next of its level.</summary>
    [Fact]
    public void Find_AnyLines_AreInOrderAndNested()
        => Prop.ForAll(Gen.Elements("a", "b c", "---", "===", "# d", "", "- e", "> f", "```", "    g", "  ---", "é\r", "***").ListOf().ToArbitrary(), lines =>
        {
            var body = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
            var found = BodySections.Find(body);
            for (var i = 0; i < found.Count; i++)
            {
                var section = found[i];
                section.Heading.ShouldNotBeNullOrWhiteSpace();
                section.Heading.ShouldNotContain('\n');
                (section.Start == 0 || body[section.Start - 1] == '\n').ShouldBeTrue();
                section.Start.ShouldBeLessThan(section.End);
                var next = found.Skip(i + 1).FirstOrDefault(other => other.Level <= section.Level);
                section.End.ShouldBe(next.Heading is null ? body.Length : next.Start);
                if (i > 0) section.Start.ShouldBeGreaterThan(found[i - 1].Start);
            }
        }).Check(Repeatable.Config.WithMaxTest(300));

    private static string Found(string body)
        => string.Join('|', BodySections.Find(Encoding.UTF8.GetBytes(body)).Select(section => $"{section.Level} {section.Heading}"));
}
