using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Handoffs;

/// <summary>A handoff named by project, topic and day; its file is on disk before the call returns.</summary>
internal sealed class SaveTool(AinoteDesk desk) : MappedTool("handoff_save")
{
    private readonly HandoffShelf _shelf = new(desk);
    private readonly HandoffFiles _files = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!HandoffShelf.Day(arguments).TryGet(out var day, out var wrong) || !HandoffShelf.Minute(arguments).TryGet(out var minute, out wrong)) return wrong;
        if ((arguments.RefuseBlank("project") ?? arguments.RefuseBlank("topic")) is { } unnamed) return unnamed;
        var content = arguments.RequiredText("content");
        if (string.IsNullOrWhiteSpace(content)) return Fail.Invalid("content is empty.", "/content", "Say what was done and what comes next.");
        var name = new HandoffName(arguments.RequiredText("project"), arguments.RequiredText("topic"), day.Date ?? DateOnly.FromDateTime(desk.LocalNow.DateTime), minute.Length == 0 ? null : minute);
        if (!(await desk.Handoffs.SaveAsync(caller, AinoteHandoff.Request(name, content), cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        if (!(await _files.WriteAsync(caller, saved.Handoff, [name.Path, name.PathWith(saved.Handoff.Id)], cancellationToken)).TryGet(out var path, out failure)) return failure;
        return ScreenedReply.Of(string.Create(CultureInfo.InvariantCulture, $"Handoff saved: {path} (id {saved.Handoff.Id}, version {saved.Handoff.Version})."), arguments.Own(saved.Redacted), arguments.Own(saved.Warnings), json =>
        {
            json.WriteBoolean("success", true);
            json.WriteString("path", path);
            _shelf.Members(json, saved.Handoff);
        });
    }
}
