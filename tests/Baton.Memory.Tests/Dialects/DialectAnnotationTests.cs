using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Server;
using Baton.Memory.Tests.Dialects.Ainote;
using Baton.Memory.Tests.Support;
using Baton.TestSupport;

namespace Baton.Memory.Tests.Dialects;

/// <summary>What each tool says of itself to clients that decide by it whether to ask a person: held against what the tool does.</summary>
public sealed class DialectAnnotationTests
{
    /// <summary>Every tool that may take something away; what it takes away can be restored.</summary>
    private static readonly Dictionary<string, string[]> Destructive = new()
    {
        [DialectNames.Ainote] = ["delete_task", "delete_dev_doc"],
        [DialectNames.ClaudeMemory] = ["memory"],
        [DialectNames.ConversationHandoff] = ["handoff_clear", "handoff_merge", "handoff_delete_comment"],
        [DialectNames.Loaditout] = [],
        [DialectNames.M3] = ["memory_delete", "memory_delete_bulk", "memory_maintenance", "memory_dedup", "memory_set_retention", "task_delete", "m3_call"],
        [DialectNames.Sovereign] = [],
    };

    /// <summary>A call of every tool that only reads, with what it needs; names in braces are of the furnished room.</summary>
    private static readonly Dictionary<string, string[]> Reads = new()
    {
        [DialectNames.Ainote] =
        [
            "get_setup_guide", "list_tasks {'search':'kiln','overdue':true}", "list_categories", "list_dev_docs {'search':'kiln'}", "get_dev_doc {'title':'kiln','include_versions':true}", "list_dev_categories",
            "handoff_list", "handoff_get {'project':'shop','topic':'kiln'}", "sync_pull {'initial':true}", "sync_list", "vault_list", "vault_clone {'name':'main'}", "vault_connect_status",
        ],
        [DialectNames.ClaudeMemory] = [],
        [DialectNames.ConversationHandoff] = ["handoff_list", "handoff_load {'key':'kiln','max_messages':1}", "handoff_stats", "handoff_restart", "handoff_search {'query':'kiln'}"],
        [DialectNames.Loaditout] = ["recall_memory {'query':'kiln'}", "validate_action {'slug':'memory','action':'memory_save'}", "check_permission {'request_id':1}", "verify_proof {'proof_id':'none'}", "list_my_proofs"],
        [DialectNames.M3] =
        [
            "notifications_poll {'agent_id':'beta'}", "memory_search {'query':'kiln'}", "memory_get {'id':'{memory}'}", "memory_lifecycle_summary", "memory_history {'memory_id':'{memory}'}", "memory_graph {'memory_id':'{memory}'}",
            "memory_verify {'id':'{memory}'}", "memory_export", "memory_inbox {'agent_id':'beta'}", "memory_refresh_queue {'include_future':true}", "conversation_search {'query':'kiln'}", "agent_list", "agent_get {'agent_id':'beta'}",
            "task_get {'task_id':'{task}'}", "task_list", "task_tree {'root_task_id':'{task}'}", "m3_index", "tools_list_domains",
        ],
        [DialectNames.Sovereign] =
        [
            "recall_exchange {'archive_id':'{exchange}'}", "list_exchanges", "recall_insights {'query':'kiln','since_last_reflection':true}", "check_mistakes {'context':'the kiln'}", "get_open_threads", "get_inheritable_context",
            "arrive {'source_instance':'opus'}", "arrive_delta", "comms_recall", "comms_unread_bodies {'instance_id':'opus'}", "comms_channels", "start_here", "handoff_acted_on_records", "get_compaction_context", "get_compaction_stats",
        ],
    };

