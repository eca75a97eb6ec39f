using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Ids;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Recall;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Memory.Tools;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.M3;

/// <summary>Reading single memories.</summary>
internal sealed class ReadTools(M3Desk desk)
{
    public ImmutableArray<IDialectTool> All =>
    [
        new ToolAction("memory_get", GetAsync), new ToolAction("memory_history", HistoryAsync), new ToolAction("memory_verify", VerifyAsync),
    ];

    private async ValueTask<Outcome<ToolReply>> GetAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var id = arguments.RequiredText("id");
        if (RecordIds.TryNormalise(id, out _, out var kind) && kind == RecordKind.Handoff) return await HandoffAsync(caller, id, cancellationToken);
        if (!(await desk.MemoryAsync(caller, id, "/id", cancellationToken)).TryGet(out var memory, out var failure)) return failure;
        var text = new StringBuilder(MarkedBlock.Notice).Append('\n');
        MemoryText.Append(text, memory);
        return Reply.Of(text.ToString(), json => M3Rows.Memory(json, memory));
    }

    private async ValueTask<Outcome<ToolReply>> HandoffAsync(MemoryCaller caller, string id, CancellationToken cancellationToken)
    {
        var request = new HandoffLoadRequest { Ref = new RecordRef(id), MaxTokens = long.MaxValue / 8 };
        if (!(await desk.Handoffs.LoadAsync(caller, request, cancellationToken)).TryGet(out var loaded, out var failure)) return failure;
        return Reply.Of(HandoffText.Loaded(loaded), json =>
        {
            M3Rows.Handoff(json, loaded.Handoff, loaded.Now);
            if (loaded.Body is { Length: > 0 } body) json.WriteString("body", body.Span);
        });
    }

    private async ValueTask<Outcome<ToolReply>> HistoryAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("limit", 20, 1000).TryGet(out var limit, out var wrong)) return wrong;
        var asked = M3Desk.RefOf(arguments.RequiredText("memory_id"));
        if (!(await desk.Memories.GetAsync(caller, asked, history: true, cancellationToken)).TryGet(out var got, out var failure)) return failure with { Path = "/memory_id" };
        var versions = got.History;
        var shown = Enumerable.Range(0, versions.Length).Reverse().Take(limit).ToList();
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{shown.Count} of {versions.Length} event(s) of {got.Memory.Id}."), json =>
        {
            json.WriteString("id", got.Memory.Id);
            json.WriteStartArray("events");
            foreach (var i in shown)
            {
                var before = i > 0 ? versions[i - 1] : null;
                json.WriteStartObject();
                json.WriteString("event", EventOf(before, versions[i]));
                json.WriteNumber("version", versions[i].Version);
                json.WriteString("actor_id", versions[i].By.Principal);
                json.Text("client", versions[i].By.Client);
                json.Instant("created_at", versions[i].UpdatedAt);
                json.Text("prev_value", before is null ? null : MemoryRow.TextOf(before));
                json.WriteString("new_value", MemoryRow.TextOf(versions[i]));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("total", versions.Length);
        });
    }

    private async ValueTask<Outcome<ToolReply>> VerifyAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var named = M3Desk.RefOf(arguments.RequiredText("id"));
        var found = await desk.Context.Store.ReadAsync(
            reader => RecordFinder.FindAsync(reader, caller, MemoryContext.ScopeOf(caller, desk.Now), RecordKind.Memory, named), cancellationToken);
        if (!found.TryGet(out var stored, out var failure)) return failure;
        var memory = MemoryReader.Read(stored);
        var computed = RecallText.Hash(MemoryRow.TextOf(memory));
        var status = computed == stored.ContentHash ? "ok" : "mismatch";
        return Reply.Of(status == "ok" ? $"OK: {memory.Id} is as it was written." : $"MISMATCH: the text of {memory.Id} is not the one that was written. Run baton doctor.", json =>
        {
            json.WriteString("id", memory.Id);
            json.WriteString("status", status);
            json.WriteString("content_hash", ForeignJson.Digest(Encoding.UTF8.GetBytes(MemoryRow.TextOf(memory))));
            json.Text("stored_hash", stored.ContentHash);
            json.Text("computed_hash", computed);
            json.WriteNumber("version", memory.Version);
        });
    }

    private static string EventOf(MemoryRecord? before, MemoryRecord now)
        => before is null ? "create"
            : now.DeletedAt is not null ? "delete"
            : before.DeletedAt is not null ? "restore"
            : now.SupersededBy is not null && before.SupersededBy is null ? "supersede"
            : "update";
}
