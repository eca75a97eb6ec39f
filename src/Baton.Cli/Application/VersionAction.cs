using System.CommandLine;
using System.CommandLine.Invocation;

namespace Baton.Cli.Application;

/// <summary><c>baton --version</c>: the number alone, or one object with <c>--json</c>.</summary>
internal sealed class VersionAction(CliContext context) : SynchronousCommandLineAction
{
    public static void Install(RootCommand root, CliContext context)
    {
        foreach (var option in root.Options.OfType<VersionOption>()) option.Action = new VersionAction(context);
    }

    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.GetValue(context.Options.Json)) Output.JsonLine.Write(context.Out, json => json.WriteString("version", ProgramVersion.Current));
        else context.Out.WriteLine(ProgramVersion.Current);
        return ExitCode.Done;
    }
}
