using System.Collections.Immutable;
using Baton.Catalog.Classification;
using Baton.Catalog.Definitions;
using Baton.Policy.Documents;

namespace Baton.Catalog.Tests.Classification;

/// <summary>What a verdict rests on: which words are quoted, how sure it is, and what the rest of the server adds.</summary>
public sealed class EvidenceTests
{
    [Theory]
    // tool, source, quote, meaning of the first evidence
    [InlineData("delete_note | | id!", "name", "delete", "the verb of the name: loses something")]
    [InlineData("get_note | | id!", "name", "get", "the verb of the name: reads")]
    [InlineData("note_create | | id!", "name", "create", "the verb of the name: adds or changes")]
    [InlineData("frob | Deletes a note. | id!", "description", "deletes a note", "the description's verb: loses something")]
    [InlineData("frob | This tool allows you to create notes. | id!", "description", "create notes", "the description's verb: adds or changes")]
    [InlineData("save | Overwrites the file at the path. | text!", "description", "overwrites the file at the path", "the description's verb: loses something")]
    [InlineData("update_note | Update a note. What was there will be lost. | id!", "description", "will be lost", "speaks of loss")]
    [InlineData("run_query | Run SQL, such as INSERT. | sql!", "schema", "sql", "carries sql that may change data")]
    [InlineData("execute_sql | Execute a read-only SQL query. | sql!", "description", "read-only", "the query is restricted to reading")]
    [InlineData("manage_note | Manage a note. | action!:archive|delete", "schema", "action: delete", "an allowed action: loses something")]
    [InlineData("write_file | Write a file. | path! content!", "schema", "write … path", "a file at a chosen path is replaced without a word")]
    [InlineData("create_refund | Create a refund. | payment!", "name", "create … refund", "commits money")]
    [InlineData("use_tool | Use a tool. | tool_name! arguments!:object", "schema", "tool_name", "names another tool to call")]
    [InlineData("collection_indexes | | ", "name", "indexes", "no verb: the name of what is returned")]
    public void Evidence_First_IsWhatDecided(string tool, string source, string quote, string meaning)
    {
        var evidence = Judge(tool).Evidence;
        evidence.ShouldNotBeEmpty();
        evidence.Select(one => (one.Source, one.Quote, one.Meaning)).ShouldContain((source, quote, meaning), string.Join("; ", evidence));
    }

    [Theory]
    // A surer verdict first, a less sure one of the same category behind it.
    [InlineData("delete_note | Deletes a note. | id!", "delete_note | | id!")]
    [InlineData("delete_note | Deletes a note. | id!", "frob | Deletes a note. | id!")]
    [InlineData("get_note | Gets a note. | id!", "note_view | View. | id!")]
    [InlineData("create_note | Creates a note. | text!", "create_note | Deletes nothing, it gets a note. | text!")]
    public void Confidence_AgreeingEvidence_IsSurer(string sure, string unsure) => Judge(sure).Confidence.ShouldBeGreaterThan(Judge(unsure).Confidence);

    [Fact]
    public void Confidence_Nothing_IsTheLeast() => Judge("frobnicate | | ").Confidence.ShouldBe(0.1);

    [Theory]
    // claims, category, agreement, explanation
    [InlineData("get_note", true, null, true, null)]
    [InlineData("delete_note", true, null, false, "The server says it only reads; the definition says destructive.")]
    [InlineData("create_note", true, false, false, "The server says it only reads; the definition says write.")]
    [InlineData("run_command", true, null, false, "The server says it only reads; the definition says execute.")]
    [InlineData("delete_note", false, false, false, "The server says it destroys nothing; the definition says destructive.")]
    [InlineData("create_payment", null, false, false, "The server says it destroys nothing; the definition says financial.")]
    [InlineData("get_note", null, true, true, null)]
    [InlineData("create_note", false, false, true, null)]
    [InlineData("delete_note", false, true, true, null)]
    [InlineData("frobnicate", true, null, true, null)]
    [InlineData("delete_note", null, null, null, null)]
    public void Claim_AgainstTheDefinition_IsCompared(string name, bool? readOnly, bool? destructive, bool? agrees, string? explanation)
    {
        var claim = Classifier.Classify(Tools.Of(name).Claiming(readOnly, destructive)).Annotations;
        (claim.Agrees, claim.Explanation).ShouldBe((agrees, explanation));
    }

