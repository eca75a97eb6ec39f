using Baton.Cli.Application;
using Baton.Memory.Transfer;

namespace Baton.Cli.Administration;

/// <summary>One line on a terminal's standard error that says how far a transfer is.</summary>
internal sealed class TransferProgressLine(CommandRun run) : IProgress<TransferProgress>
{
    private readonly bool _shown = run.Context.Terminal.IsTerminal && !run.Json;
    private bool _written;

    public void Report(TransferProgress value)
    {
        if (!_shown) return;
        run.Error.Write(value.Bytes == 0 ? $"\r{value.Lines:N0} items " : $"\r{value.Lines:N0} lines, {value.Bytes / 1_048_576.0:N1} MiB ");
        _written = true;
    }

    /// <summary>Clears the line.</summary>
    public void Finish()
    {
        if (_written) run.Error.Write("\r" + new string(' ', 48) + "\r");
    }
}
