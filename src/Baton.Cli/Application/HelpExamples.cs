using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace Baton.Cli.Application;

/// <summary>Examples below a command's <c>--help</c>, kept beside the command that they show.</summary>
public static class HelpExamples
{
    private static readonly ConditionalWeakTable<Command, string[]> Kept = [];

    /// <summary>Adds example lines, each a whole command line.</summary>
    public static Command WithExamples(this Command command, params string[] examples)
    {
        Kept.AddOrUpdate(command, examples);
        return command;
    }

    /// <summary>The examples of a command.</summary>
    internal static IReadOnlyList<string> Of(Command command) => Kept.TryGetValue(command, out var examples) ? examples : [];

    internal static void Install(RootCommand root, CliContext context)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            var inner = (HelpAction)help.Action!;
            if (context.Terminal.IsTerminal) inner.MaxWidth = context.Terminal.Width;
            help.Action = new WithExamplesAction(inner);
        }
    }

    private sealed class WithExamplesAction(HelpAction inner) : SynchronousCommandLineAction
    {
        /// <summary>Help is asked for while the rest is still missing.</summary>
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = inner.Invoke(parseResult);
            var examples = Of(parseResult.CommandResult.Command);
            if (examples.Count == 0) return code;
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples) output.WriteLine("  " + example);
            output.WriteLine();
            return code;
        }
    }
}
