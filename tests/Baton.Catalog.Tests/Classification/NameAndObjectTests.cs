using Baton.Catalog.Classification;
using Baton.Policy.Documents;

namespace Baton.Catalog.Tests.Classification;

/// <summary>
/// The same word as a verb and as an object, wherever it stands and however the name is written; each with the category that the
/// tool's act has. The cases follow the list of what other catalogues got wrong.
/// </summary>
public sealed class NameAndObjectTests
{
    [Theory]
    // A verb at the end, in the middle, in each spelling.
    [InlineData("d1_database_delete", ToolCategory.Destructive)]
    [InlineData("d1DatabaseDelete", ToolCategory.Destructive)]
    [InlineData("D1DatabaseDelete", ToolCategory.Destructive)]
    [InlineData("d1-database-delete", ToolCategory.Destructive)]
    [InlineData("d1.database.delete", ToolCategory.Destructive)]
    [InlineData("d1/database/delete", ToolCategory.Destructive)]
    [InlineData("kv_namespace_create", ToolCategory.Write)]
    [InlineData("kv_namespaces_list", ToolCategory.Read)]
    [InlineData("kv_namespace_get", ToolCategory.Read)]
    [InlineData("kv_namespace_update", ToolCategory.Write)]
    [InlineData("r2_bucket_delete", ToolCategory.Destructive)]
    [InlineData("queue_purge", ToolCategory.Destructive)]
    [InlineData("table_truncate", ToolCategory.Destructive)]
    [InlineData("branch_reset", ToolCategory.Destructive)]
    [InlineData("stash_drop", ToolCategory.Destructive)]
    [InlineData("queue_clear", ToolCategory.Destructive)]
    [InlineData("draft_discard", ToolCategory.Destructive)]
    [InlineData("comment_reply", ToolCategory.Write)]
    [InlineData("message_search", ToolCategory.Read)]
    [InlineData("git_status", ToolCategory.Read)]
    [InlineData("git_log", ToolCategory.Read)]
    [InlineData("git_diff", ToolCategory.Read)]
    [InlineData("git_commit", ToolCategory.Write)]
    [InlineData("git_add", ToolCategory.Write)]
    [InlineData("git_reset", ToolCategory.Destructive)]
    [InlineData("git_clean", ToolCategory.Destructive)]
    [InlineData("tf_plan", ToolCategory.Read)]
    [InlineData("tf_apply", ToolCategory.Destructive)]
    [InlineData("tf_destroy", ToolCategory.Destructive)]
    [InlineData("list_containers", ToolCategory.Read)]
    [InlineData("recreate_container", ToolCategory.Destructive)]
    [InlineData("get_pull_request", ToolCategory.Read)]
    [InlineData("merge_pull_request", ToolCategory.Write)]
    [InlineData("create_pull_request", ToolCategory.Write)]
    // Words of deletion as objects.
    [InlineData("list_deleted_items", ToolCategory.Read)]
    [InlineData("get_deletion_policy", ToolCategory.Read)]
    [InlineData("list_resets", ToolCategory.Read)]
    // Money as an object of reading and of administration.
    [InlineData("list_invoices", ToolCategory.Read)]
    [InlineData("get_invoice", ToolCategory.Read)]
    [InlineData("search_payments", ToolCategory.Read)]
    [InlineData("retrieve_balance", ToolCategory.Read)]
    [InlineData("azure_pricing", ToolCategory.Read)]
    [InlineData("create_payment", ToolCategory.Financial)]
    [InlineData("create_refund", ToolCategory.Financial)]
    [InlineData("send_invoice", ToolCategory.Financial)]
    [InlineData("pay_invoice", ToolCategory.Financial)]
    [InlineData("charge_card", ToolCategory.Financial)]
    [InlineData("withdraw_funds", ToolCategory.Financial)]
    [InlineData("create_payout", ToolCategory.Financial)]
    [InlineData("buy_stock", ToolCategory.Financial)]
    [InlineData("cancel_payment", ToolCategory.Destructive)]
    // Execution, and what only sounds like it.
    [InlineData("execute_command", ToolCategory.Execute)]
    [InlineData("run_shell", ToolCategory.Execute)]
    [InlineData("eval_code", ToolCategory.Execute)]
    [InlineData("run_workflow", ToolCategory.Execute)]
    [InlineData("trigger_build", ToolCategory.Execute)]
    [InlineData("Run-Query", ToolCategory.Read)]
    [InlineData("run_report", ToolCategory.Read)]
    [InlineData("execute_search", ToolCategory.Read)]
    [InlineData("list_runs", ToolCategory.Read)]
    [InlineData("get_workflow_run", ToolCategory.Read)]
    [InlineData("list_commands", ToolCategory.Read)]
    // A server's prefix is no verb.
    [InlineData("github_list_issues", ToolCategory.Read)]
    [InlineData("slack_post_message", ToolCategory.Write)]
    [InlineData("notion-update-page", ToolCategory.Write)]
    [InlineData("jiraDeleteIssue", ToolCategory.Destructive)]
    [InlineData("stripe.refunds.create", ToolCategory.Financial)]
    public void Classify_ByNameAlone_IsWhatTheToolDoes(string name, ToolCategory expected)
        => Tools.Judge(name).Category.ShouldBe(expected);

    [Theory]
    // The description decides where the name does not, and is not fooled by what it mentions.
    [InlineData("note", "Creates a note.", ToolCategory.Write)]
    [InlineData("note", "Returns a note.", ToolCategory.Read)]
    [InlineData("note", "Permanently deletes a note.", ToolCategory.Destructive)]
    [InlineData("thing", "This tool can be used to list things.", ToolCategory.Read)]
    [InlineData("thing", "Allows you to remove a thing.", ToolCategory.Destructive)]
    [InlineData("get_note", "Get a note. Deleted notes are not returned.", ToolCategory.Read)]
    [InlineData("list_backups", "Lists the backups that can be restored.", ToolCategory.Read)]
    [InlineData("get_status", "Get the status after a payment was made.", ToolCategory.Read)]
    [InlineData("create_note", "Create a note; it can be deleted later.", ToolCategory.Write)]
    [InlineData("manage_rules", "Manage rules: list, get, create or delete a rule.", ToolCategory.Destructive)]
    [InlineData("sync_folder", "Sync a folder and delete files that are gone.", ToolCategory.Destructive)]
    public void Classify_WithADescription_IsWhatTheToolDoes(string name, string description, ToolCategory expected)
        => Tools.Judge(name, description).Category.ShouldBe(expected);

    [Theory]
    // What the server says of itself can raise and never lower.
    [InlineData("get_note", null, true, ToolCategory.Destructive)]
    [InlineData("delete_note", true, null, ToolCategory.Destructive)]
    [InlineData("delete_note", null, false, ToolCategory.Destructive)]
    [InlineData("run_shell", true, null, ToolCategory.Execute)]
    [InlineData("create_payment", true, false, ToolCategory.Financial)]
    [InlineData("create_note", true, null, ToolCategory.Write)]
    [InlineData("create_note", null, true, ToolCategory.Destructive)]
    public void Classify_WithAClaim_IsNeverLowered(string name, bool? readOnly, bool? destructive, ToolCategory expected)
        => Classifier.Classify(Tools.Of(name).Claiming(readOnly, destructive)).Category.ShouldBe(expected);
}
