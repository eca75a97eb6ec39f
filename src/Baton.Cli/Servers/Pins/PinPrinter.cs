using System.Collections.Immutable;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Gateway.Pins;
using Printable = Baton.Catalog.Text.Printable;

namespace Baton.Cli.Servers.Pins;

/// <summary>Shows pins. Whatever a server wrote is shown with its hidden characters made visible.</summary>
internal static class PinPrinter
{
    public static string Grade(Pin pin) => pin.Grade?.ToString().ToLowerInvariant() ?? "first";

    public static void Table(CommandRun run, string server, IReadOnlyList<Pin> pins)
    {
        if (pins.Count == 0)
        {
            run.Error.WriteLine($"Nothing of '{server}' was seen yet: its definitions are pinned when a client first uses it, or with --refresh.");
            return;
        }
        run.WriteTable(TextTable.Of(
            [new("kind", Fixed: true), new("state", Fixed: true), new("grade", Fixed: true), new("name"), new("decided", Fixed: true), new("by"), new("hash", Fixed: true)],
            pins.Select(pin => ImmutableArray.Create(
                PinKinds.Word(pin.Kind), State(pin), Grade(pin), Printable.Of(pin.Name), pin.DecidedAt is { } at ? $"{at:yyyy-MM-dd HH:mm}" : "", pin.DecidedBy ?? "", pin.Hash[..12]))));
        var waiting = pins.Count(pin => pin.State == PinState.Held);
        if (waiting > 0) run.Error.WriteLine($"{waiting} wait{(waiting == 1 ? "s" : "")} for you: baton server diff {server}");
    }

    public static void Differences(CommandRun run, string server, string[] named, IReadOnlyList<Pin> waiting, IReadOnlyList<Pin> all)
    {
        if (waiting.Count == 0)
        {
            run.Out.WriteLine($"Nothing waits on the server '{server}'.");
            return;
        }
        foreach (var pin in waiting)
        {
            var before = all.FirstOrDefault(approved => approved.State == PinState.Approved && approved.Kind == pin.Kind && approved.Name == (pin.PreviousName ?? pin.Name));
            Difference(run, pin, before);
        }
        var items = named.Length == 0 ? "" : " " + string.Join(' ', named.Select(Quoted));
        run.Out.WriteLine($"To let in exactly this: baton server approve {server}{items} --seen {PinDecision.Digest(waiting)}");
        run.Out.WriteLine($"To refuse it for good:  baton server reject {server}{items} --seen {PinDecision.Digest(waiting)}");
    }

    public static void Write(CommandRun run, Pin pin, bool withDefinition) => run.WriteJson(json =>
    {
        json.WriteString("server", pin.Server);
        json.WriteString("kind", PinKinds.Word(pin.Kind));
        json.WriteString("name", pin.Name);
        json.WriteString("state", State(pin));
        json.WriteString("hash", pin.Hash);
        if (pin.Grade is not null) json.WriteString("grade", Grade(pin));
        if (pin.PreviousName is { } previous) json.WriteString("previous_name", previous);
        json.WriteString("seen_at", pin.SeenAt);
        if (pin.DecidedAt is { } decided) json.WriteString("decided_at", decided);
        if (pin.DecidedBy is { } by) json.WriteString("decided_by", by);
        json.WriteStartArray("changes");
        foreach (var change in pin.Changes)
        {
            json.WriteStartObject();
            json.WriteString("grade", change.Grade.ToString().ToLowerInvariant());
            json.WriteString("where", change.Where);
            if (change.Before is not null) json.WriteString("before", change.Before);
            if (change.After is not null) json.WriteString("after", change.After);
            json.WriteString("meaning", change.Meaning);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (!withDefinition) return;
        json.WritePropertyName("definition");
        json.WriteRawValue(pin.Definition);
        json.WriteString("digest", PinDecision.Digest([pin]));
    });

    // Pasted into a shell: a server chose the name.
    private static string Quoted(string name) => $"'{Printable.Of(name).Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static string State(Pin pin) => pin.State.ToString().ToLowerInvariant();

    private static void Difference(CommandRun run, Pin pin, Pin? before)
    {
        var title = before is null ? "new" : pin.PreviousName is { } previous ? $"was {Printable.Of(previous)}" : "changed";
        run.Out.WriteLine($"{PinKinds.Word(pin.Kind)} {Printable.Of(pin.Name)}: {title}, {Grade(pin)}{(pin.State == PinState.Rejected ? ", rejected before" : "")}");
        foreach (var change in pin.Changes) run.Out.WriteLine($"  [{change.Grade.ToString().ToLowerInvariant()}] {Printable.Of($"{change.Where}: {change.Meaning}")}");
        foreach (var line in DefinitionLines.Compare(before, pin)) run.Out.WriteLine("  " + line);
        run.Out.WriteLine();
    }
}
