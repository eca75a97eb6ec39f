using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Gateway.Audit;

namespace Baton.Cli.Audit;

/// <summary><c>audit verify</c> and <c>audit head</c>: whether every row is as it was written.</summary>
internal static class AuditVerifyCommand
{
    public static Command Create(CliContext context)
    {
        var heads = new Option<string[]>("--heads") { HelpName = "FILE", Description = "Heads kept outside, one a line; else the file of the setting audit.heads. May be repeated." };
        var command = new Command("verify", "Re-compute the chain; exit 1 names the first row that was changed, removed or inserted.") { heads };
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            var verdict = opened.Audit.Verify(await HeadsAsync(run, run.Get(heads) ?? [], opened.AuditOptions), run.Cancellation);
            if (run.Json) Write(run, verdict);
            else run.Out.WriteLine(verdict.Describe());
            return verdict.Intact ? ExitCode.Done : ExitCode.No;
        }));
        return command.WithExamples("baton audit verify", "baton audit verify --heads /mnt/other/baton-heads.jsonl --json");
    }

    public static Command CreateHead(CliContext context)
    {
        var command = new Command("head", "Print the signed head of the chain, to be kept on another machine.");
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            run.Out.Write(AuditHeadText.Write(opened.Audit.Head()));
            run.Out.Write('\n');
            return ExitCode.Done;
        }));
        return command.WithExamples("baton audit head | ssh backup 'cat >> baton-heads.jsonl'");
    }

    private static async Task<List<AuditHead>> HeadsAsync(CommandRun run, string[] given, AuditOptions options)
    {
        var files = given.Select(file => InputFile.Locate(run, file)).ToList();
        if (files.Count == 0 && options.Heads is { } configured && AuditHeads.IsFile(configured) && File.Exists(configured)) files.Add(configured);
        var heads = new List<AuditHead>();
        foreach (var file in files)
        {
            foreach (var line in (await File.ReadAllLinesAsync(file, run.Cancellation)).Where(line => line.Length > 0))
            {
                heads.Add(AuditHeadText.Read(line) ?? throw new CliException(CliFailure.Usage($"{file} has a line that is no head: {line[..Math.Min(40, line.Length)]}")));
            }
        }
        return heads;
    }

    private static void Write(CommandRun run, AuditVerdict verdict) => run.WriteJson(json =>
    {
        json.WriteBoolean("intact", verdict.Intact);
        json.WriteNumber("rows", verdict.Rows);
        json.WriteNumber("first", verdict.First);
        json.WriteNumber("last", verdict.Last);
        json.WriteNumber("heads", verdict.Heads);
        json.WriteString("message", verdict.Describe());
        if (verdict.Fault is not { } fault) return;
        json.WriteStartObject("fault");
        json.WriteString("kind", fault.Kind);
        json.WriteNumber("sequence", fault.Sequence);
        json.WriteString("message", fault.Message);
        json.WriteEndObject();
    });
}
