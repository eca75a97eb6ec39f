using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Care;

/// <summary>Says how much is kept under an agent's name, and applies it.</summary>
internal sealed class SetRetentionTool(M3Desk desk) : MappedTool("memory_set_retention")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var said = RetentionRule.From(arguments);
        if (said.Rule.Most < 1 || said.Rule.Days < 0) return Fail.Invalid("max_memories is 1 or more, ttl_days 0 or more.", "/max_memories");
        if (OriginalArguments.RefuseLabel(M3Labels.AgentId, said.Rule.Value, desk.Context.Limits.NameLength) is { } refused) return refused;
        if ((await desk.Memories.SaveAsync(caller, new MemorySaveRequest([said.Fields()]), cancellationToken)).Failure is { } failure) return failure;
        if (!(await desk.Memories.RetainAsync(caller, said.Rule, said.Archives, cancellationToken)).TryGet(out var applied, out var stopped)) return stopped;
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"Retention of {M3Rows.Line(said.Rule.Value)} set: {applied.Archived.Length} archived, {applied.Over} over."), json =>
        {
            said.Members(json);
            json.AllTexts("archived", applied.Archived);
            json.WriteNumber("over", applied.Over);
        });
    }
}
