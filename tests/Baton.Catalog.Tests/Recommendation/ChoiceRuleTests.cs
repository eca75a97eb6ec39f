using System.Text;
using Baton.Catalog.Classification;
using Baton.Catalog.Recommendation;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Catalog.Tests.Recommendation;

/// <summary>Tools that are told by an argument what to do: a person is asked for what loses something, and for nothing else.</summary>
public sealed class ChoiceRuleTests
{
    [Theory]
    [InlineData("""{"command":"view"}""", DecisionOutcome.Allow)]
    [InlineData("""{"command":"create"}""", DecisionOutcome.Allow)]
    [InlineData("""{"command":"str_replace"}""", DecisionOutcome.Allow)]
    [InlineData("""{"command":"insert"}""", DecisionOutcome.Allow)]
    [InlineData("""{"command":"rename"}""", DecisionOutcome.Allow)]
    [InlineData("""{"command":"delete"}""", DecisionOutcome.Ask)]
    public void ForTool_TheMemoryTool_AsksForDeletingOnly(string arguments, DecisionOutcome outcome)
    {
        var verdict = Tools.Judge("memory", "Text files under /memories that last across sessions: view a folder or a file, create, str_replace, insert, delete, rename. Every change makes a version.",
            "command!:view|create|str_replace|insert|delete|rename");
        verdict.Category.ShouldBe(ToolCategory.Destructive);
        Decide(verdict, arguments).ShouldBe(outcome, Recommender.ForTool(verdict));
    }

    [Theory]
    [InlineData("link", DecisionOutcome.Allow)]
    [InlineData("revoke", DecisionOutcome.Ask)]
    public void ForTool_ADefaultedChoice_AsksForTheDestructiveValueOnly(string action, DecisionOutcome outcome)
        => Decide(Tools.Judge("supersede_insight", "Has a newer insight replace an older one", "id!", "action:link|revoke"), $$"""{"id":"i","action":"{{action}}"}""").ShouldBe(outcome);

    [Theory]
    // Where the name, or a plain word of the description, speaks of loss, every call does.
    [InlineData("delete_things", "Work on things", "action!:list|delete", "list")]
    [InlineData("things", "Work on things; what was there will be lost", "action!:list|delete", "list")]
    [InlineData("things", "Purge or list things", "action!:list|delete", "list")]
    // Values of which nothing is known, or that join a harmless word with one that destroys.
    [InlineData("things", "Work on things", "action!:list|delete|frobnicate", "frobnicate")]
    [InlineData("things", "Work on things", "action!:list|list_and_delete", "list_and_delete")]
    [InlineData("things", "Work on things", "action!:list|remove|get_or_purge", "get_or_purge")]
    // No one argument that decides.
    [InlineData("things", "Work on things", "action!:delete|purge", "delete")]
    public void ForTool_WhateverMayLose_IsAskedFor(string name, string description, string parameter, string value)
        => Decide(Tools.Judge(name, description, parameter), $$"""{"action":"{{value}}"}""").ShouldBe(DecisionOutcome.Ask);

    [Fact]
    public void ForTool_TwoArgumentsThatDecide_AsksForEveryCall()
        => Decide(Tools.Judge("things", "Work on things", "action!:list|delete", "mode!:get|drop"), """{"action":"list","mode":"get"}""").ShouldBe(DecisionOutcome.Ask);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"action":null}""")]
    [InlineData("""{"action":1}""")]
    [InlineData("""{"action":"LIST"}""")]
    [InlineData("""{"action":["list"]}""")]
    [InlineData("""{"action":"list "}""")]
    public void ForTool_AChoiceThatIsNotOneOfTheHarmless_IsAskedForOrRefused(string arguments)
        => Decide(Tools.Judge("things", "Work on things", "action!:list|delete"), arguments).ShouldNotBe(DecisionOutcome.Allow);

    [Theory]
    [InlineData("things", "action!:list|get|delete", "list,get")]
    [InlineData("things", "operation!:get|update|clear|reset", "get,update")]
    [InlineData("memory", "command!:view|create|str_replace|insert|delete|rename", "view,create,str_replace,insert,rename")]
    public void Classify_ADestructiveChoice_NamesTheHarmlessValuesInTheirOrder(string name, string parameter, string harmless)
        => string.Join(',', Tools.Judge(name, "Work on things", parameter).Choice!.Harmless).ShouldBe(harmless);

    [Theory]
    [InlineData("get_note", "Get a note", "mode:short|long")]
    [InlineData("update_note", "Update a note", "action:add|set")]
    [InlineData("delete_note", "Delete a note", "mode:soft|hard")]
    [InlineData("run_code", "Run code", "action:list|delete")]
    public void Classify_NoChoice_WhereNoneDecides(string name, string description, string parameter)
        => Tools.Judge(name, description, parameter).Choice.ShouldBeNull();

    [Fact]
    public void ForServer_StrictAndOpen_HideTheToolAndLimitIt()
    {
        var verdict = Tools.Judge("things", "Work on things", "action!:list|delete");
        Decide(verdict, """{"action":"list"}""", PolicyProfile.Strict).ShouldBe(DecisionOutcome.Hide);
        Decide(verdict, """{"action":"delete"}""", PolicyProfile.Open).ShouldBe(DecisionOutcome.Allow);
    }

    [Theory]
    [InlineData("Deletes a note. It can be restored.", Reversibility.Unknown)]
    [InlineData("Deletes all notes. Nothing is destroyed: restore brings them back.", Reversibility.Unknown)]
    [InlineData("Deletes a note; this can be undone.", Reversibility.Unknown)]
    [InlineData("Deletes a note.", Reversibility.No)]
    [InlineData("Deletes a note. It cannot be restored.", Reversibility.No)]
    [InlineData("Deletes a note. It can't be undone.", Reversibility.No)]
    public void Classify_ADeletion_SaysNoMoreOfTakingItBackThanIsKnown(string description, Reversibility expected)
        => Tools.Judge("delete_note", description, "id!").Reversible.ShouldBe(expected);

    private static DecisionOutcome Decide(ToolVerdict verdict, string arguments, PolicyProfile profile = PolicyProfile.Balanced)
    {
        var loaded = PolicyLoader.Check(Encoding.UTF8.GetBytes(Recommender.ForServer([verdict], new RecommendationOptions { Profile = profile })), PolicyFormat.Json, null, new CompileOptions { IgnorePathCase = false });
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
