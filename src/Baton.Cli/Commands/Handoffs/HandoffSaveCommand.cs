using System.CommandLine;
using System.Text.Json.Nodes;
using Baton.Cli.Application;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Handoffs;

/// <summary><c>handoff save</c>.</summary>
internal static class HandoffSaveCommand
{
    public static Command Create(CliContext context)
    {
        var summaryArgument = new Argument<string?>("SUMMARY") { Arity = ArgumentArity.ZeroOrOne, Description = "What was done and where it stands; `-` reads it from standard input." };
        var summary = Text("--summary", "TEXT", "The same as SUMMARY.");
        var project = Text("--project", "NAME", "The project; else the working folder's repository, else `default`.");
        var key = Text("--key", "KEY", "A name of your own; saving onto one that exists adds a version.");
        var thread = Text("--thread", "NAME", "The line of work it belongs to.");
        var title = Text("--title", "TEXT", "One line for lists.");
        var body = Text("--body", "TEXT", "The body; `-` reads it from standard input.");
        var bodyFile = Text("--body-file", "FILE", "The body, byte for byte from a file; `-` is standard input.");
        var decisions = List("--decision", "Something decided; may be repeated.");
        var pending = List("--pending", "Something left open; may be repeated.");
        var changed = List("--changed", "Something changed; may be repeated.");
        var next = List("--next", "What to do next; may be repeated.");
        var blockers = List("--blocker", "What is in the way; may be repeated.");
        var files = List("--file", "A file of the work (PATH or PATH@COMMIT); may be repeated.");
        var refs = List("--ref", "The id of a memory or handoff it builds on; may be repeated.");
        var tags = List("--tag", "A tag; may be repeated.");
        var to = Text("--to", "WHOM", "A principal or role it is meant for; nobody: anyone.");
        var status = Text("--status", "STATUS", "open reopens what was done.");
        var priority = new Option<long?>("--priority") { HelpName = "N", Description = "-1, 0 or 1." };
        var ttl = Text("--ttl", "SPAN", "Forget it after this (30d, 12h or seconds).");
        var pinned = new Option<bool>("--pinned") { Description = "Keep it in front." };
        var ifMatch = new Option<long?>("--if-match") { HelpName = "VERSION", Description = "Only if this is still the version." };
        var onConflict = Text("--on-conflict", "WHAT", "version (default) or error, when the key exists.");
        var idempotency = Text("--idempotency-key", "KEY", "A repeat within 24 hours returns the first result.");

        var command = new Command("save", "Save a handoff, or add a version to the one with the key.")
        {
            summaryArgument, summary, project, key, thread, title, body, bodyFile, decisions, pending, changed, next, blockers, files, refs, tags,
            to, status, priority, ttl, pinned, ifMatch, onConflict, idempotency,
        };
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            if (run.Get(body) is not null && run.Get(bodyFile) is not null) return run.FailUsage("--body and --body-file exclude each other.");
            if (run.Get(summary) is not null && run.Get(summaryArgument) is not null) return run.FailUsage("SUMMARY and --summary exclude each other.");
            if (new[] { run.Get(summary), run.Get(summaryArgument), run.Get(body), run.Get(bodyFile) }.Count(each => each == "-") > 1) return run.FailUsage("standard input can be only one of summary and body.");
            if ((run.Get(summary) ?? run.Get(summaryArgument)) is not { } given) return run.FailUsage("a handoff needs a summary.", "baton handoff save \"What was done, and what comes next\"");
            var arguments = new ToolArguments()
                .Add("summary", await BodyInput.ValueOrInputAsync(run, given))
                .Add("project", ProjectName.Resolve(run.Get(project), context))
                .Add("key", run.Get(key)).Add("thread", run.Get(thread)).Add("title", run.Get(title))
                .Add("body", await BodyInput.ReadFileAsync(run, run.Get(bodyFile)) ?? await BodyInput.ValueOrInputAsync(run, run.Get(body)))
                .Add("decisions", run.Get(decisions)).Add("pending", run.Get(pending)).Add("changed", run.Get(changed))
                .Add("next_actions", run.Get(next)).Add("blockers", run.Get(blockers)).AddNode("files", Files(run.Get(files)))
                .Add("refs", run.Get(refs)).Add("tags", run.Get(tags)).Add("to", run.Get(to)).Add("status", run.Get(status))
                .Add("priority", run.Get(priority)).Add("ttl", run.Get(ttl)).AddFlag("pinned", run.Get(pinned))
                .Add("if_match", run.Get(ifMatch)).Add("on_conflict", run.Get(onConflict)).Add("idempotency_key", run.Get(idempotency));
            var answer = await tools.CallAsync("handoff_save", arguments, run.Cancellation);
            return run.AnswerText(answer);
        }));
        return command.WithExamples(
            "baton handoff save \"Parser done, tests pending\" --next \"write the tests\"",
            "git log -5 | baton handoff save \"Release 2 is out\" --key release-2 --body-file -");
    }

    private static Option<string?> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    private static Option<string[]> List(string name, string description) => new(name) { HelpName = "TEXT", Description = description };

    private static readonly System.Buffers.SearchValues<char> Hex = System.Buffers.SearchValues.Create("0123456789abcdef");

    private static JsonArray? Files(string[]? files)
    {
        if (files is not { Length: > 0 }) return null;
        return new JsonArray([.. files.Select(file =>
        {
            var at = file.LastIndexOf('@');
            var isCommit = at > 0 && file.Length - at > 7 && file.AsSpan(at + 1).IndexOfAnyExcept(Hex) < 0;
            return isCommit
                ? new JsonObject { ["path"] = file[..at], ["commit"] = file[(at + 1)..] }
                : new JsonObject { ["path"] = file };
        })]);
    }
}
