namespace Baton.Cli.Output;

/// <summary>What the terminal behind standard output can show.</summary>
/// <param name="IsTerminal">False for a pipe or a file: then no colours and no fitting to a width.</param>
/// <param name="Width">Columns.</param>
/// <param name="Colours">Whether colours may be used.</param>
public sealed record Terminal(bool IsTerminal, int Width, bool Colours)
{
    /// <summary>A pipe: nothing is cut, nothing is coloured.</summary>
    public static Terminal Pipe { get; } = new(false, 0, false);

    /// <summary>
    /// Looks at the process's own standard output. <c>NO_COLOR</c> (no-color.org) and <c>TERM=dumb</c> switch colours off.
    /// </summary>
    public static Terminal Detect(Func<string, string?> environment)
    {
        if (Console.IsOutputRedirected) return Pipe;
        var colours = string.IsNullOrEmpty(environment("NO_COLOR")) && environment("TERM") != "dumb";
        return new Terminal(true, WidthOf(environment), colours);
    }

    private static int WidthOf(Func<string, string?> environment)
    {
        try
        {
            if (Console.WindowWidth > 0) return Console.WindowWidth;
        }
        catch (IOException)
        {
            // A terminal that cannot tell its size: COLUMNS, else the classic width.
        }
        return int.TryParse(environment("COLUMNS"), out var columns) && columns > 0 ? columns : 80;
    }
}
