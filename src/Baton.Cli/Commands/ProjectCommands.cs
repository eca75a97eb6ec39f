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
                    [new("project", Fixed: true), new("secrets", Fixed: true), new("suspicious text", Fixed: true), new("remote")],
                    projects.Select(project => ImmutableArray.Create(
                        project.Name, Word(project.Secrets), project.ApproveSuspicious ? "needs approval" : "is marked", project.Remote ?? ""))));
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
        var command = new Command("set", "Change a project's settings.") { name, secrets, suspicious };
        command.SetAction(context.Action(async run =>
        {
            if (run.Get(secrets) is null && run.Get(suspicious) is null) return run.FailUsage("nothing to set.", "Give --secrets or --suspicious.");
            await using var tools = await OpenAsync(run);
            var outcome = await tools.Installation.Memory.Projects.SetAsync(
                tools.Caller(), run.Get(name)!,
                run.Get(secrets) is { } mode ? Enum.Parse<SecretsMode>(mode, ignoreCase: true) : null,
                run.Get(suspicious) is { } text ? text == "approve" : null,
                run.Cancellation);
            if (!outcome.TryGet(out var project, out var failure)) return run.Fail(CliFailure.Of(failure));
            if (run.Json) run.WriteJson(json => Write(json, project));
            else run.Out.WriteLine($"Project {project.Name}: secrets {Word(project.Secrets)}, suspicious text {(project.ApproveSuspicious ? "needs approval" : "is marked")}.");
            return ExitCode.Done;
        }));
        return command.WithExamples("baton project set shop --secrets reject", "baton project set shop --suspicious approve");
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
        if (project.Remote is { } remote) json.WriteString("remote", remote);
        json.WriteString("created_at", project.CreatedAt);
    }

    private static string Word(SecretsMode mode) => mode switch
    {
        SecretsMode.Reject => "reject",
        SecretsMode.Keep => "keep",
        _ => "redact",
    };
}
