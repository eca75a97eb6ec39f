using System.CommandLine;
using System.CommandLine.Parsing;

namespace Baton.Cli.Application;

/// <summary>Turns parse errors into one line that names what was not understood and the nearest thing that would be.</summary>
internal static class UsageFailure
{
    public static CliFailure Of(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var name = CommandLineOf(parse);
        if (parse.UnmatchedTokens is [var unknown, ..])
        {
            var isOption = unknown.StartsWith('-');
            var kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
            return CliFailure.Usage(
                $"unknown {kind} '{unknown}' for '{name}'.",
                Nearest(unknown, isOption ? OptionNames(parse) : command.Subcommands.Select(sub => sub.Name)) is { } nearest
                    ? $"Did you mean '{nearest}'? '{name} --help' lists what there is."
                    : $"'{name} --help' lists what there is.");
        }
        var error = parse.Errors[0];
        var message = error.SymbolResult switch
        {
            ArgumentResult { Tokens.Count: 0, Parent: CommandResult } missing => $"{missing.Argument.Name} is missing for '{name}'.",
            ArgumentResult { Tokens: [.., { Value: var given }] } wrong when IsUnreadable(error) && NumberOf(wrong.Argument.ValueType) is { } number
                => $"'{given}' is no {number} for {(wrong.Parent is OptionResult option ? option.Option.Name : wrong.Argument.Name)}.",
            OptionResult { Tokens: [.., { Value: var given }] } wrong when IsUnreadable(error) && NumberOf(wrong.Option.ValueType) is { } number
                => $"'{given}' is no {number} for {wrong.Option.Name}.",
            _ => OneLine(error.Message),
        };
        return CliFailure.Usage(message, $"See '{name} --help'.");
    }

    // The parser's own words, which name a type of the runtime; checks of an option have theirs.
    private static bool IsUnreadable(ParseError error) => error.Message.StartsWith("Cannot parse argument", StringComparison.Ordinal);

    private static string? NumberOf(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        TypeCode.Int32 or TypeCode.Int64 => "whole number",
        TypeCode.Double or TypeCode.Decimal => "number",
        _ => null,
    };

    /// <summary>
    /// An option that does not exist and that an argument took for its value: <c>export --formt jsonl</c> would write a file of
    /// that name. Behind <c>--</c> everything is taken as it stands.
    /// </summary>
    public static CliFailure? OfTakenOption(ParseResult parse, IReadOnlyList<string> arguments)
    {
        var given = arguments.TakeWhile(word => word != "--").ToHashSet(StringComparer.Ordinal);
        var taken = parse.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value)
            .FirstOrDefault(word => IsOption(word) && given.Contains(word));
        if (taken is null) return null;
        var name = CommandLineOf(parse);
        var nearest = Nearest(taken, OptionNames(parse)) is { } known ? $"Did you mean '{known}'? " : "";
        return CliFailure.Usage($"unknown option '{taken}' for '{name}'.", $"{nearest}'{name} --help' lists what there is; put -- before words that begin with a dash.");
    }

    // A dash alone is standard input, and -5 a number.
    private static bool IsOption(string word)
        => (word.Length == 2 && word[0] == '-' && char.IsAsciiLetter(word[1]))
            || (word.Length > 2 && word.StartsWith("--", StringComparison.Ordinal) && char.IsAsciiLetter(word[2]) && !word.Contains(' ', StringComparison.Ordinal));

    private static string OneLine(string message)
        => string.Join(' ', message.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The nearest of the known names, if it is near enough to be what was meant.</summary>
    internal static string? Nearest(string unknown, IEnumerable<string> known)
    {
        var best = known
            .Select(name => (name, distance: Distance(unknown, name)))
            .OrderBy(candidate => candidate.distance)
            .ThenBy(candidate => candidate.name, StringComparer.Ordinal)
            .FirstOrDefault();
        if (best.name is not null && best.distance <= Math.Max(1, unknown.Length / 3)) return best.name;
        // the beginning of one name only, as in --remove for --remove-server
        return unknown.Length > 3 && known.Where(name => name.StartsWith(unknown, StringComparison.Ordinal)).ToArray() is [var longer] ? longer : null;
    }

    private static IEnumerable<string> OptionNames(ParseResult parse)
    {
        for (var result = parse.CommandResult; result is not null; result = result.Parent as CommandResult)
        {
            var own = result == parse.CommandResult;
            foreach (var option in result.Command.Options.Where(option => own || option.Recursive)) yield return option.Name;
        }
    }

    private static string CommandLineOf(ParseResult parse)
    {
        var names = new Stack<string>();
        for (var result = parse.CommandResult; result.Parent is CommandResult parent; result = parent)
        {
            names.Push(result.Command.Name);
        }
        return names.Count == 0 ? "baton" : $"baton {string.Join(' ', names)}";
    }

    /// <summary>Edits between two words, a swap of neighbours counting once (optimal string alignment).</summary>
    private static int Distance(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= to.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var cost = from[i - 1] == to[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }
        return rows[from.Length, to.Length];
    }
}
