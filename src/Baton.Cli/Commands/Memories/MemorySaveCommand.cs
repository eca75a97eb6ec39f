using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Cli.Application;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Memories;

/// <summary><c>memory save</c>.</summary>
internal static class MemorySaveCommand
{
    public static Command Create(CliContext context)
    {
        var content = new Argument<string?>("CONTENT") { Arity = ArgumentArity.ZeroOrOne, Description = "What stays true; `-` reads it from standard input." };
        var bodyFile = Text("--body-file", "FILE", "The content, byte for byte from a file; `-` is standard input.");
        var value = Text("--value", "JSON", "A JSON value instead of text.");
        var project = Text("--project", "NAME", "The project; else the working folder's repository, else `default`.");
        var key = Text("--key", "KEY", "A name of your own; saving onto one that exists adds a version.");
        var type = Text("--type", "TYPE", "fact, decision, preference, procedure, context, warning, question, result, or your own.");
        var title = Text("--title", "TEXT", "One line for lists.");
        var thread = Text("--thread", "NAME", "The conversation it came from.");
        var visibility = Text("--visibility", "WHO", "private, project (default) or shared.");
        var tags = new Option<string[]>("--tag") { HelpName = "TAG", Description = "A tag; may be repeated." };
        var importance = new Option<double?>("--importance") { HelpName = "0-1", Description = "How much it matters." };
        var confidence = new Option<double?>("--confidence") { HelpName = "0-1", Description = "How sure it is." };
        var layer = Text("--layer", "LAYER", "stated, hypothesis or verified.");
        var evidence = new Option<string[]>("--evidence") { HelpName = "TEXT", Description = "What verifies it; may be repeated." };
        var pinned = new Option<bool>("--pinned") { Description = "Keep it in every digest." };
        var ttl = Text("--ttl", "SPAN", "Forget it after this (30d, 12h or seconds).");
        var from = Text("--valid-from", "DATE", "True in the world from then.");
        var until = Text("--valid-to", "DATE", "True in the world until then.");
        var supersedes = Text("--supersedes", "ID", "The memory that this one replaces.");
        var ifMatch = new Option<long?>("--if-match") { HelpName = "VERSION", Description = "Only if this is still the version." };
        var idempotency = Text("--idempotency-key", "KEY", "A repeat within 24 hours returns the first result.");
        var command = new Command("save", "Save a memory, or add a version to the one with the key.")
        {
            content, bodyFile, value, project, key, type, title, thread, visibility, tags, importance, confidence, layer, evidence, pinned, ttl,
            from, until, supersedes, ifMatch, idempotency,
        };
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var given = new[] { run.Get(content), run.Get(bodyFile), run.Get(value) }.Count(each => each is not null);
            if (given > 1) return run.FailUsage("CONTENT, --body-file and --value exclude each other.");
            var arguments = new ToolArguments()
                .Add("content", await BodyInput.ReadFileAsync(run, run.Get(bodyFile)) ?? await BodyInput.ValueOrInputAsync(run, run.Get(content)))
                .AddNode("value", Parse(run.Get(value)))
                .Add("project", ProjectName.Resolve(run.Get(project), context)).Add("key", run.Get(key)).Add("type", run.Get(type))
                .Add("title", run.Get(title)).Add("thread", run.Get(thread)).Add("visibility", run.Get(visibility)).Add("tags", run.Get(tags))
                .Add("importance", run.Get(importance)).Add("confidence", run.Get(confidence)).Add("layer", run.Get(layer))
                .Add("evidence", run.Get(evidence)).AddFlag("pinned", run.Get(pinned)).Add("ttl", run.Get(ttl))
                .Add("valid_from", run.Get(from)).Add("valid_to", run.Get(until)).Add("supersedes", run.Get(supersedes))
                .Add("if_match", run.Get(ifMatch)).Add("idempotency_key", run.Get(idempotency));
            var answer = await tools.CallAsync("memory_save", arguments, run.Cancellation);
            return run.AnswerText(answer);
        }));
        return command.WithExamples(
            "baton memory save \"Releases are cut from main on Tuesdays\" --type fact",
            "baton memory save --key deploy-steps --type procedure --body-file deploy.md",
            "baton memory save --key limits --value '{\"rps\": 50}'");
    }

    private static Option<string?> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    private static JsonNode? Parse(string? json)
    {
        if (json is null) return null;
        try
        {
            return JsonNode.Parse(json) ?? throw new CliException(CliFailure.Usage("--value must not be null.", "Delete a memory with `baton memory delete`."));
        }
        catch (JsonException broken)
        {
            throw new CliException(CliFailure.Usage($"--value is not JSON: {broken.Message}", "A text needs its quotes: --value '\"text\"'."));
        }
    }
}
