using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;
using Baton.Memory.Safety;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

internal sealed class ReportSkillUsageTool(IOversight oversight) : IDialectTool
{
    private const int LongestError = 4096;

    public string Name => "report_skill_usage";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if ((Subject.Refuse(arguments) ?? Fail.IfOver("error_message", arguments.Text("error_message") ?? "", LongestError, "/error_message")) is { } wrong) return Reply.Of(wrong);
        var error = arguments.Text("error_message") is { Length: > 0 } said ? SecretScanner.Clean(said, out _) : null;
        var report = new UsageReport(arguments.RequiredText("slug"), arguments.RequiredText("status"), error);
        if (!(await oversight.ReportAsync(caller, report, cancellationToken)).TryGet(out var proof, out var failure)) return Reply.Of(failure);
        return Reply.Of($"Recorded: {HandoffText.Word(report.Subject)}, {report.Status}. Proof: {proof.Id}", json => ProofReply.Write(json, proof));
    }
}
