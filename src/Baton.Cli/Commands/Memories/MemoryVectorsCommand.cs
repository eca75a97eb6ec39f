using System.CommandLine;
using Baton.Cli.Administration;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Memory.Storage;

namespace Baton.Cli.Commands.Memories;

/// <summary><c>memory vectors</c>: how far the vectors of the configured model have come, and giving the rest theirs at once.</summary>
internal static class MemoryVectorsCommand
{
    public static Command Create(CliContext context)
    {
        var fill = new Option<bool>("--fill") { Description = "Give every text that has none its vector now, and wait for it." };
        var command = new Command("vectors", "Say how many texts have their vector; a running Baton gives them in the background.") { fill };
        command.SetAction(context.Action(async run =>
        {
            await using var store = await AdministeredStore.OpenAsync(run);
            await using var meaning = Meaning.Of(run.DataFolder(), run.Context.Environment, store, run.Context.Time);
            if (meaning is null) return run.FailNo("not_configured", "Vectors are off.", "Set where they come from: baton config set embeddings.url http://localhost:11434/v1");
            if (run.Get(fill))
            {
                var line = new VectorProgressLine(run);
                var filled = await meaning.Backfill.FillAsync(line, run.Cancellation);
                line.Finish();
                if (!filled.TryGet(out _, out var failure)) return run.Fail(CliFailure.Of(failure));
            }
            return Show(run, meaning.Backfill.Model, await meaning.Backfill.ProgressAsync(run.Cancellation));
        }));
        return command.WithExamples("baton memory vectors", "baton memory vectors --fill", "baton memory vectors --json");
    }

    private static int Show(CommandRun run, string model, VectorProgress progress)
    {
        if (run.Json)
        {
            run.WriteJson(json =>
            {
                json.WriteString("model", model);
                json.WriteNumber("done", progress.Done);
                json.WriteNumber("total", progress.Total);
            });
        }
        else
        {
            run.Out.WriteLine($"{progress.Done:N0} of {progress.Total:N0} texts have a vector of {model}.");
        }
        return ExitCode.Done;
    }
}
