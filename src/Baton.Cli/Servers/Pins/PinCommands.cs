using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Gateway.Pins;

namespace Baton.Cli.Servers.Pins;

/// <summary><c>server pins</c> and <c>server diff</c>: what is approved of a server, and what waits.</summary>
internal static class PinCommands
{
    public static Command CreatePins(CliContext context)
    {
        var name = PinAction.Server();
        var history = new Option<bool>("--history") { Description = "Show the definitions that others have taken the place of, too." };
        var refresh = Refresh();
        var command = new Command("pins", "Show which definitions of a server are approved, and which wait.") { name, history, refresh };
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await OpenAsync(run, run.Get(name)!, run.Get(refresh));
            var pins = await PinAction.KnownAsync(run, opened, run.Get(name)!);
            if (pins is null) return PinAction.Missing(run, run.Get(name)!);
            var shown = pins.Where(pin => pin.State != PinState.Replaced || run.Get(history)).ToList();
            if (run.Json) shown.ForEach(pin => PinPrinter.Write(run, pin, withDefinition: false));
            else PinPrinter.Table(run, run.Get(name)!, shown);
            return ExitCode.Done;
        }));
        return command.WithExamples("baton server pins files", "baton server pins files --refresh --json");
    }

    public static Command CreateDiff(CliContext context)
    {
        var name = PinAction.Server();
        var items = PinAction.Items("Only these tools, prompts or templates; one that was rejected too.");
        var refresh = Refresh();
        var command = new Command("diff", "Show how the definitions that wait differ from those approved; exit 1 if any waits.") { name, items, refresh };
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await OpenAsync(run, run.Get(name)!, run.Get(refresh));
            var pins = await PinAction.KnownAsync(run, opened, run.Get(name)!);
            if (pins is null) return PinAction.Missing(run, run.Get(name)!);
            var named = run.Get(items) ?? [];
            var waiting = pins.Where(pin => named.Length == 0 ? pin.State == PinState.Held : named.Contains(pin.Name) && pin.State is PinState.Held or PinState.Rejected)
                .OrderByDescending(pin => pin.Grade).ThenBy(pin => pin.Name, StringComparer.Ordinal).ToList();
            if (run.Json) waiting.ForEach(pin => PinPrinter.Write(run, pin, withDefinition: true));
            else PinPrinter.Differences(run, run.Get(name)!, named, waiting, pins);
            return waiting.Count == 0 ? ExitCode.Done : ExitCode.No;
        }));
        return command.WithExamples("baton server diff files", "baton server diff files write_file");
    }

    private static Option<bool> Refresh() => new("--refresh") { Description = "Ask the server for its tools, prompts and resource templates now, instead of showing what was seen last." };

    private static async Task<Operator> OpenAsync(CommandRun run, string server, bool refresh)
    {
        var opened = await Operator.OpenAsync(run);
        try
        {
            if (refresh) await PinRefresh.RunAsync(run, opened, server);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }
}
