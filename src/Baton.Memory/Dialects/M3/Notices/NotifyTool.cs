using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Agents;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Notices;

/// <summary>A note for an agent: a native notice, which its inbox shows.</summary>
internal sealed class NotifyTool(M3Desk desk) : MappedTool("notify")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var kind = arguments.RequiredText(M3Note.KindLabel);
        if ((arguments.RefuseBlank(M3Labels.AgentId) ?? arguments.RefuseBlank(M3Note.KindLabel) ?? OriginalArguments.RefuseLabel(M3Note.KindLabel, kind, 400)) is { } wrong) return wrong;
        if (!arguments.Object("payload").TryGet(out var payload, out var refused)) return refused;
        var request = new NotifyRequest
        {
            To = [arguments.RequiredText(M3Labels.AgentId)],
            Subject = kind,
            Message = payload.IsEmpty ? "{}" : Encoding.UTF8.GetString(payload.Span),
            IsJson = true,
            Labels = ImmutableSortedDictionary<string, string>.Empty.SetItem(M3Note.KindLabel, kind),
        };
        if (!(await desk.Agents.NotifyAsync(caller, request, cancellationToken)).TryGet(out var sent, out var failure)) return failure;
        var note = M3Note.Of(sent.Notices[0], caller.Principal);
        return ScreenedReply.Of(string.Create(CultureInfo.InvariantCulture, $"Notified {M3Rows.Line(note.AgentId)}: notification {note.Number}."), arguments.Own(sent.Redacted), arguments.Own(sent.Warnings), json =>
        {
            json.WriteNumber("notification_id", note.Number);
            json.WriteString("id", note.Id);
            json.WriteString(M3Labels.AgentId, note.AgentId);
            json.WriteString(M3Note.KindLabel, kind);
        });
    }
}
