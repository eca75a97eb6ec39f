using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

internal sealed class SaveTool(ConversationDesk desk) : IDialectTool
{
    public string Name => "handoff_save";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (ConversationDraft.Check(arguments, desk.Limits) is { } wrong) return Reply.Of(wrong);
        var found = arguments.Text("key") is { } key ? await desk.FindAsync(caller, key, cancellationToken) : default(Outcome<Handoff>?);
        if (found?.Failure is { Code: not FailureCode.NotFound } refused) return Reply.Of(refused);
        var current = found is { Succeeded: true } there ? there.Value : null;
        var request = ConversationDraft.Request(arguments, current, current?.Key ?? arguments.Text("key") ?? desk.NewKey()) with { Project = current?.Project };
        if (!(await desk.Handoffs.SaveAsync(caller, request, cancellationToken)).TryGet(out var saved, out var failure)) return Reply.Of(failure);

        saved = arguments.Own(saved);
        var conversation = await desk.ReadAsync(saved.Handoff, cancellationToken);
        var sent = Encoding.UTF8.GetByteCount(arguments.RequiredText("conversation"));
        var notes = arguments.Integer("conversation_bytes") is { } said && said != sent
            ? saved.Warnings.Add(string.Create(CultureInfo.InvariantCulture, $"conversation_bytes says {said}, but {sent} bytes arrived; compare before relying on it."))
            : saved.Warnings;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"Handoff saved. Key: {saved.Handoff.Key} (id {saved.Handoff.Id}, version {saved.Handoff.Version}), {conversation.Messages} messages, {saved.Handoff.Body?.Bytes ?? 0} bytes, {conversation.Status}. Load it with handoff_load.");
        return Reply.Of(Notes.After(text, saved.Redacted, notes), json =>
        {
            json.WriteStartObject("handoff");
            conversation.WriteMembers(json);
            json.WriteEndObject();
            json.Redacted(saved.Redacted);
            json.AllTexts("notes", notes);
        });
    }
}
