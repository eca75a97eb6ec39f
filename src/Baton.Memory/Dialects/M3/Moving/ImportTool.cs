using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.M3.Moving;

/// <summary>Memories from M3's export, through the importer that the command line uses.</summary>
internal sealed class ImportTool(M3Desk desk) : MappedTool("memory_import")
{
    private const int MostNamed = 20;

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var file = new ForeignFile("data", desk.Now, () => Encoding.UTF8.GetBytes(arguments.RequiredText("data")));
        var items = new M3Format().Read(file, new ForeignOptions(arguments.Filled("project"))).ToList();
        if (items is [ForeignItem.Problem { Place.Number: 0 } broken]) return Fail.Invalid(broken.Message, "/data", "Pass what memory_export returned.");
        var report = await ForeignImport.Over(desk.Context).RunAsync(caller, items, null, cancellationToken);
        var errors = string.Concat(report.Errors.Take(MostNamed).Select(error => $"\n{M3Rows.Line(error.Message)}"));
        var text = string.Create(CultureInfo.InvariantCulture, $"Imported {Counted.Of(report.Records, "memory", "memories")} and {Counted.Of(report.Links, "link")}; {report.Present} were there already; {report.Failed} failed.{errors}");
        return Reply.Of(text, json =>
        {
            json.WriteNumber("imported", report.Records);
            json.WriteNumber("updated", report.Versions - report.Records);
            json.WriteNumber("present", report.Present);
            json.WriteNumber("links", report.Links);
            json.WriteNumber("failed", report.Failed);
            json.Rows("errors", report.Errors, (writer, error) =>
            {
                writer.WriteNumber("item", error.Line);
                writer.WriteString("message", error.Message);
            });
        });
    }
}
