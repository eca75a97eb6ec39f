using Baton.Catalog.Classification;
using Baton.Policy.Documents;

namespace Baton.Catalog.Tests.Classification;

/// <summary>Tools that other catalogues got wrong; each stays right here, by name alone and with its description.</summary>
public sealed class KnownMistakesTests
{
    [Theory]
    [InlineData("manage_notification_subscription", "Manage a notification subscription: ignore, watch, or delete a notification thread subscription.")]
    [InlineData("manage_notification_subscription", null)]
    [InlineData("azure/pricing", "Look up retail prices")]
    [InlineData("pricing", null)]
    [InlineData("list_invoices", "List invoices")]
    [InlineData("list_invoices", null)]
    [InlineData("list_payment_intents", null)]
    [InlineData("get_order_book", "Get the order book of a market")]
    public void Classify_NameWithAMoneyWord_IsNotFinancial(string name, string? description)
        => Tools.Judge(name, description).Category.ShouldNotBe(ToolCategory.Financial);

    [Theory]
    [InlineData("azure/pricing", ToolCategory.Read)]
    [InlineData("list_invoices", ToolCategory.Read)]
    [InlineData("d1_database_delete", ToolCategory.Destructive)]
    [InlineData("kv_namespace_delete", ToolCategory.Destructive)]
    [InlineData("git_reset", ToolCategory.Destructive)]
    [InlineData("reset_branch", ToolCategory.Destructive)]
    [InlineData("tf_apply", ToolCategory.Destructive)]
    [InlineData("terraform_apply", ToolCategory.Destructive)]
    [InlineData("recreate_container", ToolCategory.Destructive)]
    [InlineData("merge_pull_request", ToolCategory.Write)]
    [InlineData("deleteCustomer", ToolCategory.Destructive)]
    [InlineData("DROP-TABLE", ToolCategory.Destructive)]
    public void Classify_ByNameAlone_FindsTheVerbWhereverItStands(string name, ToolCategory expected)
        => Tools.Judge(name).Category.ShouldBe(expected);

    /// <summary>A name that says that something is written is believed, whatever verb the description begins with.</summary>
    [Theory]
    [InlineData("memory_import", "Reads an export back. What is there already stays.")]
    [InlineData("task_assign", "Gives a task to an agent.")]
    [InlineData("note_update", "Gets a note up to date.")]
    [InlineData("server_restart", "Says what is kept.")]
    public void Classify_NameThatWrites_IsNoReadByItsDescription(string name, string description)
        => Tools.Judge(name, description).Category.ShouldBe(ToolCategory.Write);

    /// <summary>A handoff, a sync and a message are things too.</summary>
    [Theory]
    [InlineData("handoff_list", "The handoffs of a project, newest first.")]
    [InlineData("handoff_list", "Handoffs of a project, newest first.")]
    [InlineData("handoff_load", "Loads a saved conversation with its metadata.")]
    [InlineData("handoff_stats", "How many conversations are kept.")]
    [InlineData("handoff_get", "The handoff on a topic.")]
    [InlineData("handoff_search", "Finds conversations by text.")]
    [InlineData("handoff_status", null)]
    [InlineData("sync_list", "The files there are.")]
    [InlineData("conversation_search", "Messages that match, with the conversation.")]
    [InlineData("list_exchanges", "Archived exchanges without their text.")]
    [InlineData("agent_list", "Registered agents, newest first.")]
    [InlineData("recall_exchange", "An archived exchange, byte for byte.")]
    [InlineData("validate_action", "Says whether your policy would allow a call.")]
    public void Classify_NameThatReads_IsNoWriteByANoun(string name, string? description)
        => Tools.Judge(name, description).Category.ShouldBe(ToolCategory.Read);

    [Theory]
    [InlineData("handoff_save", "Saves a handoff.")]
    [InlineData("handoff", "Hands work on.")]
    [InlineData("handoff_append", "Adds a message.")]
    [InlineData("store_compaction_summary", "Keeps what a session knew before its context is compacted. None is evicted.")]
    [InlineData("post_summary", null)]
    [InlineData("sync_push", "Writes a file.")]
    [InlineData("vault_sync", "Brings both sides together.")]
    [InlineData("messages", "Messages a person.")]
    public void Classify_NameThatHandsOn_IsAWrite(string name, string? description)
        => Tools.Judge(name, description).Category.ShouldBe(ToolCategory.Write);

    [Theory]
    [InlineData("browser_click", "Perform click on a web page")]
    [InlineData("browser_navigate", "Navigate to a URL")]
    [InlineData("browser_type", "Type text into editable element")]
    [InlineData("browser_snapshot", "Capture accessibility snapshot of the current page")]
    [InlineData("browser_press_key", "Press a key on the keyboard")]
    [InlineData("browser_tabs", "List, create, close, or select a browser tab.")]
    [InlineData("browser_hover", null)]
    [InlineData("browser_wait_for", null)]
    [InlineData("browser_take_screenshot", null)]
    [InlineData("browser_evaluate", null)]
    [InlineData("browser_close", null)]
    [InlineData("browser_install", null)]
    [InlineData("browser_file_upload", null)]
    [InlineData("browser_handle_dialog", null)]
    [InlineData("browser_drag", null)]
    [InlineData("browser_resize", null)]
    [InlineData("browser_select_option", null)]
    [InlineData("browser_console_messages", null)]
    [InlineData("browser_network_requests", null)]
    public void Classify_BrowserTool_IsNotOther(string name, string? description)
        => Tools.Judge(name, description).Category.ShouldNotBe(ToolCategory.Other);

    [Fact]
    public void Classify_RunQueryOfAnAnalyticsServer_ReadsButIsHigh()
    {
        var verdict = Tools.Judge("Run-Query", "Run an analytics query: trends, funnels or HogQL", "query!:object");
        verdict.Category.ShouldBe(ToolCategory.Read);
        verdict.Severity.ShouldBe(ToolSeverity.High);
    }

    [Fact]
    public void Classify_RunQueryByNameAlone_DoesNotExecute() => Tools.Judge("Run-Query").Category.ShouldBe(ToolCategory.Read);

    [Theory]
    [InlineData("write_file", "Create a new file or completely overwrite an existing file with new content.", "path!", "content!")]
    [InlineData("write_file", null, "path!", "content!")]
    [InlineData("move_file", "Move or rename files and directories.", "source!", "destination!")]
    public void Classify_ToolThatReplacesAFile_IsDestructive(string name, string? description, params string[] parameters)
        => Tools.Judge(name, description, parameters).Category.ShouldBe(ToolCategory.Destructive);

    [Fact]
    public void Classify_FileWriteThatKeepsVersions_IsWrite()
        => Tools.Judge("create_or_update_file", "Create or update a file by a commit", "path!", "content!", "message!", "branch!").Category.ShouldBe(ToolCategory.Write);
}