    /// <summary>A call of every tool that writes and may be repeated at will.</summary>
    private static readonly Dictionary<string, string[]> Repeatable = new()
    {
        [DialectNames.Ainote] = ["sync_push {'path':'a.md','content':'the kiln'}", "vault_create {'name':'second'}", "pull_dev_docs", "delete_task {'id':'{task}'}", "delete_dev_doc {'title':'kiln'}"],
        [DialectNames.ClaudeMemory] = [],
        [DialectNames.ConversationHandoff] = [],
        [DialectNames.Loaditout] = ["request_permission {'slug':'memory','reason':'to fire the kiln'}"],
        [DialectNames.M3] =
        [
            "agent_register {'agent_id':'gamma'}", "agent_heartbeat {'agent_id':'beta'}", "agent_set_trust {'agent_id':'beta','trust_score':0.5}", "agent_offline {'agent_id':'beta'}", "memory_pin {'id':'{memory}'}", "memory_unpin {'id':'{memory}'}",
            "memory_link {'from_id':'{memory}','to_id':'{exchange}'}", "memory_link_bulk {'links':[{'from_id':'{memory}','to_id':'{exchange}'}]}", "notifications_ack {'notification_id':{note}}", "notifications_ack_all {'agent_id':'beta'}",
            "memory_inbox_ack {'memory_id':'{inbox}'}", "task_assign {'task_id':'{task}','owner_agent':'beta'}", "task_set_result {'task_id':'{task}','result_memory_id':'{memory}'}", "memory_maintenance", "memory_dedup {'dry_run':false}",
            "memory_set_retention {'agent_id':'nobody','max_memories':5}", "memory_import {'data':'{\"items\":[{\"id\":\"x1\",\"type\":\"fact\",\"content\":\"moved in\"}]}'}",
            "task_delete {'task_id':'{task}'}", "memory_delete {'id':'{memory}'}", "memory_delete_bulk {'ids':['{memory}']}",
        ],
        [DialectNames.Sovereign] = ["archive_exchange {'content':'fired at noon','source':'chat'}"],
    };

    public static TheoryData<string> Names() => [.. DialectNames.All];

