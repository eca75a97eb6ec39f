using Baton.Cli.Output;

namespace Baton.Cli.Tests.Output;

public sealed class TableWriterTests
{
    private static readonly TextTable Table = TextTable.Of(
        [new("id", Fixed: true), new("title")],
        [["h_01JABCDEFGHJKMNPQRSTVWXYZ0", string.Concat(Enumerable.Repeat("word ", 40))], ["h_1", "日本語\nsecond [bold] line"]]);

    [Fact]
    public void Write_Pipe_IsTabsAndNothingCut()
    {
        var lines = Lines(Terminal.Pipe);

        lines[0].ShouldBe("id\ttitle");
        lines[1].ShouldBe($"h_01JABCDEFGHJKMNPQRSTVWXYZ0\t{string.Concat(Enumerable.Repeat("word ", 40))}");
        lines[2].ShouldBe("h_1\t日本語 second [bold] line");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void Write_Terminal_FitsItsWidthAndKeepsIdsWhole(int width)
    {
        var lines = Lines(new Terminal(true, width, Colours: false));

        lines.ShouldAllBe(line => line.Length <= width);
        string.Join('\n', lines).ShouldContain("h_01JABCDEFGHJKMNPQRSTVWXYZ0");
    }

    [Fact]
    public void Write_NoColours_HasNoEscapes()
        => string.Concat(Lines(new Terminal(true, 80, Colours: false))).ShouldNotContain('\u001b');

    private static string[] Lines(Terminal terminal)
    {
        using var output = new StringWriter { NewLine = "\n" };
        TableWriter.Write(output, terminal, Table);
        return output.ToString().TrimEnd('\n').Split('\n');
    }
}
