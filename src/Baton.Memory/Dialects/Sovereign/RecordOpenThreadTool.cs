using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class RecordOpenThreadTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "record_open_thread";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var domain = arguments.Text("domain") ?? "general";
        if (string.IsNullOrWhiteSpace(arguments.RequiredText("question"))) return Reply.Of(Fail.Invalid("question is empty.", "/question"));
        var context = arguments.Text("context") is { Length: > 0 } said ? $"\n\nContext: {said}" : "";
        var fields = new MemoryFields
        {
            Type = SovereignTypes.OpenThread,
            Content = arguments.RequiredText("question") + context,
            Layer = MemoryLayer.Hypothesis,
            Tags = Patch.Set(SovereignLabels.Tags(domain)),
            Labels = Labels(domain),
        };
        return (await desk.SaveAsync(caller, fields, "question", cancellationToken)).TryGet(out var saved, out var failure)
            ? SavedReply.Of("Open thread", "thread_id", saved) : Reply.Of(failure);
    }

    private static Patch<ImmutableSortedDictionary<string, string>> Labels(string domain)
        => Patch.Set(ImmutableSortedDictionary<string, string>.Empty.SetItem(SovereignLabels.Domain, domain));
}
