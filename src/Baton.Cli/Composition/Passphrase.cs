using System.Text;
using Baton.Cli.Application;

namespace Baton.Cli.Composition;

/// <summary>Asks for the operator's passphrase: in the environment for scripts, at the terminal without echo for people.</summary>
internal static class Passphrase
{
    public const string Variable = "BATON_PASSPHRASE";
    public const string NewVariable = "BATON_NEW_PASSPHRASE";

    /// <summary>The passphrase in force, or null when nobody can be asked.</summary>
    public static string? Current(CommandRun run) => run.Context.Environment(Variable) ?? Ask(run, "Passphrase: ");

    /// <summary>A new passphrase, typed twice; null when nobody can be asked or the two differ.</summary>
    public static string? New(CommandRun run, string variable)
    {
        if (run.Context.Environment(variable) is { } given) return given;
        var first = Ask(run, "New passphrase: ");
        return first is not null && first == Ask(run, "Once more: ") ? first : null;
    }

    private static string? Ask(CommandRun run, string prompt)
    {
        if (!run.Context.Terminal.IsTerminal || Console.IsInputRedirected) return null;
        run.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (key.KeyChar != '\0') typed.Append(key.KeyChar);
        }
        run.Error.WriteLine();
        return typed.ToString();
    }
}
