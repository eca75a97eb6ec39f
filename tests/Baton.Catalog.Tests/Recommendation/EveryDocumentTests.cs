using System.Text;
using Baton.Catalog.Classification;
using Baton.Catalog.Index;
using Baton.Catalog.Recommendation;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Catalog.Tests.Recommendation;

/// <summary>What is recommended must work when it is pasted: every document of every tool of the index.</summary>
public sealed class EveryDocumentTests
{
    [Fact]
    public void ForTool_EveryToolOfTheIndex_CompilesWithoutAProblem()
        => ServerIndex.All.SelectMany(server => Judge(server).SelectMany(verdict => Problems(Recommender.ForTool(verdict), verdict.Name, CatalogueOf(server)))).Take(10).ShouldBeEmpty();

    [Theory, InlineData(PolicyProfile.Balanced), InlineData(PolicyProfile.Open), InlineData(PolicyProfile.Strict)]
    public void ForServer_EveryServerOfTheIndex_CompilesWithoutAProblem(PolicyProfile profile)
    {
        var options = new RecommendationOptions { Profile = profile };
        ServerIndex.All.Where(server => profile != PolicyProfile.Strict || Judge(server).Any(verdict => verdict.Category == ToolCategory.Read))
            .SelectMany(server => Problems(Recommender.ForServer(Judge(server), options), server.Key, CatalogueOf(server))).Take(10).ShouldBeEmpty();
    }

    [Fact]
    public void ForServer_Balanced_DecidesEachCategoryAsItsPageSays()
    {
        var (judged, unmade) = (0, 0);
        foreach (var server in ServerIndex.All)
        {
            var verdicts = Judge(server);
            var policy = Load(Recommender.ForServer(verdicts));
            foreach (var verdict in verdicts)
            {
                var arguments = ArgumentMaker.Harmless(verdict);
                var decision = policy.Decide(Call(verdict, arguments));
                judged++;
                if (decision.Code is DecisionCodes.InvalidArguments or DecisionCodes.InvalidSchema) unmade++;
                else decision.Outcome.ShouldBeOneOf(IsChosenHarmless(verdict, arguments) ? [DecisionOutcome.Allow] : Expected(verdict), $"{server.Key}/{verdict.Name}: {decision.Message}");
            }
        }
        // The maker of arguments does not know every keyword of JSON Schema; it must know nearly all that servers use.
        (unmade / (double)judged).ShouldBeLessThan(0.02);
    }

    [Fact]
    public void ForServer_Strict_AllowsReadsAndHidesWhatHarms()
    {
        foreach (var server in ServerIndex.All)
        {
            var verdicts = Judge(server);
            var policy = Load(Recommender.ForServer(verdicts, new RecommendationOptions { Profile = PolicyProfile.Strict }));
            foreach (var verdict in verdicts.Where(verdict => verdict.Category != ToolCategory.Read))
            {
                var expected = verdict.Category is ToolCategory.Write or ToolCategory.Other ? DecisionOutcome.Deny : DecisionOutcome.Hide;
                policy.Decide(Call(verdict, "{}")).Outcome.ShouldBe(expected, $"{server.Key}/{verdict.Name}");
            }
        }
    }

    // A rule may still refuse harmless arguments of a site that put nothing into the options; it never lets more through.
    private static DecisionOutcome[] Expected(ToolVerdict verdict) => verdict.Category switch
    {
        ToolCategory.Read or ToolCategory.Write or ToolCategory.Other => [DecisionOutcome.Allow],
        ToolCategory.Destructive or ToolCategory.Financial => [DecisionOutcome.Ask],
        _ => [DecisionOutcome.Allow, DecisionOutcome.Ask],
    };

    // A tool that is told what to do is asked for by what it is told.
    private static bool IsChosenHarmless(ToolVerdict verdict, string arguments)
    {
        if (verdict.Choice is not { } choice) return false;
        using var document = System.Text.Json.JsonDocument.Parse(arguments);
        return document.RootElement.TryGetProperty(choice.Parameter.Name, out var value) && choice.Harmless.Contains(value.GetString()!);
    }

    private static System.Collections.Immutable.ImmutableArray<ToolVerdict> Judge(IndexedServer server) => Classifier.Classify(server.Tools, server.Key);

    private static IEnumerable<string> Problems(string document, string of, ToolCatalogue tools)
        => PolicyLoader.Check(Encoding.UTF8.GetBytes(document), PolicyFormat.Json, tools).Problems.Select(problem => $"{of}: {problem}");

    private static ToolCatalogue CatalogueOf(IndexedServer server)
        => ToolCatalogue.Of(server.Tools.Select(tool => new Baton.Policy.Decisions.ToolFacts(tool.Name, ToolCategory.Other, null, Encoding.UTF8.GetBytes(tool.InputSchema.GetRawText()))));

    private static CompiledPolicy Load(string document) => PolicyLoader.Load(Encoding.UTF8.GetBytes(document), PolicyFormat.Json).Policy.ShouldNotBeNull();

    private static CallFacts Call(ToolVerdict verdict, string arguments) => new()
    {
        Tool = new Baton.Policy.Decisions.ToolFacts(verdict.Name, verdict.Category, null, Encoding.UTF8.GetBytes(verdict.Tool.InputSchema.GetRawText())),
        Arguments = Encoding.UTF8.GetBytes(arguments),
        Grant = "g",
        Server = "s",
        Now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
    };
}
