using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Vaults;

/// <summary>How to begin; there is nothing to set up.</summary>
internal sealed class GuideTool(AinoteDesk desk) : MappedTool("get_setup_guide")
{
    public override ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        string[] steps =
        [
            "Nothing needs setting up: there is no account and no password; the connection says who you are.",
            "Save where you stand with handoff_save; list with handoff_list; go on with handoff_get.",
            $"Handoffs are text files under handoffs/ in the primary vault; dates and times are those of {desk.Zone.Id}.",
            "Documents are versioned (create_dev_doc, update_dev_doc), tasks are list_tasks and create_task, notes by path are sync_push and sync_pull.",
        ];
        return new(Reply.Of(string.Join('\n', steps), json =>
        {
            json.AllTexts("steps", [.. steps]);
            json.WriteString("time_zone", desk.Zone.Id);
        }));
    }
}
