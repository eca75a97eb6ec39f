using Baton.Memory.Callers;
using Baton.Memory.Oversight;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

internal sealed class ReportSkillUsageTool(IOversight oversight) : IDialectTool
{
    public string Name => "report_skill_usage";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!Subject.Read(arguments).TryGet(out var slug, out var failure) || !Words.Read(arguments, "error_message").TryGet(out var error, out failure)) return Reply.Of(failure);
        var report = new UsageReport(slug, arguments.RequiredText("status"), error.Text);
        if (!(await oversight.ReportAsync(caller, report, cancellationToken)).TryGet(out var proof, out failure)) return Reply.Of(failure);
        return Reply.Of(Notes.After($"Recorded: {HandoffText.Word(report.Subject)}, {report.Status}. Proof: {proof.Id}", error.Redacted, []), json =>
        {
            ProofReply.Write(json, proof);
            json.Redacted(error.Redacted);
        });
    }
}
