using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class ListExchangesTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "list_exchanges";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        bool Has(MemoryRecord exchange, string word) => arguments.Filled(word) is not { } wanted || exchange.Labels.GetValueOrDefault(word) == wanted;
        var most = (int)Math.Clamp(arguments.Patch<double>("limit").Or(20), 0, desk.Records.Limits.PageItems);
        var question = new RecordQuestion<MemoryRecord>(new RecordFilter
        {
            Kind = RecordKind.Memory,
            Types = [SovereignTypes.Exchange],
            Thread = arguments.Filled("conversation_id"),
            TagsAny = arguments.Filled("tag") is { } tag ? [tag] : [],
        }, most)
        {
            Fits = exchange => Has(exchange, "vector_id") && Has(exchange, "source"),
            WithTotal = true,
        };
        if (!(await desk.Records.MemoriesAsync(caller, question, cancellationToken)).TryGet(out var found, out var failure)) return Reply.Of(failure);
        var note = found.Note("raise limit or narrow");
        var lines = found.Records.Select(exchange => string.Create(CultureInfo.InvariantCulture, $"- {exchange.Id}: {HandoffText.Word(exchange.Labels.GetValueOrDefault("descriptor") ?? "")} from {HandoffText.Word(exchange.Labels.GetValueOrDefault("source") ?? "")}")).Append(note).OfType<string>();
        return Reply.Of(found.Records.IsEmpty ? "No exchanges archived." : string.Join('\n', lines), json =>
        {
            SovereignJson.All(json, "exchanges", found.Records, Exchanges.Members);
            json.Number("total", found.Total);
            json.Text("note", note);
        });
    }
}
