using System.Collections.Immutable;

namespace Baton.Cli.Commands.Serving;

/// <summary>What the command line of <c>baton stdio</c> asks for.</summary>
internal sealed record StdioWish
{
    public string? Data { get; init; }
    public string? Grant { get; init; }
    public ImmutableArray<string> Toolsets { get; init; } = [];
    public string? Project { get; init; }
    public string? Dialect { get; init; }

    /// <summary>
    /// Reads the plain form of the command line (<c>--name value</c> or <c>--name=value</c>) without the parser, whose start
    /// would cost more than the first answer. Anything else, such as <c>--help</c> or a mistake, is null and left to the parser.
    /// </summary>
    public static StdioWish? TryRead(ReadOnlySpan<string> arguments)
    {
        if (arguments is not ["stdio", ..]) return null;
        var wish = new StdioWish();
        for (var at = 1; at < arguments.Length; at++)
        {
            var argument = arguments[at];
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            string value;
            if (equals >= 0)
            {
                value = argument[(equals + 1)..];
                argument = argument[..equals];
            }
            else if (at + 1 < arguments.Length) value = arguments[++at];
            else return null;
            if (value.Length == 0 || value[0] == '-' || wish.With(argument, value) is not { } more) return null;
            wish = more;
        }
        return wish;
    }

    /// <summary>Splits <c>core,tasks</c>.</summary>
    public static ImmutableArray<string> Names(string? list)
        => list is null ? [] : [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private StdioWish? With(string option, string value) => option switch
    {
        "--data" when Data is null => this with { Data = value },
        "--grant" when Grant is null => this with { Grant = value },
        "--toolsets" when Toolsets.IsEmpty => this with { Toolsets = Names(value) },
        "--project" when Project is null => this with { Project = value },
        "--dialect" when Dialect is null => this with { Dialect = value },
        _ => null,
    };
}
