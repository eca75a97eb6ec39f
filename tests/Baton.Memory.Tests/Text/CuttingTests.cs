using System.Text;
using Baton.Memory.Text;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Text;

public sealed class CuttingTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("abcd", 1)]
    [InlineData("abcde", 2)]
    [InlineData("日本", 2)]
    public void Count_IsFourBytesAToken(string text, long tokens) => TokenCount.Of(text).ShouldBe(tokens);

    [Fact]
    public void Head_AndRest_JoinToTheWhole()
    {
        var letter = Gen.Elements("a", " ", "\r\n", "\n", "é", "日", "😀", "👩‍👩‍👧");
        var text = letter.ListOf().Select(letters => string.Concat(letters));
        Prop.ForAll(text.ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), (content, limit) =>
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            var joined = new List<byte>();
            for (var at = 0; at < bytes.Length;)
            {
                var cut = Utf8Cut.Head(bytes.AsSpan(at), limit);
                if (cut == 0 || !IsWhole(bytes.AsSpan(at, cut))) return false;
                joined.AddRange(bytes[at..(at + cut)]);
                at += cut;
            }
            return joined.SequenceEqual(bytes);
        }).Check(Repeatable.Config);
    }

    [Fact]
    public void Tail_IsWholeCharactersWithinTheLimit()
    {
        var letter = Gen.Elements("a", "\r\n", "é", "日", "😀");
        Prop.ForAll(letter.ListOf().Select(letters => string.Concat(letters)).ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (content, limit) =>
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            var start = Utf8Cut.Tail(bytes, limit);
            return bytes.Length - start <= Math.Max(limit, 0) && IsWhole(bytes.AsSpan(start));
        }).Check(Repeatable.Config);
    }

    [Fact]
    public void Head_PrefersTheEndOfALine() => Utf8Cut.Head(Encoding.UTF8.GetBytes(new string('a', 97) + "\nbbbbbb"), 100).ShouldBe(98);

    [Fact]
    public void Line_TooLong_SaysHowMuchIsLeftOut()
    {
        var line = Excerpt.Line(new string('x', 400), 100);
        line.ShouldEndWith("tokens)");
        line.ShouldContain("… (+");
        Encoding.UTF8.GetByteCount(line).ShouldBeLessThanOrEqualTo(105);
    }

    [Fact]
    public void OneLine_RemovesBreaksAndControls() => Excerpt.OneLine(" a\r\n\tb\0c ").ShouldBe("a b c");

    [Fact]
    public void Find_Sections_KnowsLevelsAndFences()
    {
        var body = Encoding.UTF8.GetBytes("intro\n# One\na\n## Sub\nb\n```\n# not a heading\n```\n# Two ##\nc");
        var sections = BodySections.Find(body);
        sections.Select(section => section.Heading).ShouldBe(["One", "Sub", "Two"]);
        BodySections.TryFind(sections, "# one", out var one).ShouldBeTrue();
        Encoding.UTF8.GetString(body[one.Start..one.End]).ShouldStartWith("# One\na\n## Sub");
        BodySections.TryFind(sections, "su", out var sub).ShouldBeTrue();
        sub.Heading.ShouldBe("Sub");
        BodySections.TryFind(sections, "o", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("User: hi\nAssistant: hello\nmore\nUser: bye\n", 3)]
    [InlineData("## User\nhi\n\n## Assistant\nhello", 2)]
    [InlineData("**Human:** a\n**AI:** b", 2)]
    [InlineData("User stories are nice\nThe assistant helped", 0)]
    public void Starts_FindsSpeakers(string body, int count) => BodyMessages.Starts(Encoding.UTF8.GetBytes(body)).Count.ShouldBe(count);

    private static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        try
        {
            new UTF8Encoding(false, true).GetString(bytes);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
