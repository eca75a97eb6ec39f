using System.Text;
using Baton.Memory.Tests.Support;
using Baton.Memory.Text;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Text;

/// <summary>Headings as CommonMark 4.2 has them (ATX headings), and the sections between them.</summary>
public sealed class HeadingTests
{
    [Theory]
    [InlineData("# C#", "C#")]
    [InlineData("# F# and C#", "F# and C#")]
    [InlineData("# issue #12", "issue #12")]
    [InlineData("# foo#", "foo#")]
    [InlineData("# foo ##", "foo")]
    [InlineData("## foo ##############", "foo")]
    [InlineData("### foo ###     ", "foo")]
    [InlineData("### foo ### b", "foo ### b")]
    [InlineData("# foo\t#", "foo")]
    [InlineData(" ### foo", "foo")]
    [InlineData("  ## foo", "foo")]
    [InlineData("   # foo", "foo")]
    [InlineData("#                  foo                     ", "foo")]
    public void Find_AHeading_HasItsWholeTextAndNoMarks(string line, string heading)
        => BodySections.Find(Encoding.UTF8.GetBytes(line + "\n")).Select(section => section.Heading).ShouldBe([heading]);

    [Theory]
    [InlineData("    # foo")]
    [InlineData("#hashtag")]
    [InlineData("#5 bolt")]
    [InlineData("####### foo")]
    [InlineData("\\## foo")]
    [InlineData("## ##")]
    [InlineData("### ###")]
    [InlineData("\t# foo")]
    [InlineData("text # foo")]
    public void Find_WhatOnlyLooksLikeAHeading_IsNone(string line) => BodySections.Find(Encoding.UTF8.GetBytes(line + "\n")).ShouldBeEmpty();

    [Fact]
    public async Task Load_ASectionWhoseNameEndsInAHash_IsFoundByIt()
    {
        await using var room = await Room.OpenAsync();
        await room.SentAsync("handoff_save", new { summary = "s", key = "k", body = "# C\nplain\n# C#\nsharp\n  # Objective-C\nbrackets\n" });
        (await room.SentAsync("handoff_load", new { key = "k", section = "C#" })).Text("handoff.body").ShouldBe("# C#\nsharp\n");
        (await room.SentAsync("handoff_load", new { key = "k", section = "c" })).Text("handoff.body").ShouldBe("# C\nplain\n");
        (await room.SentAsync("handoff_load", new { key = "k", section = "objective" })).Text("handoff.body").ShouldBe("  # Objective-C\nbrackets\n");
        (await room.UnsentAsync("not_found", "handoff_load", new { key = "k", section = "D" })).Hint.ShouldBe("Sections: 'C', 'C#', 'Objective-C'.");
    }

    /// <summary>Of any lines: each section begins at its heading, ends at the next of its level or above, and holds the deeper ones whole.</summary>
    [Fact]
    public void Find_AnyLines_AreWhatAWalkOverThemFinds()
        => Prop.ForAll(Gen.Elements("# a", "## b", "### c", "text", "```", "~~~~", "~~~", "  # d", "", "日本").ListOf().ToArbitrary(), lines =>
        {
            var body = string.Concat(lines.Select(line => line + "\n"));
            var found = BodySections.Find(Encoding.UTF8.GetBytes(body));
            found.Select(section => (section.Heading, section.Start, section.End)).ShouldBe(Walk([.. lines]));
        }).Check(Repeatable.Config.WithMaxTest(300));

    private static List<(string Heading, int Start, int End)> Walk(string[] lines)
    {
        var starts = new List<(string Heading, int Level, int Start)>();
        string? fence = null;
        var at = 0;
        foreach (var line in lines)
        {
            if (fence is not null)
            {
                if (line.Length >= fence.Length && line.StartsWith(fence, StringComparison.Ordinal)) fence = null;
            }
            else if (line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal))
            {
                fence = line;
            }
            else if (line.Contains('#', StringComparison.Ordinal))
            {
                starts.Add((line[^1..], line.Count(letter => letter == '#'), at));
            }
            at += Encoding.UTF8.GetByteCount(line) + 1;
        }
        return [.. starts.Select((one, place) =>
        {
            var next = starts.Skip(place + 1).Where(other => other.Level <= one.Level).Select(other => (int?)other.Start).FirstOrDefault();
            return (one.Heading, one.Start, next ?? at);
        })];
    }
}
