using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class StoreCompactionSummaryTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "store_compaction_summary";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var lists = JsonText.Write(json =>
        {
            json.WriteStartObject();
            foreach (var word in (ReadOnlySpan<string>)["summary_text", "session_id"]) json.WriteString(word, arguments.RequiredText(word));
            foreach (var word in (ReadOnlySpan<string>)["key_points", "active_tasks", "recent_breakthroughs"]) json.AllTexts(word, arguments.Texts(word));
            json.WriteEndObject();
        });
        var fields = new MemoryFields { Type = SovereignTypes.Compaction, Value = Patch.Set(lists) };
        return (await desk.SaveAsync(caller, fields, arguments.Longest("summary_text", "session_id", "key_points", "active_tasks", "recent_breakthroughs"), cancellationToken, mayRepeat: true)).TryGet(out var saved, out var failure)
            ? SavedReply.Of("Compaction summary", "summary_id", arguments.Own(saved)) : Reply.Of(failure);
    }
}
