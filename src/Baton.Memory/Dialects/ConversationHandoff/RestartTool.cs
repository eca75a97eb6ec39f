using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

/// <summary>There is no server of its own to restart: the call proves that the store answers, and says so.</summary>
internal sealed class RestartTool(ConversationDesk desk) : IDialectTool
{
    public string Name => "handoff_restart";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.ProjectAsync(caller, cancellationToken)).TryGet(out var project, out var refused)) return Reply.Of(refused);
        var question = new HandoffSearchRequest { Filter = new HandoffFilter { Project = project }, Limit = 1 };
        if (!(await desk.Handoffs.FindAsync(caller, question, cancellationToken)).TryGet(out var found, out var failure)) return Reply.Of(failure);
        var text = string.Create(CultureInfo.InvariantCulture,
            $"The store is healthy: {found.Total} handoff(s) on disk, none lost. There is no shared process that would need a restart; after an update, restart the client.");
        return Reply.Of(text, json =>
        {
            json.WriteString("health", "ok");
            json.WriteNumber("handoffs", found.Total);
            json.WriteNumber("lost", 0);
        });
    }
}
