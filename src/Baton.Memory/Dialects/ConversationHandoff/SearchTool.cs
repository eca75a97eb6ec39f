using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

internal sealed class SearchTool(ConversationDesk desk) : IDialectTool
{
    private const int Standard = 20;

    public string Name => "handoff_search";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Time("created_after").TryGet(out var after, out var wrong) || !arguments.Time("created_before").TryGet(out var before, out wrong)) return Reply.Of(wrong);
        var question = new HandoffSearchRequest
        {
            Query = arguments.Text("query"),
            Filter = new HandoffFilter
            {
                TagsAny = ConversationDraft.Lowered(arguments.Texts("tags")),
                TagsAll = ConversationDraft.Lowered(arguments.Texts("tags_all")),
                CreatedAfter = after.Value,
                CreatedBefore = before.Value,
            },
        };
        var found = await desk.AllAsync(caller, question, handoff => Fits(handoff, arguments), arguments.Count("limit") ?? Standard, cancellationToken);
        if (!found.TryGet(out var hits, out var failure)) return Reply.Of(failure);
        var all = await desk.ReadAsync(hits.Select(one => one.Handoff), cancellationToken);
        var text = all.IsEmpty ? "No handoffs match." : string.Create(CultureInfo.InvariantCulture, $"{all.Length} handoff(s) match:\n") + ConversationText.Lines(all);
        return Reply.Of(text, json =>
        {
            ConversationText.Write(json, all);
            json.WriteNumber("count", all.Length);
        });
    }

    private bool Fits(Handoff handoff, Arguments arguments)
        => (arguments.Text("status") is not { } status || ConversationLabels.StatusOf(handoff, desk.Now) == status)
        && Labelled(handoff, arguments, ConversationLabels.FromAi) && Labelled(handoff, arguments, ConversationLabels.FromProject);

    private static bool Labelled(Handoff handoff, Arguments arguments, string name)
        => arguments.Text(name) is not { } wanted || handoff.Labels.GetValueOrDefault(name, "") == wanted;
}