    [Theory, MemberData(nameof(Names))]
    public async Task EveryTool_HasATitleOfItsOwn_AndHintsThatDoNotContradictEachOther(string dialect)
    {
        await using var room = await Room.OpenAsync();
        var tools = Tools(room, dialect);
        tools.Select(tool => tool.Title).ShouldBeUnique();
        foreach (var tool in tools)
        {
            tool.Title.ShouldSatisfyAllConditions(title => title.Length.ShouldBeInRange(5, 60), title => title.ShouldNotContain("_"), title => char.IsUpper(title[0]).ShouldBeTrue());
            tool.Annotations.OpenWorld.ShouldBeFalse(tool.Name);
            if (tool.Annotations.ReadOnly) (tool.Annotations.Destructive, tool.Annotations.Idempotent).ShouldBe((false, true), tool.Name);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task DestructiveTools_AreThoseThatTakeSomethingAway(string dialect)
    {
        await using var room = await Room.OpenAsync();
        var tools = Tools(room, dialect);
        tools.Where(tool => tool.Annotations.Destructive).Select(tool => tool.Name).ShouldBe(Destructive[dialect], ignoreOrder: true);
        tools.Where(tool => tool.Natives.Any(native => native.EndsWith("_delete", StringComparison.Ordinal))).ShouldAllBe(tool => tool.Annotations.Destructive);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task ReadOnlyTools_WriteNothing(string dialect)
    {
        await using var scene = await Scene.OpenAsync(dialect);
        var called = new List<string>();
        foreach (var call in Reads[dialect])
        {
            var before = await scene.StampAsync();
            called.Add(await scene.CallAsync(call));
            (await scene.StampAsync()).ShouldBe(before, call);
        }
        called.ShouldBe(Tools(scene.Room, dialect).Where(tool => tool.Annotations.ReadOnly).Select(tool => tool.Name), ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task IdempotentTools_CalledAgain_MakeNoFurtherRecord(string dialect)
    {
        await using var scene = await Scene.OpenAsync(dialect);
        var called = new List<string>();
        foreach (var call in Repeatable[dialect])
        {
            called.Add(await scene.CallAsync(call));
            var before = await scene.RecordsAsync();
            await scene.CallAsync(call, isRepeat: true);
            (await scene.RecordsAsync()).ShouldBe(before, call);
        }
        called.ShouldBe(Tools(scene.Room, dialect).Where(tool => tool.Annotations is { ReadOnly: false, Idempotent: true }).Select(tool => tool.Name), ignoreOrder: true);
    }

    private static List<ToolDefinition> Tools(Room room, string dialect) => [.. room.Server.ListTools(room.Caller() with { Dialect = dialect })];

    /// <summary>A furnished room: something that every tool can be called on.</summary>
    private sealed class Scene(Room room, DialectRoom dialect, GovernedRoom? governed, DiskVaults vaults) : IAsyncDisposable
    {
        private readonly Dictionary<string, string> _names = [];

        public Room Room => room;

        public static async Task<Scene> OpenAsync(string dialect)
        {
            var vaults = new DiskVaults(ScratchFolder.New("baton-annotated-"));
            var governed = dialect == DialectNames.Loaditout ? await GovernedRoom.OpenAsync() : null;
            var room = governed?.Room ?? await Room.OpenAsync(new DialectOptions { Vaults = vaults });
            var scene = new Scene(room, new DialectRoom(room, dialect), governed, vaults);
            await scene.FurnishAsync();
            return scene;
        }

        /// <summary>Calls a tool, which must succeed unless it is asked for what cannot be there; its name.</summary>
        public async Task<string> CallAsync(string call, bool isRepeat = false)
        {
            var (tool, arguments) = call.Split(' ', 2) is [var name, var json] ? (name, json) : (call, "{}");
            foreach (var (key, value) in _names) arguments = arguments.Replace($"{{{key}}}", value, StringComparison.Ordinal);
            arguments = arguments.Replace("\"", "\\\"", StringComparison.Ordinal);
            var answer = await dialect.CallAsync(tool, arguments);
            if (!isRepeat && tool is not ("check_permission" or "verify_proof")) answer.Failure.ShouldBeNull($"{call}: {answer.Text}");
            return tool;
        }

        /// <summary>What a write would change: the database's own count of commits, and the files of the vaults.</summary>
        public async Task<string> StampAsync()
        {
            var files = Directory.EnumerateFiles(vaults.Root, "*", SearchOption.AllDirectories).Order().Select(file => $"{file} {File.GetLastWriteTimeUtc(file).Ticks}");
            var approvals = governed is null ? 0 : (await governed.Gateway.Approvals.ListAsync(new Baton.Gateway.Approvals.ApprovalFilter(), default)).Count;
            return string.Join('\n', files.Prepend($"{await room.Store.ChangeStampAsync(default)} {approvals}"));
        }

        public async Task<int> RecordsAsync()
        {
            var approvals = governed is null ? 0 : (await governed.Gateway.Approvals.ListAsync(new Baton.Gateway.Approvals.ApprovalFilter(), default)).Count;
            var rows = await room.Store.ReadAsync(reader => reader.ScanAsync(0, 1000), default);
            return rows.Select(row => row.Version.Id).Distinct().Count() + approvals;
        }

        public async ValueTask DisposeAsync()
        {
            if (governed is not null) await governed.DisposeAsync();
            else await room.DisposeAsync();
            Directory.Delete(vaults.Root, recursive: true);
        }

        /// <summary>Names what it makes by the words of the tables above.</summary>
        private async Task FurnishAsync()
        {
            async Task<JsonElement> In(string name, string tool, string json) => (await new DialectRoom(room, name).DoneAsync(tool, json)).Content;
            _names["memory"] = (await In(DialectNames.M3, "memory_write", "{'type':'fact','content':'the kiln is hot'}")).Text("id");
            _names["task"] = (await In(DialectNames.M3, "task_create", "{'title':'fire the kiln','created_by':'ada'}")).Text("id");
            _names["inbox"] = (await In(DialectNames.M3, "memory_handoff", "{'from_agent':'alpha','to_agent':'beta','task':'watch the kiln'}")).Text("id");
            _names["note"] = (await In(DialectNames.M3, "notify", "{'agent_id':'beta','kind':'hot'}")).At("notification_id").GetRawText();
            await In(DialectNames.M3, "agent_register", "{'agent_id':'beta'}");
            _names["exchange"] = (await In(DialectNames.Sovereign, "archive_exchange", "{'content':'kiln talk','source':'chat'}")).Text("archive_id");
            await In(DialectNames.Sovereign, "handoff", "{'note':'the kiln is hot'}");
            await In(DialectNames.Sovereign, "comms_send", "{'body':'the kiln'}");
            await In(DialectNames.Sovereign, "record_open_thread", "{'question':'how hot is the kiln?'}");
            await In(DialectNames.ConversationHandoff, "handoff_save", "{'key':'kiln','summary':'the kiln','conversation':'hot'}");
            await In(DialectNames.Loaditout, "save_memory", "{'key':'kiln','value':'hot','type':'context'}");
            if (governed is not null) return;
            await In(DialectNames.Ainote, "handoff_save", "{'project':'shop','topic':'kiln','content':'hot'}");
            await In(DialectNames.Ainote, "create_dev_doc", "{'title':'kiln','content':'how hot'}");
            await In(DialectNames.Ainote, "sync_push", "{'path':'kiln.md','content':'hot'}");
        }
    }
}
