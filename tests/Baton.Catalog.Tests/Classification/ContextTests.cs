using Baton.Catalog.Classification;
using Baton.Catalog.Definitions;
using Baton.Policy.Documents;

namespace Baton.Catalog.Tests.Classification;

/// <summary>What the same word means beside other words: verbs with their objects, queries with their language, actions with their list.</summary>
public sealed class ContextTests
{
    [Theory]
    // A verb, and what it is done to.
    [InlineData("run_query", "", ToolCategory.Read)]
    [InlineData("run_report", "", ToolCategory.Read)]
    [InlineData("run_tests", "", ToolCategory.Execute)]
    [InlineData("start_process", "", ToolCategory.Execute)]
    [InlineData("start_timer", "", ToolCategory.Write)]
    [InlineData("submit_job", "", ToolCategory.Execute)]
    [InlineData("submit_form", "", ToolCategory.Write)]
    [InlineData("create_run", "", ToolCategory.Execute)]
    [InlineData("create_note", "", ToolCategory.Write)]
    [InlineData("apply_terraform", "", ToolCategory.Destructive)]
    [InlineData("apply_label", "", ToolCategory.Write)]
    [InlineData("open_file", "", ToolCategory.Read)]
    [InlineData("open_issue", "", ToolCategory.Write)]
    [InlineData("generate_uuid", "", ToolCategory.Read)]
    [InlineData("generate_image", "", ToolCategory.Write)]
    [InlineData("test_connection", "", ToolCategory.Read)]
    [InlineData("restore_backup", "", ToolCategory.Destructive)]
    [InlineData("restore_archived_page", "", ToolCategory.Write)]
    [InlineData("clear_cache", "", ToolCategory.Destructive)]
    [InlineData("clear_selection", "", ToolCategory.Write)]
    [InlineData("resolve_issue", "", ToolCategory.Write)]
    [InlineData("resolve_hostname", "", ToolCategory.Read)]
    [InlineData("start_search", "", ToolCategory.Read)]
    [InlineData("move_card", "", ToolCategory.Write)]
    [InlineData("make_phone_call", "", ToolCategory.Write)]
    [InlineData("send_request", "url! method", ToolCategory.Execute)]
    [InlineData("send_request", "text!", ToolCategory.Write)]
    public void Classify_VerbWithItsObject_IsReadTogether(string name, string parameters, ToolCategory category) => Judge(name, "", parameters).Category.ShouldBe(category);

    [Theory]
    // A query parameter, by its language and by what the tool says of it.
    [InlineData("execute_query", "Execute a query", "sql!", ToolCategory.Execute)]
    [InlineData("run_sql", "Run SQL", "sql!", ToolCategory.Execute)]
    [InlineData("execute_sql", "Execute a read-only SQL query", "sql!", ToolCategory.Read)]
    [InlineData("read_query", "Execute a SELECT query on the database", "query!", ToolCategory.Read)]
    [InlineData("write_query", "Execute an INSERT, UPDATE or DELETE query", "query!", ToolCategory.Execute)]
    [InlineData("query_prometheus", "Query with PromQL", "expr!", ToolCategory.Read)]
    [InlineData("search_issues", "Search issues with JQL", "jql!", ToolCategory.Read)]
    [InlineData("cypher", "Run a Cypher statement on the graph", "cypher!", ToolCategory.Execute)]
    [InlineData("validate_sql", "Validate SQL without running it", "sql!", ToolCategory.Read)]
    [InlineData("explain_sql", "Explain a SQL statement", "sql!", ToolCategory.Read)]
    [InlineData("format_code", "Format a piece of code", "code!", ToolCategory.Write)]
    [InlineData("lint_code", "Lint a piece of code", "code!", ToolCategory.Read)]
    [InlineData("eval", "Evaluate an expression", "code!", ToolCategory.Execute)]
    [InlineData("set_country", "Set the country", "country_code!", ToolCategory.Write)]
    public void Classify_QueryOrCode_FollowsWhatItMayDo(string name, string description, string parameters, ToolCategory category) => Judge(name, description, parameters).Category.ShouldBe(category);

    [Theory]
    // One tool with a list of actions is as heavy as the heaviest of them.
    [InlineData("action!:get|list", ToolCategory.Read)]
    [InlineData("action!:get|create", ToolCategory.Write)]
    [InlineData("action!:get|create|delete", ToolCategory.Destructive)]
    [InlineData("operation!:run|stop", ToolCategory.Execute)]
    [InlineData("op!:pay|list", ToolCategory.Financial)]
    [InlineData("mode!:read|write", ToolCategory.Write)]
    [InlineData("status!:open|closed", ToolCategory.Other)]
    [InlineData("color!:delete|run", ToolCategory.Other)]
    public void Classify_ListOfActions_IsAsHeavyAsTheHeaviest(string parameter, ToolCategory category) => Judge("widget", "", parameter).Category.ShouldBe(category);

