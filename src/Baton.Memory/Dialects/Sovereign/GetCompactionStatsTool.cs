using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class GetCompactionStatsTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "get_compaction_stats";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var all = new RecordQuestion<MemoryRecord>(Compactions.Filter, int.MaxValue);
        if (!(await desk.Records.MemoriesAsync(caller, all, cancellationToken)).TryGet(out var found, out var failure)) return Reply.Of(failure);
        var bytes = found.Records.Sum(memory => (long)(memory.Value?.Length ?? 0));
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{found.Records.Length} compaction summaries, {bytes} bytes; none is evicted."), json =>
        {
            json.WriteNumber("count", found.Records.Length);
            json.WriteNumber("bytes", bytes);
            json.WriteNull("limit");
            json.Instant("oldest", found.Records.LastOrDefault()?.CreatedAt);
            json.Instant("newest", found.Records.FirstOrDefault()?.CreatedAt);
        });
    }
}
