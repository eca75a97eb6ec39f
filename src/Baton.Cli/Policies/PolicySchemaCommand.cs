using System.CommandLine;
using System.Text;
using Baton.Cli.Application;
using Baton.Policy.Publishing;

namespace Baton.Cli.Policies;

/// <summary><c>policy schema</c>: the JSON Schema of the language, for editors.</summary>
internal static class PolicySchemaCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("schema", "Print the JSON Schema of the policy language, for editors.");
        command.SetAction(context.Action(run =>
        {
            run.Out.WriteLine(Encoding.UTF8.GetString(PolicySchema.Write()));
            return Task.FromResult(ExitCode.Done);
        }));
        return command.WithExamples("baton policy schema > policy.schema.json");
    }
}
