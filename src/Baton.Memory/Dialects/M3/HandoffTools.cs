using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>Handing work on, and the inbox.</summary>
internal sealed class HandoffTools(M3Desk desk)
{
    public ImmutableArray<IDialectTool> All =>
    [
        new ToolAction("save_handoff", SaveAsync), new ToolAction("memory_handoff", HandAsync),
        new ToolAction("memory_inbox", InboxAsync), new ToolAction("memory_inbox_ack", AckAsync),
    ];

    private async ValueTask<Outcome<ToolReply>> SaveAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var steps = arguments.RequiredText("next_steps");
        var request = new HandoffSaveRequest
        {
            Project = arguments.RequiredText("project"),
            Summary = arguments.RequiredText("summary"),
            Body = Whole(arguments.RequiredText("summary")),
            NextActions = steps.Length == 0 ? default : Patch.Set(ImmutableArray.Create(steps)),
        };
        if (!(await desk.Handoffs.SaveAsync(caller, request, cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        var text = $"Handoff saved: {saved.Handoff.Id} in project {HandoffText.Word(saved.Handoff.Project)}. Load it with memory_get.";
        return Reply.Of(Notes.After(text, saved.Redacted, saved.Warnings), json =>
        {
            json.WriteString("id", saved.Handoff.Id);
            json.WriteString("key", saved.Handoff.Key);
            json.WriteString("project", saved.Handoff.Project);
            json.WriteNumber("version", saved.Handoff.Version);
            json.Redacted(saved.Redacted);
            json.AllTexts("notes", saved.Warnings);
        });
    }

    private async ValueTask<Outcome<ToolReply>> HandAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var from = arguments.Filled(M3Labels.FromAgent);
        if (OriginalArguments.RefuseLabel(M3Labels.FromAgent, from, desk.Context.Limits.NameLength) is { } wrong) return wrong;
        var refs = arguments.Texts("context_ids");
        var labels = ImmutableSortedDictionary<string, string>.Empty.SetItem(M3Labels.FromAgent, from ?? "");
        if (arguments.Filled(M3Labels.TaskId) is { } task)
        {
            if (!(await desk.Tasks.GetAsync(caller, new RecordRef(task), history: false, cancellationToken)).TryGet(out var found, out var unknown)) return unknown with { Path = "/task_id" };
            labels = labels.SetItem(M3Labels.TaskId, found.Task.Id);
        }
        var request = new HandoffSaveRequest
        {
            Project = arguments.Filled("project"),
            To = arguments.RequiredText("to_agent"),
            Title = Excerpt.Line(arguments.RequiredText("task"), 80),
            Summary = arguments.RequiredText("task"),
            Body = Whole(arguments.RequiredText("task")),
            NextActions = arguments.Filled("note") is { } note ? Patch.Set(ImmutableArray.Create(note)) : default,
            Refs = refs.IsEmpty ? default : Patch.Set(refs),
            Labels = labels,
        };
        if (!(await desk.Handoffs.SaveAsync(caller, request, cancellationToken)).TryGet(out var saved, out var failure))
        {
            return failure.Path?.StartsWith("/refs", StringComparison.Ordinal) == true ? failure with { Path = "/context_ids" + failure.Path["/refs".Length..] } : failure;
        }
        return Reply.Of(Notes.After($"Handed to {HandoffText.Word(saved.Handoff.To!)}: {saved.Handoff.Id}.", saved.Redacted, saved.Warnings), json =>
        {
            json.WriteString("id", saved.Handoff.Id);
            json.WriteString("handoff_id", saved.Handoff.Id);
            json.WriteString("to_agent", saved.Handoff.To);
            json.AllTexts("context_ids", saved.Handoff.Refs);
            json.Redacted(saved.Redacted);
            json.AllTexts("notes", saved.Warnings);
        });
    }

    private async ValueTask<Outcome<ToolReply>> InboxAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("limit", 20, 200).TryGet(out var limit, out var wrong)) return wrong;
        if (!(await desk.ProjectAsync(caller, arguments.Filled("project"), cancellationToken)).TryGet(out var project, out var refused)) return refused;
        var unread = !arguments.Has("unread_only") || arguments.Flag("unread_only");
        var items = new List<Handoff>();
        var request = new HandoffSearchRequest { Filter = new HandoffFilter { Project = project, To = arguments.RequiredText("agent_id") }, Limit = 100 };
        do
        {
            if (!(await desk.Handoffs.FindAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
            items.AddRange(page.Handoffs.Select(found => found.Handoff).Where(handoff => !unread || !handoff.Labels.ContainsKey(M3Labels.ReadAt)).Take(limit - items.Count));
            request = request with { Cursor = page.NextCursor };
        }
        while (request.Cursor is not null && items.Count < limit);
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{items.Count} in the inbox of {HandoffText.Word(request.Filter.To!)}, project {HandoffText.Word(project)}. {MarkedBlock.Notice}\n"));
        foreach (var item in items) MarkedBlock.Append(text, HandoffText.Label(item), $"From {item.Labels.GetValueOrDefault(M3Labels.FromAgent)}: {item.Summary}\n{string.Join('\n', item.NextActions)}");
        return Reply.Of(text.ToString(), json =>
        {
            json.Rows("items", items, (writer, item) => M3Rows.Handoff(writer, item, desk.Now));
            json.WriteNumber("count", items.Count);
        });
    }

    private async ValueTask<Outcome<ToolReply>> AckAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var named = M3Desk.RefOf(arguments.RequiredText("memory_id"));
        var request = new HandoffLoadRequest { Ref = named, View = HandoffView.Digest };
        if (!(await desk.Handoffs.LoadAsync(caller, request, cancellationToken)).TryGet(out var loaded, out var unknown)) return unknown with { Path = "/memory_id", Hint = "Give the id that memory_inbox showed." };
        var read = loaded.Handoff.Labels.GetValueOrDefault(M3Labels.ReadAt) ?? Instants.Format(desk.Now);
        var update = new HandoffUpdateRequest { Ref = new RecordRef(loaded.Handoff.Id), Labels = loaded.Handoff.Labels.SetItem(M3Labels.ReadAt, read), IfMatch = loaded.Handoff.Version };
        if ((await desk.Handoffs.UpdateAsync(caller, update, cancellationToken)).Failure is { } failure) return failure;
        return Reply.Of($"Acknowledged: {loaded.Handoff.Id}", json =>
        {
            json.WriteString("id", loaded.Handoff.Id);
            json.WriteString("read_at", read);
        });
    }

    /// <summary>The text as the body too: that is what readers of other dialects ask for.</summary>
    private static Patch<ReadOnlyMemory<byte>> Whole(string text) => Patch.Set<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(text));
}
