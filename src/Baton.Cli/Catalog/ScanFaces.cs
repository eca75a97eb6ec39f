using System.Text;
using Baton.Cli.Application;
using Baton.Cli.Catalog.Reports;
using Baton.Cli.Output;

namespace Baton.Cli.Catalog;

/// <summary>Writes a report in the face that was asked for, to standard output or to a file.</summary>
internal static class ScanFaces
{
    public static void Write(CommandRun run, ScanReport report, ScanRequest request)
    {
        if (request.Face == ScanFace.Table && request.Output is null)
        {
            TableReport.Write(run, report);
            TableReport.WriteDrifts(run, report);
            return;
        }
        var text = Text(report, request.Face == ScanFace.Table ? ScanFace.Json : request.Face);
        if (request.Output is { } output) File.WriteAllText(run.FullPath(output), text, new UTF8Encoding(false));
        else run.Out.Write(text);
        if (request.Face == ScanFace.Json) return;
        foreach (var problem in report.Listing.List.Problems) run.Error.WriteLine($"baton: {(problem.Tool is { } tool ? tool + ": " : "")}{problem.Message}");
    }

    private static string Text(ScanReport report, ScanFace face) => face switch
    {
        ScanFace.Markdown => MarkdownReport.Write(report),
        ScanFace.Html => HtmlReport.Write(report),
        ScanFace.Policy => report.Policy() + "\n",
        ScanFace.Sarif => Json(writer => SarifReport.Write(writer, report)),
        _ => Json(writer => JsonReport.Write(writer, report)),
    };

    private static string Json(Action<System.Text.Json.Utf8JsonWriter> write)
    {
        using var text = new StringWriter();
        JsonLine.Write(text, write);
        return text.ToString();
    }
}
