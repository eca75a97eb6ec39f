using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Memories;

/// <summary>Changes what is given of a memory and leaves the rest.</summary>
internal sealed class UpdateTool(M3Desk desk) : MappedTool("memory_update")
{
    private static readonly MemoryFields Nothing = new();

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.MemoryAsync(caller, arguments, "id", cancellationToken)).TryGet(out var memory, out var unknown)) return unknown;
        if (!M3Fields.Read(arguments, memory, desk.Context.Limits).TryGet(out var fields, out var wrong)) return wrong;
        if (arguments.Text(M3Labels.Metadata) == "{}") fields = fields with { Labels = fields.Labels.Or(memory.Labels).Remove(M3Labels.Metadata) };
        if (ReferenceEquals(fields.Labels.Or(memory.Labels), memory.Labels)) fields = fields with { Labels = default };
        if (fields == Nothing) return Fail.Invalid("There is nothing to change.", "", "Give at least one argument beside id.");
        var request = fields with { IfMatch = arguments.Count("if_match") ?? memory.Version };
        if (!(await desk.Memories.UpdateAsync(caller, new RecordRef(memory.Id), request, cancellationToken)).TryGet(out var updated, out var failure)) return failure;
        return ScreenedReply.Of(string.Create(CultureInfo.InvariantCulture, $"Updated: {memory.Id}, version {updated.Memory.Version}."), arguments.Own(updated.Redacted), arguments.Own(updated.Warnings), json =>
        {
            json.WriteString("id", memory.Id);
            json.WriteNumber("version", updated.Memory.Version);
        });
    }
}
