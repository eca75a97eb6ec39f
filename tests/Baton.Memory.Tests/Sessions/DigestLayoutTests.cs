using System.Text;
using Baton.Memory.Sessions;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Sessions;

/// <summary>How a digest's budget is shared, by itself: never more than it may, every section its own part, and every line that is left out counted.</summary>
public sealed class DigestLayoutTests
{
    [Fact]
    public void Write_AnySectionsAndBudget_StaysWithinItAndCountsTheRest()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var sections = Enumerable.Range(0, 6).Select(number => Section($"s{number}", random.Next(5, 20), random.Next(0, 25), random.Next(1, 120), random)).ToList();
            var beneath = Section("under", 10, 0, 0, random);
            foreach (var line in sections[0].Lines.Take(8)) beneath.Lines.Add(new DigestLine("  under " + new string('u', random.Next(1, 60)), line));
            sections.Insert(1, beneath);
            var bytes = random.Next(0, 6000);

            var text = new DigestLayout([.. sections]).Write(beneath, bytes);

            Encoding.UTF8.GetByteCount(text).ShouldBeLessThanOrEqualTo(Math.Max(bytes, 90), $"seed {seed}");
            foreach (var section in sections)
            {
                var shown = section.Lines.Count(line => line.IsShown);
                (section.Bytes > 0).ShouldBe(shown > 0, $"seed {seed}");
                foreach (var line in section.Lines.Where(line => line.IsShown)) text.ShouldContain(line.Text);
                section.Lines.Where(line => line.IsShown && line.Under is { IsShown: false }).ShouldBeEmpty($"seed {seed}");
            }
            var sum = sections.Sum(section => section.Omitted);
            if (text.Contains("more not shown", StringComparison.Ordinal)) Mentioned(text).ShouldBe(sum, $"seed {seed}");
            else sum.ShouldBe(0, $"seed {seed}");
        }).Check(Repeatable.Config.WithMaxTest(200));

    [Fact]
    public void Write_ASectionThatCouldTakeAll_LeavesTheOthersTheirPart()
    {
        var random = new Random(1);
        var (greedy, modest) = (Section("greedy", 50, 100, 90, random), Section("modest", 30, 1, 90, random));
        new DigestLayout([greedy, modest]).Write(Section("none", 0, 0, 0, random), 1000);
        modest.Lines.Count(line => line.IsShown).ShouldBe(1);
        greedy.Lines.Count(line => line.IsShown).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Write_WhereOthersHaveNothing_UsesTheirRoom()
    {
        var random = new Random(1);
        var only = Section("only", 10, 9, 90, random);
        var text = new DigestLayout([only, Section("empty", 90, 0, 0, random)]).Write(Section("none", 0, 0, 0, random), 1200);
        only.Lines.ShouldAllBe(line => line.IsShown);
        text.ShouldNotContain("more not shown");
    }

    [Fact]
    public void Write_LinesUnderAnother_FollowIt()
    {
        var first = new DigestSection("first", "First:", 50, "rest");
        var under = new DigestSection("under", "", 50, "rest");
        foreach (var name in new[] { "a", "b" })
        {
            first.Lines.Add(new DigestLine($"- {name}"));
            under.Lines.Add(new DigestLine($"  next: {name}1", first.Lines[^1]));
        }
        new DigestLayout([first, under]).Write(under, 4000).ShouldBe("First:\n- a\n  next: a1\n- b\n  next: b1\n");
    }

    [Fact]
    public void Write_Endless_SaysThatThereAreMoreThanItCounted()
    {
        var section = new DigestSection("things", "Things:", 50, "look there") { IsEndless = true };
        for (var i = 0; i < 40; i++) section.Lines.Add(new DigestLine(new string('x', 60)));
        var text = new DigestLayout([section]).Write(new DigestSection("none", "", 0, ""), 600);
        text.ShouldContain($"(things: {section.Omitted}+ more not shown; look there)");
    }

    private static DigestSection Section(string name, int share, int lines, int length, Random random)
    {
        var section = new DigestSection(name, random.Next(2) == 0 ? "" : $"{name}:", share, "elsewhere");
        for (var i = 0; i < lines; i++) section.Lines.Add(new DigestLine($"- {name} {i} {new string('é', random.Next(0, length))}"));
        return section;
    }

    private static int Mentioned(string text)
        => System.Text.RegularExpressions.Regex.Matches(text, @"(\d+)\+? more not shown").Sum(match => int.Parse(match.Groups[1].Value));
}
