using System.Text.Json;
using Baton.Memory.Transfer;

namespace Baton.Cli.Administration;

/// <summary>A transfer's report for programs.</summary>
internal static class TransferJson
{
    public static void Write(Utf8JsonWriter json, TransferReport report)
    {
        json.WriteNumber("lines", report.Lines);
        TransferReportJson.WriteMembers(json, report);
        if (report.Outside.Count > 0) OutsideLinks.Write(json, report.Outside);
    }
}
