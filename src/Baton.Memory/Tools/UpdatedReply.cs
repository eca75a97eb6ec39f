using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Server;

namespace Baton.Memory.Tools;

/// <summary>The answer of tools that change one handoff.</summary>
internal static class UpdatedReply
{
    public static ToolReply Of(string what, HandoffUpdated updated)
        => Reply.Of(Notes.After(HandoffText.Receipt(what, updated.Handoff, updated.Handoff.StatusAt(updated.Now)), updated.Redacted, updated.Warnings), json =>
        {
            HandoffJson.Record(json, updated.Handoff, updated.Now);
            json.Redacted(updated.Redacted);
            json.AllTexts("warnings", updated.Warnings);
        });
}
