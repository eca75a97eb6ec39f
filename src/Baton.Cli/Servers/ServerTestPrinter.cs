using System.Collections.Immutable;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Gateway.Servers;
using Baton.Gateway.Upstreams.Probing;

namespace Baton.Cli.Servers;

/// <summary>Shows what a server was found to offer.</summary>
internal static class ServerTestPrinter
{
    public static void Print(CommandRun run, ServerConfig server, ProbeReport report)
    {
        if (run.Json)
        {
            run.WriteJson(json => Write(json, server, report));
            return;
        }
        var itself = string.Join(' ', new[] { report.ServerName ?? "a server without a name", report.ServerVersion }.Where(part => part is not null));
        run.Out.WriteLine(Printable.For(run.Context.Terminal, $"Server {server.Name} works: {itself}, {report.Revision} over {ServerPrinter.Kind(server)}, {report.Elapsed.TotalMilliseconds:0} ms."));
        run.Out.WriteLine($"{Count(report, "tool")}, {Count(report, "prompt")}, {Count(report, "template")}, {Count(report, "resource")}.");
        foreach (var oddity in report.Oddities) run.Error.WriteLine(Printable.Safe($"baton: note: the server lists {oddity}"));
        if (report.Items.IsEmpty) return;
        run.WriteTable(TextTable.Of(
            [new("kind", Fixed: true), new("name", Fixed: true), new("category", Fixed: true), new("description")],
            report.Items.Select(item => ImmutableArray.Create(item.Kind, item.Name, item.Category ?? "", FirstLine(item.Description)))));
    }

    private static void Write(Utf8JsonWriter json, ServerConfig server, ProbeReport report)
    {
        json.WriteString("name", server.Name);
        json.WriteString("kind", ServerPrinter.Kind(server));
        json.WriteStartObject("server");
        json.WriteString("name", report.ServerName);
        json.WriteString("version", report.ServerVersion);
        json.WriteEndObject();
        json.WriteString("revision", report.Revision);
        json.WriteStartArray("capabilities");
        foreach (var capability in report.Capabilities) json.WriteStringValue(capability);
        json.WriteEndArray();
        foreach (var kind in (string[])["tool", "prompt", "template", "resource"]) WriteItems(json, report, kind);
        json.WriteStartArray("problems");
        foreach (var oddity in report.Oddities) json.WriteStringValue(oddity);
        json.WriteEndArray();
        json.WriteNumber("elapsed_ms", Math.Round(report.Elapsed.TotalMilliseconds, 1));
    }

    private static void WriteItems(Utf8JsonWriter json, ProbeReport report, string kind)
    {
        json.WriteStartArray(kind + "s");
        foreach (var item in report.Items.Where(item => item.Kind == kind))
        {
            json.WriteStartObject();
            json.WriteString(kind == "resource" ? "uri" : "name", item.Name);
            if (item.Category is { } category) json.WriteString("category", category);
            json.WriteString("description", item.Description);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Count(ProbeReport report, string kind)
    {
        var count = report.Items.Count(item => item.Kind == kind);
        return $"{count} {kind}{(count == 1 ? "" : "s")}";
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
