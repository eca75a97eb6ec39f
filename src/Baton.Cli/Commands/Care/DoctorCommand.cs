using System.Collections.Immutable;
using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Output;

namespace Baton.Cli.Commands.Care;

/// <summary><c>baton doctor</c>: looks at everything that has to work, and says what to do about what does not.</summary>
internal static class DoctorCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("doctor", "Check the data folder, the databases and what surrounds them.");
        command.SetAction(context.Action(async run =>
        {
            var findings = new List<Finding>();
            findings.AddRange(FolderExamination.Run(run));
            findings.AddRange(StoreExamination.Run(run));
            findings.AddRange(PolicyExamination.Run(run));
            findings.AddRange(await SurroundingsExamination.RunAsync(run));
            Print(run, findings);
            return findings.Any(finding => finding.State == FindingState.Bad) ? ExitCode.No : ExitCode.Done;
        }));
        return command.WithExamples("baton doctor", "baton doctor --json");
    }

    private static void Print(CommandRun run, IReadOnlyList<Finding> findings)
    {
        if (run.Json)
        {
            foreach (var finding in findings)
            {
                run.WriteJson(json =>
                {
                    json.WriteString("check", finding.Check);
                    json.WriteString("state", Word(finding.State));
                    json.WriteString("detail", finding.Detail);
                    if (finding.Advice is { } advice) json.WriteString("advice", advice);
                });
            }
            return;
        }
        run.WriteTable(TextTable.Of(
            [new("state", Fixed: true), new("check", Fixed: true), new("detail")],
            findings.Select(finding => ImmutableArray.Create(Word(finding.State), finding.Check, finding.Detail))));
        foreach (var finding in findings.Where(finding => finding.Advice is not null)) run.Out.WriteLine($"{finding.Check}: {finding.Advice}");
        run.Out.WriteLine(findings.Any(finding => finding.State == FindingState.Bad) ? "Something is wrong." : "All is well.");
    }

    private static string Word(FindingState state) => state switch
    {
        FindingState.Good => "ok",
        FindingState.Note => "note",
        _ => "bad",
    };
}
