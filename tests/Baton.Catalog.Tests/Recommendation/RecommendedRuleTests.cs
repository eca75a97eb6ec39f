using System.Text;
using Baton.Catalog.Classification;
using Baton.Catalog.Definitions;
using Baton.Catalog.Recommendation;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Catalog.Tests.Recommendation;

/// <summary>Ways around the recommended rules: what a statement does behind its first word, amounts in lists, parameters with odd names.</summary>
public sealed class RecommendedRuleTests
{
    [Theory]
    [InlineData("SELECT 1")]
    [InlineData("select name, updated_at from users where id = 7;")]
    [InlineData("WITH recent AS (SELECT * FROM orders) SELECT count(*) FROM recent")]
    [InlineData("EXPLAIN SELECT * FROM t")]
    [InlineData("SHOW TABLES")]
    [InlineData("DESCRIBE users")]
    [InlineData("SELECT created, deleted, is_dropped FROM t")]
    public void ForTool_Sql_LetsAReadingStatementPass(string sql) => DecideSql(sql).ShouldBe(DecisionOutcome.Allow);

    [Theory]
    [InlineData("WITH gone AS (DELETE FROM users RETURNING *) SELECT * FROM gone")]
    [InlineData("with x as (insert into t values (1) returning id) select id from x")]
    [InlineData("WITH u AS (UPDATE t SET a = 1 RETURNING *) SELECT 1 FROM u")]
    [InlineData("EXPLAIN ANALYZE DELETE FROM users")]
    [InlineData("EXPLAIN (ANALYZE, BUFFERS) UPDATE users SET admin = true")]
    [InlineData("SELECT * INTO copy FROM users")]
    [InlineData("SELECT 'x' INTO OUTFILE '/var/www/shell.php'")]
    [InlineData("SELECT/**/1/**/INTO/**/DUMPFILE '/tmp/x'")]
    [InlineData("SELECT 1; DROP TABLE users")]
    [InlineData("SELECT 1;\nDELETE FROM users")]
    [InlineData("WITH m AS (MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE RETURNING *) SELECT * FROM m")]
    [InlineData("EXPLAIN ANALYZE CREATE TABLE t AS SELECT 1")]
    [InlineData("TRUNCATE users")]
    [InlineData("CALL wipe()")]
    [InlineData("-- SELECT\nDELETE FROM users")]
    [InlineData("/* SELECT */ DELETE FROM users")]
    [InlineData("SELECTED")]
    [InlineData("")]
    public void ForTool_Sql_RefusesWhatMayChangeData(string sql) => DecideSql(sql).ShouldBe(DecisionOutcome.Deny);

    /// <summary>The files of Claude's memory tool lie under a name of its protocol; a bound of the working folder would refuse them all.</summary>
    [Theory]
    [InlineData("A path under /memories.", "/memories/notes.txt", DecisionOutcome.Allow)]
    [InlineData("A path under /memories, or /memories itself.", "/memories", DecisionOutcome.Allow)]
    [InlineData("A path under /memories.", "/memories/../etc/passwd", DecisionOutcome.Deny)]
    [InlineData("A path under /memories.", "notes.txt", DecisionOutcome.Deny)]
    [InlineData("A path under /etc.", "/etc/passwd", DecisionOutcome.Deny)]
    [InlineData("A path.", "notes.txt", DecisionOutcome.Allow)]
    public void ForTool_APath_IsBoundToTheMemoryToolsOwnRoot_AndToNoOtherThatTheServerNames(string description, string path, DecisionOutcome outcome)
    {
        var verdict = Classifier.Classify(new DeclaredTool("view_memory", Description: "View a memory file", InputSchema: Tools.Json(
            $$$"""{"type":"object","properties":{"path":{"type":"string","description":"{{{description}}}"}},"required":["path"]}""")));
        Decide(verdict, $$"""{"path":"{{path}}"}""").ShouldBe(outcome, Recommender.ForTool(verdict));
    }

    /// <summary>What is looked up by an id, or said of a text, is no file of this machine; what names a file is, whatever else is said.</summary>
    [Theory]
    [InlineData("handoff_acted_on", "Says what was done", "handoff_path", "An id that was printed, or a key.", DecisionOutcome.Allow)]
    [InlineData("create_doc", "Create a document", "local_path", "A label: where you have it.", DecisionOutcome.Allow)]
    [InlineData("archive_exchange", "Keeps a text", "source", null, DecisionOutcome.Allow)]
    [InlineData("create_memory", "Keeps a memory", "source", "Where it was learned.", DecisionOutcome.Allow)]
    [InlineData("move_file", "Move", "source", null, DecisionOutcome.Deny)]
    [InlineData("move", "Move a file", "destination", null, DecisionOutcome.Deny)]
    [InlineData("upload", "Upload", "source", "The folder to upload.", DecisionOutcome.Deny)]
    [InlineData("load", "Load a thing", "path", "Path of the key.", DecisionOutcome.Deny)]
    [InlineData("load", "Load a thing", "key_path", "The file with the id.", DecisionOutcome.Deny)]
    [InlineData("load", "Load a thing", "path", null, DecisionOutcome.Deny)]
    [InlineData("read_file", "Read a file", "file", "Identifies it.", DecisionOutcome.Deny)]
    public void ForTool_AnAbsoluteText_IsRefusedWhereItNamesAFile(string tool, string about, string parameter, string? description, DecisionOutcome outcome)
    {
        var says = description is null ? "" : $",\"description\":{System.Text.Json.JsonSerializer.Serialize(description)}";
        var verdict = Classifier.Classify(new DeclaredTool(tool, Description: about, InputSchema: Tools.Json(
            $$$"""{"type":"object","properties":{"{{{parameter}}}":{"type":"string"{{{says}}}}},"required":["{{{parameter}}}"]}""")));
        Decide(verdict, $$"""{"{{parameter}}":"/home/ann/handoffs/2026-03-01.json"}""").ShouldBe(outcome, Recommender.ForTool(verdict));
    }

