using Spectre.Console;

namespace Baton.Cli.Output;

/// <summary>Writes a table: aligned and cut to the width on a terminal, tab-separated and whole into a pipe.</summary>
internal static class TableWriter
{
    public static void Write(TextWriter output, Terminal terminal, TextTable table)
    {
        if (!terminal.IsTerminal)
        {
            WriteTabs(output, table);
            return;
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.Colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal.Colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = terminal.Width;
        var view = new Table { Border = TableBorder.None, ShowHeaders = true };
        foreach (var column in table.Columns)
        {
            var heading = new TableColumn(new Text(column.Heading.ToUpperInvariant(), new Style(decoration: Decoration.Dim)))
            {
                NoWrap = column.Fixed,
                Padding = new Padding(0, 0, 2, 0),
            };
            view.AddColumn(heading);
        }
        foreach (var row in table.Rows)
        {
            view.AddRow(row.Select((cell, index) => Cell(Printable.Safe(OneLine(cell)), table.Columns[index])));
        }
        console.Write(view);
    }

    private static Text Cell(string text, TextColumn column)
        => new(text) { Overflow = column.Fixed || !IsCuttable(text) ? Overflow.Fold : Overflow.Ellipsis };

    // The library cuts by units of UTF-16 where a cell is two columns or two units wide, and throws or leaves half a character.
    private static bool IsCuttable(string text) => !text.Any(char.IsSurrogate) && text.GetCellWidth() == text.Length;

    private static void WriteTabs(TextWriter output, TextTable table)
    {
        output.WriteLine(string.Join('\t', table.Columns.Select(column => column.Heading)));
        foreach (var row in table.Rows) output.WriteLine(string.Join('\t', row.Select(OneLine)));
    }

    private static string OneLine(string text)
    {
        if (!text.Any(char.IsControl)) return text;
        return string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(source[i]) ? ' ' : source[i];
        });
    }
}
