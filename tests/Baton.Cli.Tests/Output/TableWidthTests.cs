using System.Globalization;
using System.Text;
using Baton.Cli.Output;

namespace Baton.Cli.Tests.Output;

/// <summary>Tables in terminals of every width, with any text in their cells.</summary>
public sealed class TableWidthTests
{
    private static readonly string[] Words = ["", "a", "open", "a long title that goes on and on", "日本語のタイトル", "😀😀😀", "two\nlines", "tab\there", "esc\u001b[31mred", "[bold]x[/]", "[[", "]", "{0}", "é", "x\u009b2Jy"];

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void Write_AnyCells_FitTheWidthAndKeepTheFixedColumnWhole(int width)
    {
        var random = new Random(width);
        for (var run = 0; run < 150; run++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 6)).Select(row => new[] { $"h_{row}{random.Next(1000)}", Word(random), Word(random) }).ToArray();
            var lines = Lines(new Terminal(true, width, Colours: false), rows);

            lines.ShouldAllBe(line => Columns(line) <= width, string.Join('\n', lines));
            lines.ShouldAllBe(line => !line.Any(char.IsControl));
            foreach (var row in rows) lines.ShouldContain(line => line.StartsWith(row[0], StringComparison.Ordinal));
            lines[0].ShouldStartWith("ID");
        }
    }

    [Fact]
    public void Write_AnyCellsIntoAPipe_AreOneLineARowAndOneTabBetweenCells()
    {
        var random = new Random(1);
        for (var run = 0; run < 150; run++)
        {
            var rows = Enumerable.Range(0, random.Next(6)).Select(row => new[] { $"h_{row}", Word(random), Word(random) }).ToArray();
            var lines = Lines(Terminal.Pipe, rows);
            lines.Length.ShouldBe(rows.Length + 1);
            lines.ShouldAllBe(line => line.Count(letter => letter == '\t') == 2);
            for (var at = 0; at < rows.Length; at++)
            {
                lines[at + 1].Split('\t').ShouldBe([.. rows[at].Select(cell => string.Concat(cell.Select(letter => char.IsControl(letter) ? ' ' : letter)))]);
            }
        }
    }

    [Fact]
    public void Write_Colours_AreOnlyInTheHeading()
    {
        using var output = new StringWriter { NewLine = "\n" };
        TableWriter.Write(output, new Terminal(true, 80, Colours: true), TextTable.Of([new("id", Fixed: true), new("title")], [["h_1", "x\u001b[31m"]]));
        var lines = output.ToString().TrimEnd('\n').Split('\n');
        lines[0].ShouldContain("\u001b[");
        lines[1].ShouldNotContain("\u001b");
    }

    [Fact]
    public void Write_NoRows_IsTheHeadingAlone() => Lines(Terminal.Pipe, []).ShouldBe(["id\ttitle\tnote"]);

    private static string Word(Random random) => Words[random.Next(Words.Length)];

    // What a terminal gives to a text: two columns to a wide character.
    private static int Columns(string line)
        => line.EnumerateRunes().Sum(rune => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFF60) or >= 0x1F300 ? 2
            : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark ? 0 : 1);

    private static string[] Lines(Terminal terminal, string[][] rows)
    {
        using var output = new StringWriter { NewLine = "\n" };
        TableWriter.Write(output, terminal, TextTable.Of([new("id", Fixed: true), new("title"), new("note")], rows.Select(row => System.Collections.Immutable.ImmutableArray.Create(row))));
        return output.ToString().TrimEnd('\n').Split('\n');
    }
}
