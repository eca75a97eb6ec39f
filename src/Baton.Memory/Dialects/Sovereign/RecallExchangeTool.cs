using System.Text;
using Baton.Memory.Callers;
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
        var text = new StringBuilder(Text.MarkedBlock.Notice).Append('\n');
        MemoryText.Append(text, exchange);
        return Reply.Of(text.ToString(), json =>
        {
            Exchanges.Members(json, exchange);
            json.WriteString("content", JsonContent.TextOf(exchange));
        });
    }
}
