using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Cli.Tools;
using Baton.Memory.Time;

namespace Baton.Cli.Commands.Agents;

/// <summary><c>baton agent …</c>: who else is at work.</summary>
internal static class AgentCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("agent", "See who writes into the memory.");
        command.Subcommands.Add(CreateList(context));
        return command.WithExamples("baton agent list", "baton agent list --project auto --since 7d");
    }

    private static Command CreateList(CliContext context)
    {
        var project = new Option<string?>("--project") { HelpName = "NAME", Description = "Only who wrote in this project; `auto` is the working folder's." };
        var since = new Option<string?>("--since") { HelpName = "TIME", Description = "Only who wrote since then: a length of time ago, or a time." };
        var limit = Limits.Option(50);
        var command = new Command("list", "List principals by the last thing they wrote.") { project, since, limit };
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var arguments = new ToolArguments()
                .Add("project", ProjectName.Resolve(run.Get(project), context))
                .Add("seen_after", Moments.Read(run, "--since", run.Get(since)) is { } after ? Instants.Format(after) : null)
                .Add("limit", run.Get(limit));
            var answer = await tools.CallAsync("agent_list", arguments, run.Cancellation);
            return run.Answer(answer, output => Write(run, answer));
        }));
        return command.WithExamples("baton agent list", "baton agent list --project auto --since 7d");
    }

    private static void Write(CommandRun run, ToolAnswer answer)
    {
        var agents = answer.Items("agents").ToList();
        if (agents.Count == 0)
        {
            run.Error.WriteLine("Nobody has written anything yet.");
            return;
        }
        var now = run.Context.Time.GetUtcNow();
        run.WriteTable(TextTable.Of(
            [new("last seen", Fixed: true), new("principal"), new("project"), new("clients")],
            agents.Select(agent => ImmutableArray.Create(
                Ago.Of(agent.GetProperty("last_seen"), now), agent.Text("principal"), agent.Text("project"), Names(agent.GetProperty("clients"))))));
    }

    private static string Names(JsonElement names) => string.Join(", ", names.EnumerateArray().Select(name => name.GetString()));
}
