using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Writes one more handoff, or reads the newest; none is written over, and earlier ones stay readable.</summary>
internal sealed class SessionHandoffTool(SovereignDesk desk) : IDialectTool
{
    private readonly NewestHandoff _newest = new(desk);

    public string Name => "session_handoff";

    public ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => arguments.Text("action") == "write" ? WriteAsync(caller, arguments, cancellationToken) : _newest.ReadAsync(caller, arguments, cancellationToken);

    private async ValueTask<ToolReply> WriteAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        ImmutableArray<string> said = [.. arguments.Texts("next_priorities"), .. arguments.Texts("pending"), .. arguments.Texts("decisions"), .. arguments.Texts("changed")];
        var summary = arguments.Text("summary") is { Length: > 0 } given ? given : said.IsEmpty ? null : Excerpt.Line(string.Join("; ", said), 400);
        if (summary is null) return Reply.Of(Fail.Invalid("There is nothing to write.", "/summary", "Give summary, or one of decisions, pending, changed and next_priorities."));
        var request = new HandoffSaveRequest
        {
            Summary = summary,
            Project = arguments.Filled("project"),
            Thread = Patch.SetOrKeep(arguments.Filled("thread")),
            Decisions = arguments.Texts("decisions"),
            Pending = arguments.Texts("pending"),
            Changed = arguments.Texts("changed"),
            NextActions = arguments.Texts("next_priorities"),
        };
        return (await desk.Handoffs.SaveAsync(caller, request, cancellationToken)).TryGet(out var saved, out var failure)
            ? HandoffReply.Of("Handoff written", saved.Handoff, desk.Records.Now, arguments.Own(saved.Redacted), arguments.Own(saved.Warnings)) : Reply.Of(failure);
    }
}
