using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Memories;

/// <summary>Rates a memory, which moves it in later searches.</summary>
internal sealed class FeedbackTool(M3Desk desk) : MappedTool("memory_feedback")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (named, feedback) = (M3Desk.RefOf(arguments.RequiredText("memory_id")), arguments.Text("feedback") ?? "useful");
        if (!(await desk.Memories.RateAsync(caller, named, feedback, cancellationToken)).TryGet(out var rated, out var failure)) return failure;
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"Noted: {rated.Memory.Id} is {feedback}; its importance is {rated.Memory.Importance} now."), json =>
        {
            json.WriteString("id", rated.Memory.Id);
            json.WriteString("feedback", feedback);
            json.WriteNumber("importance", rated.Memory.Importance ?? 0);
            json.WriteNumber("version", rated.Memory.Version);
        });
    }
}
