using System.Globalization;
using Baton.Memory.Administration;
using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Transfer;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class AdminImportTool(MemoryAdministration administration) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "admin_import",
        Title = "Import into the store",
        Toolset = "admin",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: true),
        Description = "Read a piece of an export back; what is there already is passed over, so a repeat writes nothing. Lines that fail are reported and the others kept; atomic keeps all or nothing, dry_run writes nothing.",
        Parameters =
        [
            new Parameter("lines", Utf8) { Required = true, About = "JSON Lines of admin_export or baton export." },
            new Parameter("atomic", ParameterKind.Boolean),
            new Parameter("dry_run", ParameterKind.Boolean),
        ],
        Output = """{"records":{"type":"integer"},"versions":{"type":"integer"},"links":{"type":"integer"},"projects":{"type":"integer"},"tombstones":{"type":"integer"},"present":{"type":"integer"},"failed":{"type":"integer"},"errors":{"type":"array","items":{"type":"object"}},"written":{"type":"boolean"}}""",
        Always = ["records", "versions", "failed", "errors", "written"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (AdminRight.Refuse(caller) is { } refused) return Reply.Of(refused);
        using var input = new MemoryStream(arguments.Utf8("lines").ToArray());
        var (atomic, dryRun) = (arguments.Flag("atomic"), arguments.Flag("dry_run"));
        var outcome = atomic || dryRun
            ? await administration.ImportAtOnceAsync(input, keep: !dryRun, null, cancellationToken)
            : await administration.ImportAsync(input, null, cancellationToken);
        if (!outcome.TryGet(out var report, out var failure)) return Reply.Of(failure);
        var written = !dryRun && !(atomic && report.Failed > 0);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(written ? "Imported" : "Would import")} {report.Records} record(s) in {report.Versions} version(s); {report.Present} line(s) were there, {report.Failed} failed.");
        return Reply.Of(text, json =>
        {
            TransferReportJson.WriteMembers(json, report);
            json.WriteBoolean("written", written);
        });
    }
}
