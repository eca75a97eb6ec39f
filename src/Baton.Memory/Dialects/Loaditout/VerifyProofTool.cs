using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Oversight;
using Baton.Memory.Server;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

internal sealed class VerifyProofTool(IOversight oversight) : IDialectTool
{
    public string Name => "verify_proof";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await oversight.VerifyAsync(caller, arguments.RequiredText("proof_id"), cancellationToken)).TryGet(out var proof, out var failure)) return Reply.Of(failure);
        var text = proof.Fault is { } fault ? $"NOT valid: {fault}"
            : $"Valid: {HandoffText.Word(proof.Report.Subject)}, {proof.Report.Status}, recorded {Instants.Format(proof.At)} and unchanged since.";
        return Reply.Of(text, json =>
        {
            json.WriteBoolean("valid", proof.Fault is null);
            json.Text("fault", proof.Fault);
            ProofReply.Write(json, proof);
        });
    }
}
