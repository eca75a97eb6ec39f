using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Memory.Storage;

namespace Baton.Cli.Administration;

/// <summary>Links of a bundle to records that are not in it, as they are said.</summary>
internal static class OutsideLinks
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<StoredLink> links)
    {
        json.WriteStartArray("outside_links");
        foreach (var link in links)
        {
            json.WriteStartObject();
            json.WriteString("from", link.From);
            json.WriteString("to", link.To);
            json.WriteString("relation", link.Relation);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Say(CommandRun run, IReadOnlyList<StoredLink> links)
    {
        foreach (var link in links) run.Out.WriteLine(Printable.For(run.Context.Terminal, $"Points outside the bundle: {link.From} {link.Relation} {link.To}"));
    }
}
