using System.Text;
using Baton.Memory.Tests.Support;
using Baton.Memory.Text;

namespace Baton.Memory.Tests.Text;

/// <summary>Sections of a body: what a heading rules over, and what only looks like a heading.</summary>
public sealed class BodySectionsTests
{
    [Theory]
    [InlineData("# One\na\n## Two\nb\n# Three\nc", "One:# One\na\n## Two\nb\n|Two:## Two\nb\n|Three:# Three\nc")]
    [InlineData("intro\n\n# One", "One:# One")]
    [InlineData("# One #\n", "One:# One #\n")]
    [InlineData("#\tTab\nx", "Tab:#\tTab\nx")]
    [InlineData("# One\r\na\r\n# Two\r\n", "One:# One\r\na\r\n|Two:# Two\r\n")]
    [InlineData("###### Six\n####### Seven\n", "Six:###### Six\n####### Seven\n")]
    [InlineData("#No\n# \n##\n#", "")]
    [InlineData("# Über 🎌\n本", "Über 🎌:# Über 🎌\n本")]
    [InlineData("### Deep\n# Top\n### Deep\n", "Deep:### Deep\n|Top:# Top\n### Deep\n|Deep:### Deep\n")]
    [InlineData("", "")]
    public void Find_Headings_RuleUntilTheNextOfTheirLevel(string body, string expected) => Found(body).ShouldBe(expected);

    [Theory]
    [InlineData("# A\n```\n# no\n```\n# B\n", "A,B")]
    [InlineData("# A\n~~~\n# no\n~~~\n# B\n", "A,B")]
    [InlineData("# A\n```sh\n~~~\n# no\n```\n# B\n", "A,B")]
    [InlineData("# A\n~~~\n```\n# no\n~~~\n# B\n", "A,B")]
    [InlineData("# A\n````\n```\n# no\n```\n# no\n````\n# B\n", "A,B")]
    [InlineData("# A\n```\n``` not a close\n# no\n```\n# B\n", "A,B")]
    [InlineData("# A\n   ```\n# no\n  ```  \n# B\n", "A,B")]
    [InlineData("# A\n```\n# never closed\n", "A")]
    [InlineData("# A\n``\n# B\n", "A,B")]
    public void Find_InsideCode_IsNoHeading(string body, string headings)
        => string.Join(',', BodySections.Find(Encoding.UTF8.GetBytes(body)).Select(section => section.Heading)).ShouldBe(headings);

    [Theory]
    [InlineData("two", "Two")]
    [InlineData("  TWO ", "Two")]
    [InlineData("## Two", "Two")]
    [InlineData("thr", "Three things")]
    [InlineData("t", null)]
    [InlineData("four", null)]
    [InlineData("", null)]
    [InlineData("#", null)]
    public void TryFind_ByName_TakesTheSameElseTheOnlyOneThatHoldsIt(string name, string? found)
    {
        var sections = BodySections.Find("# One\n# Two\n# Three things\n# Two\n"u8);
        BodySections.TryFind(sections, name, out var section).ShouldBe(found is not null);
        if (found is not null) section.Heading.ShouldBe(found);
    }

    [Fact]
    public async Task Load_ASectionLongerThanTheBudget_GoesOnToItsEndAndNoFurther()
    {
        await using var room = await Room.OpenAsync();
        var part = string.Concat(Enumerable.Range(0, 300).Select(i => $"line {i} é\n"));
        await room.SentAsync("handoff_save", new { summary = "s", key = "k", body = $"# One\nfirst\n# Two\n{part}# Three\nlast\n" });
        var loaded = await room.SentAsync("handoff_load", new { key = "k", section = "two", max_tokens = 400 });
        var text = new StringBuilder(loaded.Text("handoff.body"));
        for (var rounds = 0; loaded.At("truncated").ValueKind != System.Text.Json.JsonValueKind.Null && rounds < 40 && text.Length < part.Length + 6; rounds++)
        {
            loaded = await room.SentAsync("handoff_load", new { cursor = loaded.Text("truncated.next"), max_tokens = 400 });
            text.Append(loaded.Text("handoff.body"));
        }
        text.ToString().ShouldBe("# Two\n" + part);
    }

    private static string Found(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return string.Join('|', BodySections.Find(bytes).Select(section => $"{section.Heading}:{Encoding.UTF8.GetString(bytes[section.Start..section.End])}"));
    }
}
