using System.Text.Json.Nodes;
using Baton.Memory.Dialects;

namespace Baton.Memory.Tests.Dialects.Sweeps;

/// <summary>A right call of every tool of every dialect; <c>$name</c> stands for what the scene has under that name.</summary>
internal static class RightCalls
{
    private static readonly Dictionary<(string Dialect, string Tool), string> Calls = new()
    {
        [(DialectNames.M3, "save_handoff")] = "{'project':'raft','summary':'Float it','next_steps':'Cut more'}",
        [(DialectNames.M3, "notify")] = "{'agent_id':'beta','kind':'ping'}",
        [(DialectNames.M3, "notifications_poll")] = "{'agent_id':'beta'}",
        [(DialectNames.M3, "notifications_ack")] = "{'notification_id':'$note'}",
        [(DialectNames.M3, "notifications_ack_all")] = "{'agent_id':'beta'}",
        [(DialectNames.M3, "memory_write")] = "{'type':'fact','content':'Elm sinks slowly'}",
        [(DialectNames.M3, "memory_supersede")] = "{'old_id':'$memory','content':'Alder wood sinks'}",
        [(DialectNames.M3, "memory_search")] = "{'query':'alder'}",
        [(DialectNames.M3, "memory_get")] = "{'id':'$memory'}",
        [(DialectNames.M3, "memory_update")] = "{'id':'$memory','title':'Alder'}",
        [(DialectNames.M3, "memory_update_bulk")] = "{'updates':[{'id':'$memory','title':'Alder'}]}",
        [(DialectNames.M3, "memory_delete")] = "{'id':'$memory'}",
        [(DialectNames.M3, "memory_delete_bulk")] = "{'ids':['$memory']}",
        [(DialectNames.M3, "memory_maintenance")] = "{}",
        [(DialectNames.M3, "memory_lifecycle_summary")] = "{}",
        [(DialectNames.M3, "memory_dedup")] = "{}",
        [(DialectNames.M3, "memory_feedback")] = "{'memory_id':'$memory'}",
        [(DialectNames.M3, "memory_history")] = "{'memory_id':'$memory'}",
        [(DialectNames.M3, "memory_link")] = "{'from_id':'$memory','to_id':'$other'}",
        [(DialectNames.M3, "memory_link_bulk")] = "{'links':[{'from_id':'$memory','to_id':'$other'}]}",
        [(DialectNames.M3, "memory_graph")] = "{'memory_id':'$memory'}",
        [(DialectNames.M3, "memory_verify")] = "{'id':'$memory'}",
        [(DialectNames.M3, "memory_pin")] = "{'id':'$memory'}",
        [(DialectNames.M3, "memory_unpin")] = "{'id':'$memory'}",
        [(DialectNames.M3, "memory_set_retention")] = "{'agent_id':'beta'}",
        [(DialectNames.M3, "memory_export")] = "{}",
        [(DialectNames.M3, "memory_import")] = "{'data':'$export'}",
        [(DialectNames.M3, "memory_handoff")] = "{'from_agent':'alpha','to_agent':'beta','task':'Float it'}",
        [(DialectNames.M3, "memory_inbox")] = "{'agent_id':'ada'}",
        [(DialectNames.M3, "memory_inbox_ack")] = "{'memory_id':'$handoff'}",
        [(DialectNames.M3, "memory_refresh_queue")] = "{}",
        [(DialectNames.M3, "conversation_start")] = "{'title':'Rafts'}",
        [(DialectNames.M3, "conversation_append")] = "{'conversation_id':'$conversation','role':'user','content':'Does it float?'}",
        [(DialectNames.M3, "conversation_search")] = "{'query':'float'}",
        [(DialectNames.M3, "agent_register")] = "{'agent_id':'beta'}",
        [(DialectNames.M3, "agent_heartbeat")] = "{'agent_id':'beta'}",
        [(DialectNames.M3, "agent_list")] = "{}",
        [(DialectNames.M3, "agent_get")] = "{'agent_id':'beta'}",
        [(DialectNames.M3, "agent_set_trust")] = "{'agent_id':'beta','trust_score':0.5}",
        [(DialectNames.M3, "agent_offline")] = "{'agent_id':'beta'}",
        [(DialectNames.M3, "task_create")] = "{'title':'Saw','created_by':'alpha'}",
        [(DialectNames.M3, "task_assign")] = "{'task_id':'$task','owner_agent':'beta'}",
        [(DialectNames.M3, "task_update")] = "{'task_id':'$task','description':'With the saw'}",
        [(DialectNames.M3, "task_delete")] = "{'task_id':'$task'}",
        [(DialectNames.M3, "task_set_result")] = "{'task_id':'$task','result_memory_id':'$memory'}",
        [(DialectNames.M3, "task_get")] = "{'task_id':'$task'}",
        [(DialectNames.M3, "task_list")] = "{}",
        [(DialectNames.M3, "task_tree")] = "{'root_task_id':'$task'}",
        [(DialectNames.M3, "m3_index")] = "{}",
        [(DialectNames.M3, "m3_call")] = "{'tool':'task_list'}",
        [(DialectNames.M3, "tools_list_domains")] = "{}",

        [(DialectNames.Sovereign, "record_insight")] = "{'domain':'wood','content':'Elm sinks slowly'}",
        [(DialectNames.Sovereign, "archive_exchange")] = "{'content':'A: does it float?','source':'chat'}",
        [(DialectNames.Sovereign, "recall_exchange")] = "{'archive_id':'$exchange'}",
        [(DialectNames.Sovereign, "list_exchanges")] = "{}",
        [(DialectNames.Sovereign, "record_learning")] = "{'what_happened':'It sank','what_learned':'Weigh it'}",
        [(DialectNames.Sovereign, "recall_insights")] = "{}",
        [(DialectNames.Sovereign, "check_mistakes")] = "{'context':'rafts'}",
        [(DialectNames.Sovereign, "record_open_thread")] = "{'question':'Why does it float?'}",
        [(DialectNames.Sovereign, "resolve_thread")] = "{'domain':'wood','question_fragment':'How deep','resolution':'A span'}",
        [(DialectNames.Sovereign, "resolve_thread_by_id")] = "{'thread_id':'$thread','resolution':'A span'}",
        [(DialectNames.Sovereign, "get_open_threads")] = "{}",
        [(DialectNames.Sovereign, "get_inheritable_context")] = "{}",
        [(DialectNames.Sovereign, "handoff")] = "{'note':'Float it'}",
        [(DialectNames.Sovereign, "close_session")] = "{'what_i_learned':'Wood floats'}",
        [(DialectNames.Sovereign, "where_did_i_leave_off")] = "{}",
        [(DialectNames.Sovereign, "arrive")] = "{}",
        [(DialectNames.Sovereign, "arrive_delta")] = "{}",
        [(DialectNames.Sovereign, "comms_recall")] = "{}",
        [(DialectNames.Sovereign, "comms_unread_bodies")] = "{'instance_id':'beta'}",
        [(DialectNames.Sovereign, "comms_channels")] = "{}",
        [(DialectNames.Sovereign, "start_here")] = "{}",
        [(DialectNames.Sovereign, "comms_acknowledge")] = "{'message_id':'$message','instance_id':'beta'}",
        [(DialectNames.Sovereign, "thread_touch")] = "{'thread_id':'$thread','note':'Asked again'}",
        [(DialectNames.Sovereign, "handoff_acted_on")] = "{'handoff_path':'$handoff','consumed_by':'beta','what_was_done':'Floated it'}",
        [(DialectNames.Sovereign, "handoff_acted_on_records")] = "{}",
        [(DialectNames.Sovereign, "store_compaction_summary")] = "{'summary_text':'Rafts were built','session_id':'s9'}",
        [(DialectNames.Sovereign, "get_compaction_context")] = "{}",
        [(DialectNames.Sovereign, "get_compaction_stats")] = "{}",
        [(DialectNames.Sovereign, "session_handoff")] = "{'action':'write','summary':'Float it'}",
        [(DialectNames.Sovereign, "supersede_insight")] = "{'predecessor_id':'$memory','successor_id':'$insight'}",
        [(DialectNames.Sovereign, "comms_send")] = "{'body':'It floats'}",

        [(DialectNames.Ainote, "get_setup_guide")] = "{}",
        [(DialectNames.Ainote, "list_tasks")] = "{}",
        [(DialectNames.Ainote, "create_task")] = "{'content':'Saw'}",
        [(DialectNames.Ainote, "update_task")] = "{'id':'$task','notes':'With the saw'}",
        [(DialectNames.Ainote, "delete_task")] = "{'id':'$task'}",
        [(DialectNames.Ainote, "list_categories")] = "{}",
        [(DialectNames.Ainote, "list_dev_docs")] = "{}",
        [(DialectNames.Ainote, "get_dev_doc")] = "{'title':'Rafts'}",
        [(DialectNames.Ainote, "create_dev_doc")] = "{'title':'Boats','content':'Of planks'}",
        [(DialectNames.Ainote, "update_dev_doc")] = "{'title':'Rafts','content':'Of logs and rope'}",
        [(DialectNames.Ainote, "delete_dev_doc")] = "{'title':'Rafts'}",
        [(DialectNames.Ainote, "pull_dev_docs")] = "{}",
        [(DialectNames.Ainote, "list_dev_categories")] = "{}",
        [(DialectNames.Ainote, "handoff_save")] = "{'project':'raft','topic':'logs','content':'Cut them'}",
        [(DialectNames.Ainote, "handoff_list")] = "{}",
        [(DialectNames.Ainote, "handoff_get")] = "{'project':'raft','topic':'rope'}",
        [(DialectNames.Ainote, "sync_push")] = "{'path':'rafts/logs.md','content':'Cut them'}",
        [(DialectNames.Ainote, "sync_pull")] = "{}",
        [(DialectNames.Ainote, "sync_list")] = "{}",
        [(DialectNames.Ainote, "vault_sync")] = "{'action':'list'}",
        [(DialectNames.Ainote, "vault_list")] = "{}",
        [(DialectNames.Ainote, "vault_create")] = "{'name':'river'}",
        [(DialectNames.Ainote, "vault_clone")] = "{'name':'main'}",
        [(DialectNames.Ainote, "vault_connect_status")] = "{}",

        [(DialectNames.ConversationHandoff, "handoff_save")] = "{'summary':'Float it','conversation':'user: float it'}",
        [(DialectNames.ConversationHandoff, "handoff_list")] = "{}",
        [(DialectNames.ConversationHandoff, "handoff_load")] = "{'key':'raft'}",
        [(DialectNames.ConversationHandoff, "handoff_clear")] = "{'key':'raft'}",
        [(DialectNames.ConversationHandoff, "handoff_stats")] = "{}",
        [(DialectNames.ConversationHandoff, "handoff_restart")] = "{}",
        [(DialectNames.ConversationHandoff, "handoff_merge")] = "{'keys':['raft','stone']}",
        [(DialectNames.ConversationHandoff, "handoff_add_comment")] = "{'key':'raft','content':'It floats'}",
        [(DialectNames.ConversationHandoff, "handoff_delete_comment")] = "{'key':'raft','comment_id':'$comment'}",
        [(DialectNames.ConversationHandoff, "handoff_append")] = "{'key':'raft','chunk':'assistant: floating'}",
        [(DialectNames.ConversationHandoff, "handoff_search")] = "{}",

        [(DialectNames.Loaditout, "save_memory")] = "{'key':'wood','value':'alder','type':'context'}",
        [(DialectNames.Loaditout, "recall_memory")] = "{}",

        [(DialectNames.ClaudeMemory, "memory")] = "{'command':'view','path':'/memories'}",
    };