    [Theory]
    // What a claim makes of the category: it can raise, never lower.
    [InlineData("create_note", null, true, ToolCategory.Destructive)]
    [InlineData("get_note", null, true, ToolCategory.Destructive)]
    [InlineData("get_note", true, true, ToolCategory.Read)]
    [InlineData("frobnicate", true, null, ToolCategory.Read)]
    [InlineData("frobnicate", false, null, ToolCategory.Write)]
    [InlineData("frobnicate", false, true, ToolCategory.Destructive)]
    [InlineData("delete_note", true, false, ToolCategory.Destructive)]
    [InlineData("run_command", true, false, ToolCategory.Execute)]
    [InlineData("create_payment", true, false, ToolCategory.Financial)]
    [InlineData("create_note", true, false, ToolCategory.Write)]
    public void Claim_RaisesAndNeverLowers(string name, bool? readOnly, bool? destructive, ToolCategory category)
        => Classifier.Classify(Tools.Of(name).Claiming(readOnly, destructive)).Category.ShouldBe(category);

    [Fact]
    public void Claim_OfAServerThatCallsEverythingDestructive_DecidesNothing()
    {
        ImmutableArray<DeclaredTool> Server(int count) => [.. Enumerable.Range(0, count).Select(number => Tools.Of($"create_thing{number}", "Create a thing").Claiming(destructive: true))];
        Classifier.Classify(Server(5)).ShouldAllBe(verdict => verdict.Category == ToolCategory.Destructive);
        Classifier.Classify(Server(6)).ShouldAllBe(verdict => verdict.Category == ToolCategory.Write && verdict.Severity >= ToolSeverity.Medium);
    }

    [Theory]
    // A tool, its siblings, and what it is among them.
    [InlineData("git_fetch", "git_log git_status git_diff", ToolCategory.Write)]
    [InlineData("git_checkout", "git_log git_status git_diff", ToolCategory.Write)]
    [InlineData("git_rebase", "git_log git_status git_diff", ToolCategory.Destructive)]
    [InlineData("fetch", "search", ToolCategory.Read)]
    [InlineData("drop", "click hover type", ToolCategory.Write)]
    [InlineData("drop", "list_tables", ToolCategory.Destructive)]
    [InlineData("create_order", "list_positions get_portfolio cancel_order", ToolCategory.Financial)]
    [InlineData("create_order", "list_tables create_table", ToolCategory.Write)]
    public void Classify_AmongSiblings_ReadsTheVerbAsTheServerMeansIt(string name, string siblings, ToolCategory category)
        => Classifier.Classify([Tools.Of(name), .. siblings.Split(' ').Select(sibling => Tools.Of(sibling))])[0].Category.ShouldBe(category);

    [Theory]
    [InlineData("stripe", "stripe_get_note", ToolCategory.Read)]
    [InlineData("my-delete-server", "my_get_note", ToolCategory.Read)]
    public void Classify_ServersName_IsTakenOffTheTools(string server, string name, ToolCategory category)
        => Classifier.Classify([Tools.Of(name)], server)[0].Category.ShouldBe(category);

    [Fact]
    public void Classify_CommonPrefix_IsTakenOffTheTools()
        => Classifier.Classify([Tools.Of("acme_close_get_a"), Tools.Of("acme_close_get_b"), Tools.Of("acme_close_get_c")]).ShouldAllBe(verdict => verdict.Category == ToolCategory.Read);

    [Fact]
    public void Evidence_HostileText_IsShownVisiblyAndBounded()
    {
        var verdict = Judge("delete\u202Enote | Deletes\u200B everything | id!");
        verdict.Evidence.Length.ShouldBeLessThanOrEqualTo(6);
        verdict.Evidence.ShouldAllBe(evidence => !Catalog.Text.Hidden.Any(evidence.Quote));
    }

    [Theory]
    [InlineData("low", ToolSeverity.Low)]
    [InlineData("critical", ToolSeverity.Critical)]
    [InlineData("LOW", null)]
    [InlineData("severe", null)]
    [InlineData("", null)]
    public void Severity_Word_IsReadExactly(string word, ToolSeverity? severity) => Words.Severity(word).ShouldBe(severity);

    [Fact]
    public void Words_OfEveryCategory_ReadBack()
    {
        foreach (var category in Enum.GetValues<ToolCategory>()) Words.Category(Words.Of(category)).ShouldBe(category);
        foreach (var severity in Enum.GetValues<ToolSeverity>()) Words.Severity(Words.Of(severity)).ShouldBe(severity);
        Words.Category("destroy").ShouldBeNull();
    }

    private static ToolVerdict Judge(string tool)
    {
        var parts = tool.Split('|', 3, StringSplitOptions.TrimEntries);
        return Tools.Judge(parts[0], parts[1] is { Length: > 0 } text ? text : null, parts[2].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
