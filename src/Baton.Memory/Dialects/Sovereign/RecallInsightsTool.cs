using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>What is known, newest first, or by relevance to a query. A search reads its best hits; a list reads no more than it shows.</summary>
internal sealed class RecallInsightsTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "recall_insights";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await InsightQuestion.ReadAsync(desk, caller, arguments, cancellationToken)).TryGet(out var question, out var wrong)) return Reply.Of(wrong);
        var found = arguments.Filled("query") is { } query
            ? await question.SearchAsync(desk, caller, query, cancellationToken) : await question.ListAsync(desk, caller, cancellationToken);
        if (!found.TryGet(out var insights, out var failure)) return Reply.Of(failure);
        var note = insights.Note("raise limit, or narrow with query, domain or dates");
        return Reply.Of(new StringBuilder().Append("Insights", insights).Append(note).ToString(), json =>
        {
            SovereignJson.Memories(json, "insights", insights.Records);
            json.Number("total", insights.Total);
            json.Text("note", note);
        });
    }
}
