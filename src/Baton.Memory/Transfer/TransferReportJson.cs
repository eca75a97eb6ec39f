using System.Text.Json;

namespace Baton.Memory.Transfer;

/// <summary>A transfer's report for programs, the same from the tool and from the command.</summary>
public static class TransferReportJson
{
    /// <summary>The members of an object that is open: how much was moved, and what failed.</summary>
    public static void WriteMembers(Utf8JsonWriter json, TransferReport report)
    {
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
    }
}
