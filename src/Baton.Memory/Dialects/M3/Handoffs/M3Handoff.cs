using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Handoffs;

/// <summary>Replies about handoffs that were handed on.</summary>
internal static class M3Handoff
{
    public static ToolReply Handed(HandoffSaved saved)
        => ScreenedReply.Of($"Handed to {HandoffText.Word(saved.Handoff.To!)}: {saved.Handoff.Id}.", saved.Redacted, saved.Warnings, json =>
        {
            json.WriteString("id", saved.Handoff.Id);
            json.WriteString("handoff_id", saved.Handoff.Id);
            json.WriteString("to_agent", saved.Handoff.To);
            json.AllTexts("context_ids", saved.Handoff.Refs);
        });
}
