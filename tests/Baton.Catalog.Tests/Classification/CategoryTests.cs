using Baton.Catalog.Classification;
using Baton.Policy.Documents;

namespace Baton.Catalog.Tests.Classification;

/// <summary>Tools of the field by what they can do, each beside one that only sounds like it.</summary>
public sealed class CategoryTests
{
    [Theory]
    // Reading.
    [InlineData("list_issues", "List issues in a repository", "owner! repo!")]
    [InlineData("get_file_contents", "Get the contents of a file or directory", "path!")]
    [InlineData("search_code", "Search for code across repositories", "q!")]
    [InlineData("list_invoices", "List invoices of a customer", "customer")]
    [InlineData("get_balance", "Retrieve the current balance", "")]
    [InlineData("retrieve_payment", "Retrieve a payment by id", "id!")]
    [InlineData("azure/pricing", "Look up retail prices of Azure services", "service!")]
    [InlineData("describe_table", "Describe the columns of a table", "table!")]
    [InlineData("browser_console_messages", "Returns all console messages", "")]
    [InlineData("git_log", "Shows the commit logs", "repo_path!")]
    [InlineData("git_status", "Shows the working tree status", "repo_path!")]
    [InlineData("read_graph", "Read the entire knowledge graph", "")]
    [InlineData("notion-search", "Search pages in the workspace", "query!")]
    [InlineData("kubectl_get", "Get or list Kubernetes resources", "resource!")]
    [InlineData("fetch", "Fetches a URL and returns its text", "url!")]
    [InlineData("download_attachment", "Download an attachment", "id!")]
    [InlineData("explain_query", "Explain the plan of a SQL query", "sql!")]
    [InlineData("listDeletedItems", "List items in the trash", "")]
    [InlineData("get_delete_status", "Get the status of a deletion", "id!")]
    [InlineData("view_run_history", "View the history of runs", "")]
    [InlineData("whoami", "Show who is logged in", "")]
    [InlineData("handoff_load", "Load a handoff whole, with its body in pieces", "id!")]
    [InlineData("archive_read", "Read an archive in pieces", "id!")]
    [InlineData("archive_verify", "Whether an archive is as it was written", "id!")]
    [InlineData("handoff_search", "Find handoffs by words", "query!")]
    [InlineData("validate_card_number", "Validate the format of a number", "number!")]
    public void Classify_ToolThatReads_IsRead(string name, string description, string parameters) => Is(ToolCategory.Read, name, description, parameters);

    [Theory]
    // Writing.
    [InlineData("create_issue", "Create a new issue", "title!")]
    [InlineData("session_start", "Call first in every session: what is open, what changed, what was decided", "project")]
    [InlineData("session_close", "Call last in every session: one call saves a handoff for whoever comes next", "summary!")]
    [InlineData("archive_append", "Add to an archive", "id!")]
    [InlineData("archive_project", "Archive a project", "id!")]
    [InlineData("post_status", "", "text!")]
    [InlineData("change_status", "", "id! status!")]
    [InlineData("update_issue", "Update an existing issue", "id! title")]
    [InlineData("add_comment", "Add a comment to an issue", "body!")]
    [InlineData("slack_post_message", "Post a message to a channel", "channel! text!")]
    [InlineData("send_email", "Send an email", "to! body!")]
    [InlineData("merge_pull_request", "Merge a pull request", "number!")]
    [InlineData("git_commit", "Records changes to the repository", "message!")]
    [InlineData("browser_click", "Perform a click on a page", "ref!")]
    [InlineData("browser_navigate", "Navigate to a URL", "url!")]
    [InlineData("manage_drafts", "Create and update drafts", "text!")]
    [InlineData("upload_file", "Upload a file to the bucket", "bucket! content!")]
    [InlineData("assign_user", "Assign a user to a task", "user!")]
    [InlineData("create_subscription_plan_reminder", "Create a reminder for a plan", "text!")]
    [InlineData("enable_feature_flag", "Enable a feature flag", "key!")]
    [InlineData("insert_rows", "Insert rows into a sheet", "rows!:objects")]
    [InlineData("createRefundNote", "Create a note about a refund", "text!")]
    [InlineData("set_status", "Set your status", "text!")]
    [InlineData("pin_message", "Pin a message", "id!")]
    [InlineData("restore_from_trash", "Restore a page from the trash", "id!")]
    public void Classify_ToolThatChanges_IsWrite(string name, string description, string parameters) => Is(ToolCategory.Write, name, description, parameters);

    [Theory]
    // Losing something.
    [InlineData("delete_file", "Delete a file", "path!")]
    [InlineData("d1_database_delete", "Delete a D1 database", "id!")]
    [InlineData("kv_namespace_delete", "Delete a KV namespace", "id!")]
    [InlineData("drop_table", "Drop a table", "name!")]
    [InlineData("git_reset", "Unstages all staged changes", "repo_path!")]
    [InlineData("reset_branch", "Reset a branch to a commit", "branch!")]
    [InlineData("tf_apply", "Apply the Terraform plan", "dir!")]
    [InlineData("recreate_container", "Recreate a container", "id!")]
    [InlineData("write_file", "Create a new file or completely overwrite an existing file", "path! content!")]
    [InlineData("move_file", "Move or rename files", "source! destination!")]
    [InlineData("remove_member", "Remove a member from a team", "user!")]
    [InlineData("revoke_api_key", "Revoke an API key", "id!")]
    [InlineData("purge_cache", "Purge the cache of a zone", "zone!")]
    [InlineData("terminate_instance", "Terminate an instance", "id!")]
    [InlineData("cancel_subscription", "Cancel a subscription at once", "id!")]
    [InlineData("batchDeleteRecords", "Delete several records", "ids!:list")]
    [InlineData("cleanup_workspace", "Clean up the workspace", "")]
    [InlineData("force_push", "Update the remote by force push", "branch!")]
    [InlineData("kubectl_delete", "Delete Kubernetes resources", "name!")]
    [InlineData("manage_labels", "Manage labels", "action!:create|delete")]
    [InlineData("manage_notification_subscription", "Manage a notification subscription", "notificationID! action!:ignore|watch|delete")]
    public void Classify_ToolThatLosesSomething_IsDestructive(string name, string description, string parameters) => Is(ToolCategory.Destructive, name, description, parameters);

