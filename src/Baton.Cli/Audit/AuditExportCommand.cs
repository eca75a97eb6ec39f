using System.CommandLine;
using System.Text;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Gateway.Audit;

namespace Baton.Cli.Audit;

/// <summary><c>audit export</c>: rows for other systems.</summary>
internal static class AuditExportCommand
{
    public static Command Create(CliContext context)
    {
        var format = new Option<string>("--format") { DefaultValueFactory = _ => "jsonl", Description = "jsonl (one object a line, as authenticated) or csv." };
        format.AcceptOnlyFromAmong("jsonl", "csv");
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "Write to a new file instead of standard output." };
        var command = new Command("export", "Write rows as JSON Lines or CSV, oldest first.") { format, output };
        var filter = new AuditFilter().AddTo(command);
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            var rows = opened.Audit.Read(filter.Read(run));
            if (run.Get(output) is { } path)
            {
                await using var file = new StreamWriter(run.FullPath(path), new UTF8Encoding(false), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write });
                file.NewLine = "\n";
                Write(file, rows, run.Get(format)!);
            }
            else Write(run.Out, rows, run.Get(format)!);
            return ExitCode.Done;
        }));
        return command.WithExamples("baton audit export --format csv --since 7d --out week.csv", "baton audit export > audit.jsonl");
    }

    private static void Write(TextWriter output, IEnumerable<AuditRow> rows, string format)
    {
        if (format == "csv") output.Write(AuditCsv.Header);
        foreach (var row in rows) output.Write(format == "csv" ? AuditCsv.Line(row.Body) : Encoding.UTF8.GetString(row.Body.Span) + "\n");
    }
}
