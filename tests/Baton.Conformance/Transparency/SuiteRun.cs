using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.TestSupport.Processes;

namespace Baton.Conformance.Transparency;

/// <summary>What one run of the official suite found: every check of every scenario that a revision asks of servers.</summary>
/// <param name="Scenarios">The checks by scenario, in the order in which they were made.</param>
public sealed partial record SuiteRun(IReadOnlyDictionary<string, IReadOnlyList<SuiteCheck>> Scenarios)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly string Package = NodePeers.Package("@modelcontextprotocol/conformance");

    /// <summary>Runs everything that <paramref name="revision"/> asks, and what the suite has learnt to ask since, in one process.</summary>
    public static async Task<SuiteRun> OfAsync(string endpoint, string revision)
    {
        var results = Directory.CreateTempSubdirectory("baton-conformance-");
        try
        {
            var run = await NodePeers.RunAsync(
                [Path.Combine(Package, "dist", "index.js"), "server", "--url", endpoint, "--requirements", revision, "--output-dir", results.FullName], Limit);
            var scenarios = new Dictionary<string, IReadOnlyList<SuiteCheck>>();
            foreach (var folder in results.GetDirectories())
            {
                scenarios[Folder().Match(folder.Name).Groups[1].Value] = Read(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "checks.json")));
            }
            scenarios.Count.ShouldBeGreaterThan(30, run.ToString());
            return new SuiteRun(scenarios);
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }

    /// <summary>The scenarios that conformance to a revision requires of a server.</summary>
    public static IReadOnlyList<string> Required(string revision) =>
    [
        .. File.ReadLines(Path.Combine(Package, "requirements", revision + ".yaml"))
            .SkipWhile(line => line != "server:").Skip(1)
            .TakeWhile(line => line.StartsWith("  - ", StringComparison.Ordinal))
            .Select(line => line["  - ".Length..]),
    ];

    private static List<SuiteCheck> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.EnumerateArray().Select(check => new SuiteCheck(
                check.GetProperty("id").GetString()!, check.GetProperty("name").GetString()!, check.GetProperty("status").GetString()!)
            {
                Message = check.TryGetProperty("errorMessage", out var message) ? message.GetString() : null,
            }),
        ];
    }

    [GeneratedRegex(@"^server-(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$")]
    private static partial Regex Folder();
}