    [Theory]
    // Running what the caller writes.
    [InlineData("run_command", "Run a shell command", "command!")]
    [InlineData("execute_python", "Execute Python code", "code!")]
    [InlineData("browser_evaluate", "Evaluate JavaScript on the page", "function!")]
    [InlineData("execute_sql", "Execute a SQL statement", "sql!")]
    [InlineData("query", "Run a SQL query against the database, including INSERT and UPDATE", "sql!")]
    [InlineData("bash", "Run bash", "command!")]
    [InlineData("trigger_workflow", "Trigger a workflow run", "id!")]
    [InlineData("deploy_and_run", "Build the image and run it", "image!")]
    [InlineData("invoke_lambda", "Invoke a Lambda function", "name!")]
    [InlineData("call_tool", "Call any tool by its name", "tool_name! arguments!:object")]
    [InlineData("start_job", "Start a job", "id!")]
    [InlineData("install_package", "Install a package", "name!")]
    [InlineData("make_http_request", "Make an HTTP request", "url! method!")]
    [InlineData("kubectl_exec", "Execute a command in a pod", "command!")]
    public void Classify_ToolThatRuns_IsExecute(string name, string description, string parameters) => Is(ToolCategory.Execute, name, description, parameters);

    [Theory]
    // Moving or promising money.
    [InlineData("create_payment_link", "Create a payment link", "price!")]
    [InlineData("create_refund", "Create a refund for a payment", "payment! amount:integer")]
    [InlineData("finalize_invoice", "Finalize an invoice", "invoice!")]
    [InlineData("send_payment", "Send a payment to somebody", "to! amount!:number")]
    [InlineData("place_order_refund", "Place a refund for an order", "order!")]
    [InlineData("capture_charge", "Capture a charge", "id!")]
    [InlineData("transfer_funds", "Transfer funds between accounts", "amount!:number")]
    [InlineData("pay_invoice", "Pay an invoice", "id!")]
    [InlineData("buy_stock", "Buy a stock", "symbol! qty!:number")]
    [InlineData("withdraw_funds", "Withdraw funds to a bank account", "amount!:number")]
    public void Classify_ToolThatMovesMoney_IsFinancial(string name, string description, string parameters) => Is(ToolCategory.Financial, name, description, parameters);

    [Theory]
    // Nothing that tells.
    [InlineData("frobnicate", "Frobnicate", "x!")]
    [InlineData("foo", "", "")]
    [InlineData("xyzzy", "Does xyzzy", "a")]
    [InlineData("工具", "", "")]
    public void Classify_ToolThatSaysNothing_IsOther(string name, string description, string parameters) => Is(ToolCategory.Other, name, description, parameters);

    [Theory]
    // Not what a word of the name suggests: name, description, the category that it is not.
    [InlineData("manage_notification_subscription", "Manage a notification subscription: watch or ignore", ToolCategory.Financial)]
    [InlineData("azure/pricing", "Look up prices", ToolCategory.Financial)]
    [InlineData("list_invoices", "List invoices", ToolCategory.Financial)]
    [InlineData("get_payment_method", "Get a payment method", ToolCategory.Financial)]
    [InlineData("Run-Query", "Run a report over page views", ToolCategory.Execute)]
    [InlineData("run_search", "Run a search", ToolCategory.Execute)]
    [InlineData("get_command_history", "Get the history of commands", ToolCategory.Execute)]
    [InlineData("get_deleted_messages", "Get messages that were deleted", ToolCategory.Destructive)]
    [InlineData("list_removed_users", "List users that were removed", ToolCategory.Destructive)]
    [InlineData("undelete_note", "Undelete a note", ToolCategory.Destructive)]
    public void Classify_WordThatMisleads_DoesNotDecide(string name, string description, ToolCategory not) => Tools.Judge(name, description).Category.ShouldNotBe(not);

    [Theory]
    // The same name in camel, snake, kebab, dotted and Pascal case, with a server's prefix.
    [InlineData("deleteFile")]
    [InlineData("delete_file")]
    [InlineData("delete-file")]
    [InlineData("delete.file")]
    [InlineData("DeleteFile")]
    [InlineData("DELETE_FILE")]
    [InlineData("fs__delete_file")]
    [InlineData("fs/delete-file")]
    [InlineData("file_delete")]
    [InlineData("fileDelete")]
    public void Classify_NameInAnyCase_IsReadAlike(string name) => Tools.Judge(name).Category.ShouldBe(ToolCategory.Destructive);

    private static void Is(ToolCategory category, string name, string description, string parameters)
    {
        var verdict = Tools.Judge(name, description, parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        verdict.Category.ShouldBe(category, string.Join("; ", verdict.Evidence));
        verdict.Confidence.ShouldBeInRange(0.1, 0.95);
        if (category == ToolCategory.Other) verdict.Evidence.ShouldBeEmpty();
        else verdict.Evidence.ShouldNotBeEmpty();
        foreach (var evidence in verdict.Evidence)
        {
            evidence.Source.ShouldBeOneOf("name", "description", "schema", "annotations", "siblings");
            evidence.Quote.ShouldNotBeEmpty();
        }
    }
}
