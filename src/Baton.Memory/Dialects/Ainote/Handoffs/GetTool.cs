using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Handoffs;

/// <summary>One handoff by project and topic: the latest, or that of a day and time.</summary>
internal sealed class GetTool(AinoteDesk desk) : MappedTool("handoff_get")
{
    private readonly HandoffShelf _shelf = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!HandoffShelf.Day(arguments).TryGet(out var day, out var wrong) || !HandoffShelf.Minute(arguments).TryGet(out var minute, out wrong)) return wrong;
        var (project, topic) = (arguments.RequiredText("project"), arguments.RequiredText("topic"));
        bool Fits(Handoff handoff) => (_shelf.NameOf(handoff).Topic == topic || handoff.Key == topic || handoff.Id == topic)
            && (day.Date is not { } date || _shelf.NameOf(handoff).Date == date) && (minute.Length == 0 || _shelf.NameOf(handoff).Time == minute);
        if (!(await _shelf.AllAsync(caller, project, Fits, cancellationToken)).TryGet(out var found, out var failure)) return failure;
        if (found.IsEmpty) return Fail.NotFound($"There is no handoff on '{Excerpt.Line(topic, 80)}' in project '{Excerpt.Line(project, 80)}'{(day.Date is null ? "" : " on that day")}.", "/topic", "See handoff_list.");
        var request = new HandoffLoadRequest { Ref = new RecordRef(found[0].Id), MaxTokens = HandoffLoadRequest.Whole };
        if (!(await desk.Handoffs.LoadAsync(caller, request, cancellationToken)).TryGet(out var loaded, out failure)) return failure;
        return Reply.Of(HandoffText.Loaded(loaded), json =>
        {
            json.WriteString("path", _shelf.NameOf(loaded.Handoff).Path);
            _shelf.Members(json, loaded.Handoff);
            json.WriteString("content", loaded.Body is { Length: > 0 } body ? body.Span : Encoding.UTF8.GetBytes(loaded.Handoff.Summary));
        });
    }
}
