using System.CommandLine;
using System.Text;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Policy.Compilation;
using Baton.Policy.Documents;
using Baton.Policy.Documents.Writing;
using Baton.Policy.Import;

namespace Baton.Cli.Policies;

/// <summary><c>policy import</c>: Intercept's YAML to this language; warnings go to standard error.</summary>
internal static class PolicyImportCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "Intercept's YAML; `-` is standard input." };
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "Write the policy here; standard output when absent." };
        var command = new Command("import", "Turn Intercept's YAML into a policy, with a warning for each unsafe construct.") { file, output };
        command.SetAction(context.Action(async run =>
        {
            var name = run.Get(file)!;
            var result = InterceptImporter.Import(await PolicyFile.ReadAsync(run, name));
            var problems = result.Document is null ? result.Problems : [.. result.Problems, .. PolicyLoader.Compile(result.Document).Problems];
            var good = result.Document is not null && !problems.Any(problem => problem.IsError);
            var policy = good ? PolicyWriter.Write(result.Document!, indented: !run.Json) : null;
            if (policy is not null && run.Get(output) is { } path) await File.WriteAllBytesAsync(run.FullPath(path), [.. policy, (byte)'\n'], run.Cancellation);
            if (run.Json) WriteJson(run, policy, problems);
            else WriteText(run, name, run.Get(output) is null ? policy : null, problems);
            return good ? ExitCode.Done : ExitCode.No;
        }));
        return command.WithExamples("baton policy import intercept.yaml -o policy.json", "baton policy import intercept.yaml > policy.json");
    }

    private static void WriteText(CommandRun run, string name, byte[]? policy, IReadOnlyList<PolicyProblem> problems)
    {
        foreach (var problem in problems) run.Error.WriteLine(Printable.Safe(ProblemPrinter.Line(name, problem)));
        if (policy is not null) run.Out.WriteLine(Encoding.UTF8.GetString(policy));
    }

    private static void WriteJson(CommandRun run, byte[]? policy, IReadOnlyList<PolicyProblem> problems) => run.WriteJson(json =>
    {
        json.WritePropertyName("policy");
        if (policy is null) json.WriteNullValue();
        else json.WriteRawValue(policy);
        ProblemPrinter.Write(json, problems);
    });
}
