using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Memories;

/// <summary>A memory's versions as events, newest first.</summary>
internal sealed class HistoryTool(M3Desk desk) : MappedTool("memory_history")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("limit", 20, 1000).TryGet(out var limit, out var wrong)) return wrong;
        var asked = M3Desk.RefOf(arguments.RequiredText("memory_id"));
        if (!(await desk.Memories.GetAsync(caller, asked, history: true, cancellationToken)).TryGet(out var got, out var failure)) return failure with { Path = "/memory_id" };
        var events = M3Event.Of(got.History).Reverse().Take(limit).ToList();
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{events.Count} of {got.History.Length} event(s) of {got.Memory.Id}."), json =>
        {
            json.WriteString("id", got.Memory.Id);
            json.Rows("events", events, (writer, one) => one.Write(writer));
            json.WriteNumber("total", got.History.Length);
        });
    }
}
