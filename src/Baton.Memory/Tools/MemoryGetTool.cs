using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;

namespace Baton.Memory.Tools;

internal sealed class MemoryGetTool(MemoryOperations memories) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "memory_get",
        Title = "Get a memory",
        Toolset = "core",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "Read one memory whole, by id or by key (private first, then project, then shared). history adds every version, oldest first.",
        Parameters = [Common.Id, Common.Key, Common.Project, new Parameter("history", ParameterKind.Boolean)],
        Output = "{\"memory\":" + Common.MemoryBrief + ",\"history\":" + Common.ObjectList + "}",
        Always = ["memory"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var history = arguments.Flag("history");
        if (!(await memories.GetAsync(caller, arguments.Ref, history, cancellationToken)).TryGet(out var got, out var failure)) return Reply.Of(failure);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{MemoryText.Receipt("Memory", got.Memory)} {MarkedBlock.Notice}\n");
        MemoryText.Append(text, got.Memory);
        if (history) text.Append(CultureInfo.InvariantCulture, $"{got.History.Length} version(s) in history.\n");
        return Reply.Of(text.ToString(), json =>
        {
            json.WriteStartObject("memory");
            MemoryWriter.WriteMembers(json, got.Memory);
            json.WriteEndObject();
            if (!history) return;
            json.WriteStartArray("history");
            foreach (var version in got.History)
            {
                json.WriteStartObject();
                MemoryWriter.WriteMembers(json, version);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }
}
