using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class RecallExchangeTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "recall_exchange";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var found = await desk.FindAsync(caller, arguments.RequiredText("archive_id"), SovereignTypes.Exchange, "/archive_id", cancellationToken);
        if (!found.TryGet(out var exchange, out var failure)) return Reply.Of(failure);
        var content = JsonContent.TextOf(exchange);
        var archived = exchange.Labels.GetValueOrDefault(Exchanges.Sha256Label);
        if (!(await desk.Memories.VerifyAsync(caller, new RecordRef(exchange.Id), cancellationToken)).TryGet(out var verified, out failure)) return Reply.Of(failure);
        var isIntact = archived is null ? verified.IsIntact : archived == Exchanges.Sha256Of(content);
        var text = new StringBuilder(isIntact ? "" : $"NOT INTACT: the text of {exchange.Id} is not the one that was archived. baton memory history shows what was changed through Baton; where nothing was, its file was changed outside, and a backup has the text.\n").Append(Text.MarkedBlock.Notice).Append('\n');
        MemoryText.Append(text, exchange);
        return Reply.Of(text.ToString(), json =>
        {
            Exchanges.Members(json, exchange);
            json.WriteString("content", content);
            json.WriteBoolean("intact", isIntact);
            if (!isIntact) json.Text(Exchanges.Sha256Label, archived);
        });
    }
}
