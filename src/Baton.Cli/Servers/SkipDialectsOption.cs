using System.CommandLine;

namespace Baton.Cli.Servers;

/// <summary><c>--skip-dialects</c>: calls pass whose tool has a schema that cannot be checked.</summary>
internal static class SkipDialectsOption
{
    public static Option<bool> Create() => new("--skip-dialects")
    {
        Description = "Let calls pass unchecked where a tool's input schema is in a JSON Schema dialect other than 2020-12 and draft-07; else they are refused.",
    };
}
