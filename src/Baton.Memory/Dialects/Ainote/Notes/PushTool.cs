using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Notes;

/// <summary>Saves a note; its file is on disk before the call returns.</summary>
internal sealed class PushTool(AinoteDesk desk) : MappedTool("sync_push")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (path, content) = (arguments.RequiredText(Note.PathLabel), arguments.RequiredText("content"));
        if ((NotePath.Refuse(path, "/path") ?? OriginalArguments.RefuseLabel(Note.PathLabel, path, desk.Context.Limits.ItemBytes)) is { } wrong) return wrong;
        if (string.IsNullOrWhiteSpace(content)) return Fail.Invalid("content is empty.", "/content");
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([Note.Fields(path, content)]) { MayRepeat = true }, cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        saved = arguments.Own(saved);
        if (!(await desk.Desk.MemoryAsync(caller, saved.Memories[0].Id, cancellationToken)).TryGet(out var note, out failure)) return failure;
        if (desk.Write(NotePath.FileOf(path), Encoding.UTF8.GetBytes(MemoryRow.TextOf(note))) is { } unusable) return unusable;
        return Reply.Of(Baton.Memory.Tools.Notes.After(string.Create(CultureInfo.InvariantCulture, $"Pushed: {MarkedBlock.Escape(path)}, version {note.Version}."), saved.Redacted, saved.Warnings), json =>
        {
            json.WriteBoolean("success", true);
            Note.Members(json, note, whole: false);
            json.Redacted(saved.Redacted);
        });
    }
}
