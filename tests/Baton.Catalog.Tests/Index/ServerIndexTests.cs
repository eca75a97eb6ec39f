using Baton.Catalog.Classification;
using Baton.Catalog.Index;
using Baton.Policy.Documents;

namespace Baton.Catalog.Tests.Index;

/// <summary>The bundled index: what it holds, how it is found, and that every entry of it can be used.</summary>
public sealed class ServerIndexTests
{
    [Fact]
    public void All_Servers_AreCompleteSortedAndDistinct()
    {
        ServerIndex.All.Length.ShouldBeGreaterThan(40);
        ServerIndex.All.Select(server => server.Key).ShouldBe(ServerIndex.All.Select(server => server.Key).Order(StringComparer.Ordinal));
        ServerIndex.All.Select(server => server.Key).ShouldBeUnique();
        foreach (var server in ServerIndex.All)
        {
            (server.Title.Length * server.Publisher.Length * server.Package.Length * server.Source.Length).ShouldBeGreaterThan(0, server.Key);
            server.Tools.ShouldNotBeEmpty(server.Key);
            server.Tools.Select(tool => tool.Name).ShouldBeUnique();
            server.Date.ShouldBeInRange(new DateOnly(2024, 11, 1), new DateOnly(2027, 1, 1), server.Key);
        }
    }

    [Fact]
    public void Find_Server_ByKeyPackageOrTitleInAnyCase()
    {
        foreach (var server in ServerIndex.All)
        {
            ServerIndex.Find(server.Key).ShouldBeSameAs(server);
            ServerIndex.Find(server.Key.ToUpperInvariant()).ShouldBeSameAs(server);
            ServerIndex.Find(server.Package).ShouldNotBeNull();
            ServerIndex.Find(server.Title).ShouldNotBeNull();
        }
        ServerIndex.Find("no such server").ShouldBeNull();
        ServerIndex.Find("").ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(" , ,")]
    [InlineData("zzzqqqxxx")]
    [InlineData("github zzzqqqxxx")]
    public void Search_NothingOrNoMatch_IsEmpty(string query) => ServerIndex.Search(query).ShouldBeEmpty();

    [Fact]
    public void Search_EveryWord_MustBeFound()
    {
        var one = ServerIndex.Search("delete");
        var both = ServerIndex.Search("delete branch");
        both.ShouldNotBeEmpty();
        both.Length.ShouldBeLessThan(one.Length);
        both.ShouldAllBe(match => one.Any(other => other.Server == match.Server));
        ServerIndex.Search("branch,delete").Select(match => match.Server.Key).ShouldBe(both.Select(match => match.Server.Key));
        ServerIndex.Search("BRANCH\tDELETE").Select(match => match.Server.Key).ShouldBe(both.Select(match => match.Server.Key));
    }

    [Fact]
    public void Search_Matches_AreSortedByTheirScoreAndBounded()
    {
        var matches = ServerIndex.Search("create");
        matches.Select(match => match.Score).ShouldBe(matches.Select(match => match.Score).OrderDescending());
        ServerIndex.Search("create", 3).Select(match => match.Server.Key).ShouldBe(matches.Take(3).Select(match => match.Server.Key));
        matches.ShouldAllBe(match => match.Tools.All(tool => tool.Name.Contains("create", StringComparison.OrdinalIgnoreCase) || (tool.Description ?? "").Contains("create", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Search_NameOfAServer_StandsFirst()
    {
        foreach (var key in (string[])["github", "stripe", "notion", "slack"])
        {
            if (ServerIndex.Find(key) is null) continue;
            ServerIndex.Search(key)[0].Server.Title.ShouldContain(key, Case.Insensitive);
        }
    }

    [Fact]
    public void Search_ToolsOfAMatch_HaveThoseNamedSoFirst()
    {
        foreach (var match in ServerIndex.Search("invoice").Where(match => match.Tools.Length > 1))
        {
            var named = match.Tools.Select(tool => tool.Name.Contains("invoice", StringComparison.OrdinalIgnoreCase)).ToArray();
            named.ShouldBe([.. named.OrderDescending()], match.Server.Key);
        }
    }

    [Fact]
    public void Classify_EveryTool_HasAVerdictThatExplainsItself()
    {
        var verdicts = ServerIndex.All.SelectMany(server => Classifier.Classify(server.Tools, server.Key)).ToArray();
        verdicts.Count(verdict => verdict.Category == ToolCategory.Other).ShouldBeLessThan(verdicts.Length / 20);
        verdicts.Where(verdict => verdict.Category != ToolCategory.Other).ShouldAllBe(verdict => verdict.Evidence.Length > 0);
        foreach (var category in Enum.GetValues<ToolCategory>()) verdicts.ShouldContain(verdict => verdict.Category == category);
        foreach (var severity in Enum.GetValues<ToolSeverity>()) verdicts.ShouldContain(verdict => verdict.Severity == severity);
    }
}
