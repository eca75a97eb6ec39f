using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Handoffs;

/// <summary>Replies about handoffs that were handed on.</summary>
internal static class M3Handoff
{
    private const string Refs = "/refs";

    public static ToolReply Handed(HandoffSaved saved)
        => ScreenedReply.Of($"Handed to {HandoffText.Word(saved.Handoff.To!)}: {saved.Handoff.Id}.", saved.Redacted, saved.Warnings, json =>
        {
            json.WriteString("id", saved.Handoff.Id);
            json.WriteString("handoff_id", saved.Handoff.Id);
            json.WriteString("to_agent", saved.Handoff.To);
            json.AllTexts("context_ids", saved.Handoff.Refs);
        });

    /// <summary>The failure at the argument that M3 has for it.</summary>
    public static Failure Refused(Failure failure)
        => failure.Path?.StartsWith(Refs, StringComparison.Ordinal) == true ? failure with { Path = "/context_ids" + failure.Path[Refs.Length..] } : failure;
}
