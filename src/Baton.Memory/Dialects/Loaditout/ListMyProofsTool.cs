using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Oversight;
using Baton.Memory.Server;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

internal sealed class ListMyProofsTool(IOversight oversight) : IDialectTool
{
    private const int Most = 100;

    public string Name => "list_my_proofs";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await oversight.ProofsAsync(caller, Most + 1, cancellationToken)).TryGet(out var all, out var failure)) return Reply.Of(failure);
        var proofs = all[..Math.Min(all.Length, Most)];
        var note = all.Length > Most ? string.Create(CultureInfo.InvariantCulture, $"Only the newest {Most} are shown; 'baton audit query' has the rest.") : null;
        var lines = proofs.Select(proof => $"- {proof.Id}: {HandoffText.Word(proof.Report.Subject)}, {proof.Report.Status}, {Instants.ToMinute(proof.At)}").Append(note).OfType<string>();
        return Reply.Of(proofs.IsEmpty ? "No proofs yet." : string.Join('\n', lines), json =>
        {
            json.Objects("proofs", proofs, ProofReply.Write);
            if (proofs.IsEmpty) json.AllTexts("proofs", []);
            json.Text("note", note);
        });
    }
}
