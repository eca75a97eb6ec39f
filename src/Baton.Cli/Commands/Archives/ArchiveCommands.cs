using System.Collections.Immutable;
using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Archives;

/// <summary><c>baton archive …</c>: verbatim transcripts.</summary>
internal static class ArchiveCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("archive", "Keep transcripts verbatim, and read them back byte for byte.");
        command.Subcommands.Add(ArchiveAppendCommand.Create(context));
        command.Subcommands.Add(ArchiveReadCommand.Create(context));
        command.Subcommands.Add(CreateList(context));
        command.Subcommands.Add(CreateVerify(context));
        return command.WithExamples(
            "baton archive append run-7 transcript.txt --project shop", "baton archive read run-7 --project shop --out copy.txt", "baton archive verify a_01JABCDE");
    }

    private static Command CreateList(CliContext context)
    {
        var project = new Option<string?>("--project") { HelpName = "NAME", Description = "Only this project; `auto` is the working folder's." };
        var thread = new Option<string?>("--thread") { HelpName = "NAME", Description = "Only this thread." };
        var sha256 = new Option<string?>("--sha256") { HelpName = "HEX", Description = "Only those that hold exactly that text." };
        var limit = Limits.Option(50);
        var command = new Command("list", "List archives, the last written first.") { project, thread, sha256, limit };
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var (items, more) = await Paging.ReadAsync(
                tools, "archive_list", "archives",
                () => new ToolArguments().Add("project", ProjectName.Resolve(run.Get(project), context)).Add("thread", run.Get(thread)).Add("sha256", run.Get(sha256)),
                run.Get(limit), run.Cancellation);
            if (run.Json)
            {
                foreach (var item in items) run.WriteElement(item);
                return ExitCode.Done;
            }
            if (items.Count == 0) run.Error.WriteLine("No archives.");
            else
            {
                var now = context.Time.GetUtcNow();
                run.WriteTable(TextTable.Of(
                    [new("id", Fixed: true), new("updated", Fixed: true), new("bytes", Fixed: true), new("project"), new("key"), new("title")],
                    items.Select(item => ImmutableArray.Create(
                        item.Text("id"), Ago.Of(item.GetProperty("updated_at"), now), item.Text("bytes"), item.Text("project"), item.Text("key"), item.Text("title")))));
            }
            if (more) run.Error.WriteLine($"There are more; --limit {run.Get(limit) * 2} shows them.");
            return ExitCode.Done;
        }));
        return command.WithExamples("baton archive list --project auto");
    }

    private static Command CreateVerify(CliContext context)
    {
        var named = new RefArgument();
        var command = new Command("verify", "Read an archive from its first byte to its last and compare its SHA-256; exits 1 when it differs.");
        named.AddTo(command);
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var answer = await tools.CallAsync("archive_verify", named.Read(run), run.Cancellation);
            run.AnswerText(answer);
            return answer["intact"].GetBoolean() ? ExitCode.Done : ExitCode.No;
        }));
        return command.WithExamples("baton archive verify a_01JABCDE");
    }
}
