using System.Collections.Immutable;
using System.CommandLine;
using Baton.Cli.Application;
using Baton.Gateway.MetaTools;

namespace Baton.Cli.Servers;

/// <summary><c>--meta-tool</c>: a server's tool that calls other tools by name, so that their rules apply too.</summary>
internal static class MetaToolOption
{
    public static Option<string[]> Create() => new("--meta-tool")
    {
        HelpName = "TOOL[=NAME,ARGS]",
        Description = "A tool that calls other tools, whose rules then apply too, with the arguments that name the other and hold its arguments; "
            + "may be repeated. m3_call, call_tool and invoke_tool are known.",
    };

    public static ImmutableArray<MetaTool> Read(string[]? given) => [.. (given ?? []).Select(text => MetaTool.Parse(text)
        ?? throw new CliException(CliFailure.Usage($"--meta-tool: '{text}' is neither TOOL nor TOOL=NAME,ARGS.", "For example: --meta-tool run_tool=action,payload")))];
}
