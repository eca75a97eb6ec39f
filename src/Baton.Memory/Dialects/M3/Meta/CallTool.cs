using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Meta;

/// <summary>Calls tools by name, one or several, or says whether their arguments are right.</summary>
internal sealed class CallTool(ToolTable table) : MappedTool("m3_call")
{
    private const int Most = 100;

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var dryRun = arguments.Flag("dry_run");
        if (!arguments.Has("batch"))
        {
            if (arguments.Filled("tool") is null) return Fail.Invalid("Which tool?", "/tool", "Pass tool with args, or batch; m3_index lists the tools.");
            var done = await table.CallAsync(caller, arguments, dryRun, cancellationToken);
            return done.Failure is { } failure ? failure : Reply.Of(done.Text, done.Write);
        }
        if (arguments.Has("tool")) return Fail.Invalid("Give tool or batch, not both.", "/batch");
        var batch = arguments.Objects("batch");
        if (batch.Length is 0 or > Most) return Fail.Invalid(string.Create(CultureInfo.InvariantCulture, $"batch has 1 to {Most} calls, not {batch.Length}."), "/batch", null, Most);
        var calls = new List<MetaCall>();
        foreach (Arguments one in batch) calls.Add(await table.CallAsync(caller, one, dryRun || one.Flag("dry_run"), cancellationToken));
        return Reply.Of(string.Join('\n', calls.Select(call => call.Text)), json => json.Rows("batch", calls, (writer, call) => call.Write(writer)));
    }
}
