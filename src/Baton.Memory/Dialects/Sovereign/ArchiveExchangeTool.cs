using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Keeps a text as it is, or refuses it: nothing in an archive is ever replaced.</summary>
internal sealed class ArchiveExchangeTool(SovereignDesk desk) : IDialectTool
{
    private static readonly string[] Words = ["source", "descriptor", "vector_id", "conversation_id", "source_id"];

    public string Name => "archive_exchange";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var content = arguments.RequiredText("content");
        if (SecretScanner.Find(content) is [var secret, ..])
        {
            return Reply.Of(Fail.Forbidden($"content holds a secret ({secret.Kind}); an archive is kept as it is or not at all.", "/content", "Replace the secret and archive again."));
        }
        if (OriginalArguments.RefuseLabel("tags", string.Join(", ", arguments.Texts("tags")), int.MaxValue) is { } tagged) return Reply.Of(tagged);
        if (!SovereignLabels.Read(arguments, desk.Records.Limits, Words).TryGet(out var labels, out var large)) return Reply.Of(large);
        if (await Exchanges.KeptAsync(desk, caller, content, cancellationToken) is { } kept) return Archived(kept.Id, content, isNew: false);
        var fields = new MemoryFields
        {
            Type = SovereignTypes.Exchange,
            Title = arguments.Text("descriptor") is { Length: > 0 } descriptor ? Text.Excerpt.Line(descriptor, 400) : default(Patch<string>),
            Thread = arguments.Filled("conversation_id") is { Length: > 0 } conversation ? conversation : default(Patch<string>),
            Tags = Patch.Set(arguments.Texts("tags")),
            Labels = labels.SetItem(Exchanges.Sha256Label, Exchanges.Sha256Of(content)),
        };
        var outcome = await desk.SaveAsync(caller, JsonContent.Into(fields, JsonText.Write(json => json.WriteStringValue(content))), "content", cancellationToken, mayRepeat: true);
        return outcome.TryGet(out var saved, out var failure) ? Archived(saved.Memories[0].Id, content, isNew: true) : Reply.Of(failure);
    }

    private static ToolReply Archived(string id, string content, bool isNew)
        => Reply.Of($"{(isNew ? "Archived" : "Archived already")}: {id}", json =>
        {
            json.WriteString("archive_id", id);
            json.WriteBoolean("created", isNew);
            Exchanges.Bytes(json, content);
        });
}
