using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Agents;

/// <summary><c>baton inbox …</c>: what others have left for the caller.</summary>
internal static class InboxCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("inbox", "Read notices, and mark them as read.");
        command.Subcommands.Add(CreateList(context));
        command.Subcommands.Add(CreateAck(context));
        return command.WithExamples("baton inbox list", "baton inbox list --to reviewer --all", "baton inbox ack n_01JABCDE");
    }

    private static Command CreateList(CliContext context)
    {
        var project = new Option<string?>("--project") { HelpName = "NAME", Description = "Only this project; `auto` is the working folder's." };
        var to = new Option<string[]>("--to") { HelpName = "WHOM", Description = "Notices to this principal or role in place of the caller; may be repeated." };
        var from = new Option<string?>("--from") { HelpName = "WHOM", Description = "Sent by this principal, client or grant." };
        var all = new Option<bool>("--all") { Description = "Also those that were marked as read." };
        var limit = Limits.Option(50);
        var command = new Command("list", "List notices, newest first. Reading consumes nothing.") { project, to, from, all, limit };
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var (items, more) = await Paging.ReadAsync(
                tools, "inbox_list", "notices",
                () => new ToolArguments()
                    .Add("project", ProjectName.Resolve(run.Get(project), context))
                    .Add("to", run.Get(to)).Add("from", run.Get(from)).AddFlag("include_read", run.Get(all)),
                run.Get(limit), run.Cancellation);
            if (run.Json)
            {
                foreach (var item in items) run.WriteElement(item);
                return ExitCode.Done;
            }
            if (items.Count == 0) run.Error.WriteLine("No notices.");
            else run.WriteTable(Table(run, items));
            if (more) run.Error.WriteLine($"There are more; --limit {run.Get(limit) * 2} shows them.");
            return ExitCode.Done;
        }));
        return command.WithExamples("baton inbox list", "baton inbox list --project auto --all --json");
    }

    private static Command CreateAck(CliContext context)
    {
        var ids = new Argument<string[]>("ID") { Arity = ArgumentArity.ZeroOrMore, Description = "Ids, or prefixes of 6 or more characters." };
        var until = new Option<string?>("--until") { HelpName = "TIME", Description = "In place of ids: all that were sent up to then." };
        var project = new Option<string?>("--project") { HelpName = "NAME", Description = "Narrows --until." };
        var unread = new Option<bool>("--unread") { Description = "Mark them as unread again." };
        var command = new Command("ack", "Mark notices as read.") { ids, until, project, unread };
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var arguments = new ToolArguments()
                .Add("ids", run.Get(ids)).Add("until", run.Get(until))
                .Add("project", ProjectName.Resolve(run.Get(project), context)).AddFlag("unread", run.Get(unread));
            var answer = await tools.CallAsync("inbox_ack", arguments, run.Cancellation);
            return run.AnswerText(answer);
        }));
        return command.WithExamples("baton inbox ack n_01JABCDE", "baton inbox ack --until 2026-03-01T12:00:00Z");
    }

    private static TextTable Table(CommandRun run, IEnumerable<JsonElement> items)
    {
        var now = run.Context.Time.GetUtcNow();
        return TextTable.Of(
            [new("id", Fixed: true), new("sent", Fixed: true), new("from"), new("project"), new("message")],
            items.Select(item => ImmutableArray.Create(
                item.Text("id"), Ago.Of(item.GetProperty("created_at"), now), item.Text("author"), item.Text("project"), Headline(item))));
    }

    private static string Headline(JsonElement item) => item.Text("subject") is { Length: > 0 } subject ? subject : item.Text("message");
}
