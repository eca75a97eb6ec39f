using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.TestSupport.Processes;

namespace Baton.Conformance.Official;

/// <summary>The official suite against a real <c>baton up</c>, in the newest revision of each era.</summary>
public sealed partial class ServerConformanceTests(ConformanceServer server) : IClassFixture<ConformanceServer>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly string Suite = Path.Combine(NodePeers.Package("@modelcontextprotocol/conformance"), "dist", "index.js");

    public static TheoryData<string, string> Runs()
    {
        var data = new TheoryData<string, string>();
        foreach (var scenario in Scenario.WithoutFixtures)
        {
            foreach (var revision in scenario.Revisions) data.Add(scenario.Name, revision);
        }
        return data;
    }

    [Theory, MemberData(nameof(Runs))]
    public async Task Scenario_AgainstTheMemoryServer_PassesEveryCheck(string name, string revision)
    {
        Assert.SkipWhen(BatonBinary.Path is null, BatonBinary.Missing);
        Assert.SkipUnless(NodePeers.AreInstalled, NodePeers.Missing);
        var scenario = Scenario.WithoutFixtures.Single(candidate => candidate.Name == name);
        Assert.SkipWhen(scenario.Needs is { } feature && !server.Capabilities.Contains(feature), $"The memory server does not offer {scenario.Needs}.");
        var results = Directory.CreateTempSubdirectory("baton-conformance-");
        try
        {
            var run = await NodePeers.RunAsync(
                [Suite, "server", "--url", server.Endpoint, "--scenario", name, "--spec-version", revision, "--output-dir", results.FullName], Limit);
            var files = results.GetFiles("checks.json", SearchOption.AllDirectories);
            files.ShouldHaveSingleItem(run.ToString());

            var bad = Bad(await File.ReadAllTextAsync(files[0].FullName)).ToList();
            bad.Where(check => !scenario.Untestable.Contains(check.Id)).ShouldBeEmpty();
            bad.ShouldAllBe(check => check.IsUntestable);
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task EveryScenario_OfTheSuite_IsRunOrLeftOutForAReason()
    {
        Assert.SkipUnless(NodePeers.AreInstalled, NodePeers.Missing);
        var list = await NodePeers.RunAsync([Suite, "list", "--server"], Limit);
        var names = Listed().Matches(list.Output).Select(match => match.Groups[1].Value).ToList();

        names.Count.ShouldBeGreaterThan(40);
        names.Where(name =>
                Scenario.WithoutFixtures.All(scenario => scenario.Name != name)
                && !Scenario.LeftOut.ContainsKey(name)
                && !Scenario.FamiliesLeftOut.Keys.Any(family => name.StartsWith(family, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    private static IEnumerable<Check> Bad(string json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var check in document.RootElement.EnumerateArray())
        {
            if (check.GetProperty("status").GetString() is not ("FAILURE" or "WARNING")) continue;
            var untestable = check.TryGetProperty("details", out var details) && details.TryGetProperty("untestable", out _);
            var message = check.TryGetProperty("errorMessage", out var error) ? error.GetString() : null;
            var id = check.GetProperty("id").GetString()!;
            yield return new Check(id, untestable || IsChangeHook(id), message ?? "");
        }
    }

    /// <summary>The suite marks this one only where the call of its hook is answered with -32601; an unknown tool is -32602.</summary>
    private static bool IsChangeHook(string id) => id == "sep-2575-server-sends-tools-list-changed-on-subscription";

    [GeneratedRegex(@"^\s+- (\S+) \[", RegexOptions.Multiline)]
    private static partial Regex Listed();

    private sealed record Check(string Id, bool IsUntestable, string Message);
}