    [Theory]
    // the amounts of one call
    [InlineData("""[{"amount":5}]""", DecisionOutcome.Ask)]
    [InlineData("""[{"amount":0},{"amount":500}]""", DecisionOutcome.Ask)]
    [InlineData("""[{"amount":500},{"amount":0}]""", DecisionOutcome.Ask)]
    [InlineData("""[{"amount":-1},{"amount":500}]""", DecisionOutcome.Ask)]
    [InlineData("""[{"amount":"5"}]""", DecisionOutcome.Ask)]
    [InlineData("""[{"amount":0}]""", DecisionOutcome.Allow)]
    public void ForTool_AmountsInAList_AskWhenAnyOfThemIsOverZero(string items, DecisionOutcome outcome)
    {
        var verdict = Classifier.Classify(new DeclaredTool("create_payment", Description: "Create a payment", InputSchema: Tools.Json(
            """{"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{"amount":{"type":"number"}},"required":["amount"]}}},"required":["items"]}""")));
        verdict.Category.ShouldBe(ToolCategory.Financial);
        Decide(verdict, $$"""{"items":{{items}} }""").ShouldBe(outcome, Recommender.ForTool(verdict));
    }

    [Theory]
    [InlineData("file\tpath")]
    [InlineData("file\npath")]
    [InlineData("file path")]
    [InlineData("file.path")]
    [InlineData("file\"path")]
    [InlineData("file\\path")]
    [InlineData("file]path")]
    [InlineData("dätei path")]
    [InlineData("file\u2028path")]
    [InlineData("😀 path")]
    public void ForTool_ParameterOfAnyName_IsHeldToItsRule(string name)
    {
        var schema = $$"""{"type":"object","properties":{ {{System.Text.Json.JsonSerializer.Serialize(name)}}:{"type":"string"} } }""";
        var verdict = Classifier.Classify(new DeclaredTool("read_file", Description: "Read a file", InputSchema: Tools.Json(schema)));
        Decide(verdict, $$"""{ {{System.Text.Json.JsonSerializer.Serialize(name)}}:"../../etc/passwd"}""").ShouldBe(DecisionOutcome.Deny, Recommender.ForTool(verdict));
        Decide(verdict, $$"""{ {{System.Text.Json.JsonSerializer.Serialize(name)}}:"notes/a.txt"}""").ShouldBe(DecisionOutcome.Allow, Recommender.ForTool(verdict));
    }

    [Theory]
    [InlineData("https://[::1]/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://10.1.2.3:8443/x")]
    [InlineData("https://192.168.1.1")]
    [InlineData("https://172.16.0.1/")]
    [InlineData("https://172.31.255.255/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://localhost:3000/")]
    [InlineData("https://LOCALHOST/")]
    [InlineData("https://api.localhost/")]
    [InlineData("https://printer.local/")]
    [InlineData("https://metadata.google.internal/")]
    [InlineData("https://127.1/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://user@example.com/")]
    [InlineData("ftp://example.com/")]
    [InlineData("//example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public void ForTool_Url_RefusesTheInnerNetworkAndWhatIsNoHttps(string url)
        => Decide(Tools.Judge("fetch_page", "Fetch a page", "url!"), $$"""{"url":{{System.Text.Json.JsonSerializer.Serialize(url)}} }""").ShouldBe(DecisionOutcome.Deny);

    [Theory]
    [InlineData("https://example.com/a?b=c#d")]
    [InlineData("https://localhost.example.com/")]
    [InlineData("https://10.example.com.evil.test/")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://internal.example.com/")]
    public void ForTool_Url_LetsTheRestPass(string url)
        => Decide(Tools.Judge("fetch_page", "Fetch a page", "url!"), $$"""{"url":"{{url}}"}""").ShouldBe(url.StartsWith("https://10.", StringComparison.Ordinal) ? DecisionOutcome.Deny : DecisionOutcome.Allow);

    private static DecisionOutcome DecideSql(string sql)
        => Decide(Tools.Judge("execute_sql", "Execute SQL", "sql!"), $$"""{"sql":{{System.Text.Json.JsonSerializer.Serialize(sql)}} }""");

    private static DecisionOutcome Decide(ToolVerdict verdict, string arguments)
    {
        var loaded = PolicyLoader.Check(Encoding.UTF8.GetBytes(Recommender.ForTool(verdict)), PolicyFormat.Json, null, new CompileOptions { IgnorePathCase = false });
        loaded.Problems.ShouldBeEmpty();
        return loaded.Policy.ShouldNotBeNull().Decide(new CallFacts
        {
            Tool = new Baton.Policy.Decisions.ToolFacts(verdict.Name, verdict.Category),
            Arguments = Encoding.UTF8.GetBytes(arguments),
            Grant = "g",
            Server = "s",
            Now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        }).Outcome;
    }
}
