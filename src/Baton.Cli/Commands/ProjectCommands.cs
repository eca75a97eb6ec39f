using System.Collections.Immutable;
using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Cli.Tools;
using Baton.Memory.Projects;

namespace Baton.Cli.Commands;

/// <summary><c>baton project …</c>: an operator's settings, so the data folder is needed; no tool offers them.</summary>
internal static class ProjectCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("project", "List projects and change their settings.");
        command.Subcommands.Add(CreateList(context));
        command.Subcommands.Add(CreateSet(context));
        return command.WithExamples("baton project list", "baton project set shop --secrets reject");
    }

    private static Command CreateList(CliContext context)
    {
        var command = new Command("list", "List the projects.");
        command.SetAction(context.Action(async run =>
        {
            await using var tools = await OpenAsync(run);
            var projects = await tools.Installation.Memory.Projects.ListAsync(tools.Caller(), run.Cancellation);
            if (run.Json)
            {
                foreach (var project in projects) run.WriteJson(json => Write(json, project));
            }
            else if (projects.Count == 0) run.Error.WriteLine("No projects.");
            else
            {
                run.WriteTable(TextTable.Of(
                    [new("project", Fixed: true), new("secrets", Fixed: true), new("suspicious text", Fixed: true), new("kept", Fixed: true), new("remote")],
                    projects.Select(project => ImmutableArray.Create(
                        project.Name, Word(project.Secrets), project.ApproveSuspicious ? "needs approval" : "is marked", Kept(project), project.Remote ?? ""))));
            }
            return ExitCode.Done;
        }));
        return command.WithExamples("baton project list --json");
    }

    private static Command CreateSet(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "The project; made when there is none." };
        var secrets = new Option<string?>("--secrets") { Description = "What happens to secrets in what agents write: redact, reject or keep." };
        secrets.AcceptOnlyFromAmong("redact", "reject", "keep");
        var suspicious = new Option<string?>("--suspicious") { Description = "Writes that address the reader as an instruction: mark, or approve." };
        suspicious.AcceptOnlyFromAmong("mark", "approve");
        var retention = new Option<string?>("--retention")
        {
            HelpName = "90d", Description = "Records not written for so long, and not pinned, are archived and taken out by 'baton up'; never: keep them (default).",
        };
        var command = new Command("set", "Change a project's settings.") { name, secrets, suspicious, retention };
        command.SetAction(context.Action(async run =>
        {
            var change = new ProjectChange
            {
                Secrets = run.Get(secrets) is { } mode ? Enum.Parse<SecretsMode>(mode, ignoreCase: true) : null,
                ApproveSuspicious = run.Get(suspicious) is { } text ? text == "approve" : null,
                Retention = run.Get(retention) is { } span ? ReadRetention(span) : null,
            };
            if (change == new ProjectChange()) return run.FailUsage("nothing to set.", "Give --secrets, --suspicious or --retention.");
            await using var tools = await OpenAsync(run);
            var outcome = await tools.Installation.Memory.Projects.SetAsync(tools.Caller(), run.Get(name)!, change, run.Cancellation);
            if (!outcome.TryGet(out var project, out var failure)) return run.Fail(CliFailure.Of(failure));
            if (run.Json) run.WriteJson(json => Write(json, project));
            else run.Out.WriteLine($"Project {project.Name}: secrets {Word(project.Secrets)}, suspicious text {(project.ApproveSuspicious ? "needs approval" : "is marked")}, kept {Kept(project)}.");
            return ExitCode.Done;
        }));
        return command.WithExamples("baton project set shop --secrets reject", "baton project set shop --suspicious approve", "baton project set shop --retention 90d");
    }

    private static async Task<LocalTools> OpenAsync(CommandRun run)
        => run.Has(run.Context.Options.Url)
            ? throw new CliException(CliFailure.Usage("projects are set on the machine that holds the data folder.", "Leave --baton-url out and run it there."))
            : await LocalTools.OpenAsync(run);

    private static void Write(System.Text.Json.Utf8JsonWriter json, Project project)
    {
        json.WriteString("name", project.Name);
        json.WriteString("secrets", Word(project.Secrets));
        json.WriteString("suspicious", project.ApproveSuspicious ? "approve" : "mark");
        if (project.Retention is { } retention) json.WriteNumber("retention_days", retention.TotalDays);
        if (project.Remote is { } remote) json.WriteString("remote", remote);
        json.WriteString("created_at", project.CreatedAt);
    }

    /// <exception cref="CliException">It is no length of time, or shorter than a day.</exception>
    private static TimeSpan ReadRetention(string text)
    {
        if (text == "never") return TimeSpan.Zero;
        return Spans.ParseSeconds(text) is { } seconds and >= 86_400 and < 100L * 366 * 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw new CliException(CliFailure.Usage($"'{text}' is no retention.", "Write a day or more, such as 90d or 52w, or never."));
    }

    private static string Kept(Project project)
        => project.Retention is { } span ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{span.TotalDays:0.##} {(span.TotalDays == 1 ? "day" : "days")}") : "for ever";

    private static string Word(SecretsMode mode) => mode switch
    {
        SecretsMode.Reject => "reject",
        SecretsMode.Keep => "keep",
        _ => "redact",
    };
}
