using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Keeps a note whole, as a handoff whose summary is its beginning.</summary>
internal sealed class HandoffTool(SovereignDesk desk) : IDialectTool
{
    private const int ShortNote = 1024;

    public string Name => "handoff";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!SovereignLabels.Read(arguments, desk.Records.Limits, SovereignLabels.SourceInstance).TryGet(out var labels, out var large)) return Reply.Of(large);
        var note = arguments.RequiredText("note");
        if (string.IsNullOrWhiteSpace(note)) return Reply.Of(Fail.Invalid("note is empty.", "/note"));
        var request = new HandoffSaveRequest
        {
            Summary = Encoding.UTF8.GetByteCount(note) <= ShortNote ? note : Excerpt.Line(note, ShortNote),
            Body = Patch.Set<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(note)),
            Thread = arguments.Filled("thread") ?? "general",
            Labels = labels,
        };
        return (await desk.Handoffs.SaveAsync(caller, request, cancellationToken)).TryGet(out var saved, out var failure)
            ? HandoffReply.Of("Handoff recorded", saved.Handoff, desk.Records.Now, arguments.Own(saved.Redacted), arguments.Own(saved.Warnings))
            : Reply.Of(failure);
    }
}
