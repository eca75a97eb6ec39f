using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Oversight;

namespace Baton.Memory.Dialects.Loaditout;

/// <summary>A proof's members in replies.</summary>
internal static class ProofReply
{
    public static void Write(Utf8JsonWriter json, Proof proof)
    {
        json.WriteString("proof_id", proof.Id);
        json.WriteString("slug", proof.Report.Subject);
        json.WriteString("status", proof.Report.Status);
        json.Text("error_message", proof.Report.Error);
        json.Instant("recorded_at", proof.At);
        json.WriteStartObject("chain");
        json.WriteNumber("sequence", proof.Sequence);
        json.WriteString("authentication", proof.Authentication);
        json.Text("previous", proof.Previous);
        json.WriteEndObject();
    }
}
