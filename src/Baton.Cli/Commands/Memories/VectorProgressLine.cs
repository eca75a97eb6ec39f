using Baton.Cli.Application;
using Baton.Memory.Storage;

namespace Baton.Cli.Commands.Memories;

/// <summary>One line on a terminal's standard error that says how far the vectors are; a plain line a step elsewhere.</summary>
internal sealed class VectorProgressLine(CommandRun run) : IProgress<VectorProgress>
{
    private bool _written;

    public void Report(VectorProgress value)
    {
        if (run.Json) return;
        var text = $"{value.Done:N0} of {value.Total:N0} vectors";
        if (!run.Context.Terminal.IsTerminal)
        {
            run.Error.WriteLine(text);
            return;
        }
        run.Error.Write($"\r{text} ");
        _written = true;
    }

    /// <summary>Ends the line, so that what follows starts on one of its own.</summary>
    public void Finish()
    {
        if (_written) run.Error.WriteLine();
    }
}