    [Theory]
    // A file at a chosen path, and places that keep what was there.
    [InlineData("write_file", "path! content!", ToolCategory.Destructive)]
    [InlineData("save_file", "filename! data!", ToolCategory.Destructive)]
    [InlineData("rename_file", "source! destination!", ToolCategory.Destructive)]
    [InlineData("create_file", "path!", ToolCategory.Write)]
    [InlineData("rename_file", "path!", ToolCategory.Write)]
    [InlineData("create_or_update_file", "path! content! branch! message!", ToolCategory.Write)]
    [InlineData("put_file", "path! content! bucket!", ToolCategory.Write)]
    [InlineData("write_note", "title! content!", ToolCategory.Write)]
    public void Classify_WritingAFile_IsLossWhereNothingKeepsTheOld(string name, string parameters, ToolCategory category) => Judge(name, "", parameters).Category.ShouldBe(category);

    [Theory]
    // What is committed, revised, ended or only spoken of.
    [InlineData("create_invoice", ToolCategory.Financial)]
    [InlineData("send_invoice", ToolCategory.Financial)]
    [InlineData("update_invoice", ToolCategory.Financial)]
    [InlineData("update_payment_settings", ToolCategory.Write)]
    [InlineData("create_payment_method", ToolCategory.Write)]
    [InlineData("send_invoice_reminder", ToolCategory.Write)]
    [InlineData("create_coupon", ToolCategory.Write)]
    [InlineData("void_invoice", ToolCategory.Destructive)]
    [InlineData("cancel_payment", ToolCategory.Destructive)]
    [InlineData("delete_invoice", ToolCategory.Destructive)]
    [InlineData("list_refunds", ToolCategory.Read)]
    [InlineData("get_quote", ToolCategory.Read)]
    public void Classify_Money_IsWhatIsPromisedOrMoved(string name, ToolCategory category) => Judge(name, "", "id!").Category.ShouldBe(category);

    [Theory]
    // Severity grows with what the tool can reach.
    [InlineData("read_note", "", ToolSeverity.Low)]
    [InlineData("read_file", "path!", ToolSeverity.Medium)]
    [InlineData("get_credentials", "", ToolSeverity.High)]
    [InlineData("list_environment_variables", "", ToolSeverity.High)]
    [InlineData("update_note", "text!", ToolSeverity.Medium)]
    [InlineData("star_note", "id!", ToolSeverity.Low)]
    [InlineData("send_message", "to! text!", ToolSeverity.High)]
    [InlineData("bulk_update_notes", "ids!:list", ToolSeverity.High)]
    [InlineData("add_user_role", "user! role!", ToolSeverity.High)]
    [InlineData("delete_note", "id!", ToolSeverity.High)]
    [InlineData("delete_database", "name!", ToolSeverity.Critical)]
    [InlineData("delete_notes", "pattern! glob!", ToolSeverity.Critical)]
    [InlineData("trigger_build", "id!", ToolSeverity.High)]
    [InlineData("run_shell", "command!", ToolSeverity.Critical)]
    [InlineData("transfer_funds", "amount!:number", ToolSeverity.Critical)]
    [InlineData("create_payment_link", "price!", ToolSeverity.High)]
    public void Severity_Reach_RaisesIt(string name, string parameters, ToolSeverity severity) => Judge(name, "", parameters).Severity.ShouldBe(severity);

    [Theory]
    // A raised signal never lowers the severity of the same tool.
    [InlineData("force:boolean")]
    [InlineData("recursive:boolean")]
    [InlineData("url!")]
    [InlineData("api_key!")]
    [InlineData("ids!:list")]
    [InlineData("html!")]
    [InlineData("agent_id!")]
    [InlineData("data!:object")]
    public void Severity_OneMoreSignal_NeverLowersIt(string parameter)
    {
        foreach (var name in (string[])["get_note", "create_note", "delete_note", "run_job", "create_payment", "frobnicate"])
        {
            ((int)Judge(name, "", $"id! {parameter}").Severity).ShouldBeGreaterThanOrEqualTo((int)Judge(name, "", "id!").Severity, $"{name} with {parameter}");
        }
    }

    private static ToolVerdict Judge(string name, string description, string parameters)
        => Tools.Judge(name, description.Length == 0 ? null : description, parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
