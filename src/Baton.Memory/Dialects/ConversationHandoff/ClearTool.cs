using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

internal sealed class ClearTool(ConversationDesk desk) : IDialectTool
{
    public string Name => "handoff_clear";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await RequestAsync(caller, arguments, cancellationToken)).TryGet(out var request, out var wrong)) return Reply.Of(wrong);
        if (!(await desk.Handoffs.DeleteAsync(caller, request, cancellationToken)).TryGet(out var touched, out var failure))
        {
            return Reply.Of(failure.Code == FailureCode.ConfirmRequired ? failure with { Hint = "Look with handoff_list; to go on, call again with confirm: that number." } : failure);
        }
        var what = request.Restore ? "restored" : "cleared; handoff_clear with restore brings back what you name by id";
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{touched.Ids.Length} handoff(s) {what}: {string.Join(", ", touched.Ids.Take(20))}."), json =>
        {
            json.WriteNumber("count", touched.Ids.Length);
            json.AllTexts("ids", touched.Ids);
        });
    }

    private async ValueTask<Outcome<HandoffDeleteRequest>> RequestAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var restore = arguments.Flag("restore");
        if (arguments.Text("key") is not { } key)
        {
            if (!(await desk.ProjectAsync(caller, cancellationToken)).TryGet(out var project, out var refused)) return refused;
            return new HandoffDeleteRequest { Filter = new HandoffFilter { Project = project }, Confirm = arguments.Count("confirm"), Restore = restore };
        }
        if (restore) return new HandoffDeleteRequest { Ref = Ids.RecordIds.TryNormalise(key, out _, out _) ? new RecordRef(key) : new RecordRef(null, key), Restore = true };
        if (!(await desk.FindAsync(caller, key, cancellationToken)).TryGet(out var handoff, out var unknown)) return unknown;
        return new HandoffDeleteRequest { Ref = new RecordRef(handoff.Id) };
    }
}
