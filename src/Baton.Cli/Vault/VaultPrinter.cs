using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Memory.Vault;

namespace Baton.Cli.Vault;

/// <summary>A sync's report for people and for programs.</summary>
internal static class VaultPrinter
{
    private static readonly VaultStep[] Steps = Enum.GetValues<VaultStep>();

    public static void Show(CommandRun run, VaultReport report, bool applied)
    {
        if (run.Json)
        {
            run.WriteJson(json => Write(json, report, applied, VaultCommands.PathOf(run)));
            return;
        }
        foreach (var one in report.Events.Where(one => one.Why is not null)) run.Out.WriteLine(Line(run, one));
        var counts = Steps.Select(step => (Word: Word(step), Count: report.Count(step))).Where(pair => pair.Count > 0).Select(pair => $"{pair.Count} {pair.Word}");
        run.Out.WriteLine($"{VaultCommands.PathOf(run)}: {(applied ? "" : "a sync would leave ")}{string.Join(", ", counts.Append($"{report.Unchanged} unchanged"))}.");
    }

    /// <summary>One step as it happens.</summary>
    public static void Tell(CommandRun run, VaultEvent one)
    {
        if (run.Json) run.WriteJson(json => Write(json, one));
        else run.Out.WriteLine(Line(run, one));
    }

    private static string Line(CommandRun run, VaultEvent one)
        => Printable.For(run.Context.Terminal, $"{Name(one.Step)} {one.Path}{(one.Why is null ? "" : ": " + one.Why)}");

    private static void Write(Utf8JsonWriter json, VaultReport report, bool applied, string path)
    {
        json.WriteString("vault", path);
        json.WriteBoolean("applied", applied);
        json.WriteNumber("unchanged", report.Unchanged);
        foreach (var step in Steps) json.WriteNumber(Word(step).Replace(' ', '_'), report.Count(step));
        json.WriteStartArray("files");
        foreach (var one in report.Events)
        {
            json.WriteStartObject();
            Write(json, one);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, VaultEvent one)
    {
        json.WriteString("step", Name(one.Step));
        json.WriteString("path", one.Path);
        if (one.Id is { } id) json.WriteString("id", id);
        if (one.Why is { } why) json.WriteString("why", why);
    }

    private static string Name(VaultStep step) => step.ToString().ToLowerInvariant();

    private static string Word(VaultStep step) => step switch
    {
        VaultStep.Write => "written",
        VaultStep.Import => "imported",
        VaultStep.Remove => "removed",
        VaultStep.Conflict => "conflicts",
        _ => "problems",
    };
}
