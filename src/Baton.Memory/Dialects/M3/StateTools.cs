using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>Pins and ratings.</summary>
internal sealed class StateTools(M3Desk desk)
{
    /// <summary>How far one rating moves a memory; importance weighs in every search.</summary>
    private static readonly ImmutableDictionary<string, double> Steps =
        ImmutableDictionary<string, double>.Empty.Add("useful", 0.1).Add("not_useful", -0.1).Add("misleading", -0.3);

    public ImmutableArray<IDialectTool> All =>
    [
        new ToolAction("memory_pin", (caller, arguments, cancel) => PinAsync(caller, arguments, pinned: true, cancel)),
        new ToolAction("memory_unpin", (caller, arguments, cancel) => PinAsync(caller, arguments, pinned: false, cancel)),
        new ToolAction("memory_feedback", FeedbackAsync),
    ];

    private async ValueTask<Outcome<ToolReply>> PinAsync(MemoryCaller caller, Arguments arguments, bool pinned, CancellationToken cancellationToken)
    {
        if (!(await desk.MemoryAsync(caller, arguments.RequiredText("id"), "/id", cancellationToken)).TryGet(out var memory, out var unknown)) return unknown;
        if (!(await desk.UpdateAsync(caller, memory, new MemoryFields { Pinned = pinned }, cancellationToken)).TryGet(out var updated, out var failure)) return failure;
        return Reply.Of($"{(pinned ? "Pinned" : "Unpinned")}: {memory.Id}", json =>
        {
            json.WriteString("id", memory.Id);
            json.WriteBoolean("pinned", pinned);
            json.WriteNumber("version", updated.Version);
        });
    }

    private async ValueTask<Outcome<ToolReply>> FeedbackAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var feedback = arguments.Text("feedback") ?? "useful";
        if (!(await desk.MemoryAsync(caller, arguments.RequiredText("memory_id"), "/memory_id", cancellationToken)).TryGet(out var memory, out var unknown)) return unknown;
        var importance = Math.Round(Math.Clamp((memory.Importance ?? 0.5) + Steps[feedback], 0, 1), 3);
        _ = int.TryParse(memory.Labels.GetValueOrDefault("feedback_" + feedback), CultureInfo.InvariantCulture, out var times);
        var fields = new MemoryFields { Importance = importance, Labels = memory.Labels.SetItem("feedback_" + feedback, (times + 1).ToString(CultureInfo.InvariantCulture)) };
        if (!(await desk.UpdateAsync(caller, memory, fields, cancellationToken)).TryGet(out var updated, out var failure)) return failure;
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"Noted: {memory.Id} is {feedback}; its importance is {importance} now."), json =>
        {
            json.WriteString("id", memory.Id);
            json.WriteString("feedback", feedback);
            json.WriteNumber("importance", importance);
            json.WriteNumber("version", updated.Version);
        });
    }
}
