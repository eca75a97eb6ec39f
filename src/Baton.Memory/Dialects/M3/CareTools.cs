using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>Retention, which archives only what it was told to, and what is left of maintenance.</summary>
internal sealed class CareTools(M3Desk desk)
{
    public ImmutableArray<IDialectTool> All => [new ToolAction("memory_set_retention", RetainAsync), new ToolAction("memory_maintenance", MaintainAsync)];

    private async ValueTask<Outcome<ToolReply>> RetainAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var rule = RetentionRule.From(arguments);
        if (rule.Most < 1 || rule.Days < 0) return Fail.Invalid("max_memories is 1 or more, ttl_days 0 or more.", "/max_memories");
        if (OriginalArguments.RefuseLabel("agent_id", rule.Agent, desk.Context.Limits.NameLength) is { } refused) return refused;
        var fields = new MemoryFields { Key = RetentionRule.KeyOf(rule.Agent), Type = M3Types.Retention, Title = $"Retention of {rule.Agent}", Value = rule.Json() };
        if ((await desk.Memories.SaveAsync(caller, new MemorySaveRequest([fields]), cancellationToken)).Failure is { } failure) return failure;
        if (!(await ApplyAsync(caller, rule, cancellationToken)).TryGet(out var applied, out var stopped)) return stopped;
        var (archived, over) = applied;
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"Retention of {M3Rows.Line(rule.Agent)} set: {archived.Length} archived, {over} over."), json =>
        {
            rule.Members(json);
            json.AllTexts("archived", archived);
            json.WriteNumber("over", over);
        });
    }

    private async ValueTask<Outcome<ToolReply>> MaintainAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.ListAsync(caller, null, [M3Types.Retention], _ => true, 1000, cancellationToken)).TryGet(out var rules, out var refused)) return refused;
        var archived = ImmutableArray.CreateBuilder<string>();
        foreach (var rule in arguments.Has("purge_expired") && !arguments.Flag("purge_expired") ? [] : rules)
        {
            if (!(await ApplyAsync(caller, RetentionRule.Read(rule), cancellationToken)).TryGet(out var applied, out var stopped)) return stopped;
            archived.AddRange(applied.Archived);
        }
        string[] notes = ["Decay follows the clock and needs no run.", "What has expired is not found from that instant on; only an operator destroys."];
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{archived.Count} archived by retention. {string.Join(' ', notes)}"), json =>
        {
            json.WriteNumber("decayed", 0);
            json.WriteNumber("purged", 0);
            json.WriteNumber("pruned", 0);
            json.AllTexts("archived", archived.ToImmutable());
            json.AllTexts("notes", [.. notes]);
        });
    }

    private async ValueTask<Outcome<(ImmutableArray<string> Archived, int Over)>> ApplyAsync(MemoryCaller caller, RetentionRule rule, CancellationToken cancellationToken)
    {
        bool IsOf(MemoryRecord memory) => memory.Labels.GetValueOrDefault(M3Labels.AgentId) == rule.Agent && memory.SupersededBy is null;
        if (!(await desk.ListAsync(caller, null, [], IsOf, int.MaxValue, cancellationToken)).TryGet(out var memories, out var refused)) return refused;
        var over = rule.Over(memories, desk.Now);
        var archived = ImmutableArray.CreateBuilder<string>();
        foreach (var memory in rule.Archives ? over : [])
        {
            if ((await desk.Memories.DeleteAsync(caller, new RecordRef(memory.Id), restore: false, cancellationToken)).Failure is { } failure) return failure;
            archived.Add(memory.Id);
        }
        return (archived.ToImmutable(), over.Length);
    }
}