    private static readonly Dictionary<string, (string Tool, string Call, string Name, string Member)[]> Made = new()
    {
        [DialectNames.M3] =
        [
            ("notify", "{'agent_id':'beta','kind':'ping'}", "note", "notification_id"),
            ("conversation_start", "{'title':'Logs'}", "conversation", "conversation_id"),
            ("agent_register", "{'agent_id':'beta'}", "", ""),
        ],
        [DialectNames.Sovereign] =
        [
            ("archive_exchange", "{'content':'A: is it deep?','source':'chat'}", "exchange", "archive_id"),
            ("record_open_thread", "{'question':'How deep does it lie?','domain':'wood'}", "thread", "thread_id"),
            ("comms_send", "{'body':'Anyone there?'}", "message", "message_id"),
        ],
        [DialectNames.Ainote] =
        [
            ("create_dev_doc", "{'title':'Rafts','content':'Of logs'}", "doc", "id"),
            ("handoff_save", "{'project':'raft','topic':'rope','content':'Twist it'}", "", ""),
        ],
        [DialectNames.ConversationHandoff] = [("handoff_add_comment", "{'key':'raft','content':'Which way?'}", "comment", "comment.id")],
    };

    /// <summary>The tools that a room without an overseer refuses, and that are tested with one.</summary>
    public static bool NeedsOversight(string tool)
        => tool is "validate_action" or "request_permission" or "check_permission" or "report_skill_usage" or "verify_proof" or "list_my_proofs";

    /// <summary>Whether what a call named is not there for the next.</summary>
    public static bool Spends(string tool) => ((string[])["delete", "clear", "merge", "resolve", "supersede", "acted_on", "create", "link", "task_update"]).Any(word => tool.Contains(word, StringComparison.Ordinal));

    public static JsonObject Of(string dialect, string tool) => Parse(Calls[(dialect, tool)]);

    /// <summary>What is called before, and the member of its reply that the scene names.</summary>
    public static IEnumerable<(string Tool, JsonObject Call, string Name, string Member)> Before(string dialect)
        => Made.GetValueOrDefault(dialect, []).Select(one => (one.Tool, Parse(one.Call), one.Name, one.Member));

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json.Replace('\'', '"'))!;
}
