using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Care;

/// <summary>Applies the retention that was set, and says what of maintenance needs no run.</summary>
internal sealed class MaintenanceTool(M3Desk desk) : MappedTool("memory_maintenance")
{
    private static readonly ImmutableArray<string> Notes = ["Decay follows the clock and needs no run.", "What has expired is not found from that instant on; only an operator destroys."];

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.ListAsync(caller, null, [M3Types.Retention], _ => true, 1000, cancellationToken)).TryGet(out var rules, out var refused)) return refused;
        var archived = ImmutableArray.CreateBuilder<string>();
        foreach (var said in arguments.Has("purge_expired") && !arguments.Flag("purge_expired") ? [] : rules.Select(RetentionRule.Read).OfType<RetentionRule>())
        {
            if (!(await desk.Memories.RetainAsync(caller, said.Rule, said.Archives, cancellationToken)).TryGet(out var applied, out var stopped)) return stopped;
            archived.AddRange(applied.Archived);
        }
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{archived.Count} archived by retention. {string.Join(' ', Notes)}"), json =>
        {
            foreach (var name in (ReadOnlySpan<string>)["decayed", "purged", "pruned"]) json.WriteNumber(name, 0);
            json.AllTexts("archived", archived.ToImmutable());
            json.AllTexts("notes", Notes);
        });
    }
}
