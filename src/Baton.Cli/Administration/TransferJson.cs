using System.Text.Json;
using Baton.Memory.Transfer;

namespace Baton.Cli.Administration;

/// <summary>A transfer's report for programs.</summary>
internal static class TransferJson
{
    public static void Write(Utf8JsonWriter json, TransferReport report)
    {
        json.WriteNumber("lines", report.Lines);
        json.WriteNumber("projects", report.Projects);
        json.WriteNumber("records", report.Records);
        json.WriteNumber("versions", report.Versions);
        json.WriteNumber("links", report.Links);
        json.WriteNumber("tombstones", report.Tombstones);
        json.WriteNumber("present", report.Present);
        json.WriteNumber("failed", report.Failed);
        json.WriteStartArray("errors");
        foreach (var error in report.Errors)
        {
            json.WriteStartObject();
            json.WriteNumber("line", error.Line);
            json.WriteString("message", error.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (report.Outside.Count > 0) OutsideLinks.Write(json, report.Outside);
    }
}
