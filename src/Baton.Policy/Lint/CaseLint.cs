using Baton.Policy.Cases;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Policy.Lint;

/// <summary>Tests of the document that fail.</summary>
internal static class CaseLint
{
    public static void Check(CompiledPolicy policy, ToolCatalogue? tools, ProblemList problems)
    {
        var results = PolicyCases.Run(policy, tools);
        for (var at = 0; at < results.Count; at++)
        {
            var result = results[at];
            if (result.Pass) continue;
            var expected = result.ExpectedRule is null ? result.Expected : $"{result.Expected} by {result.ExpectedRule}";
            var got = result.Rule.Length > 0 ? $"{result.Got} by {result.Rule}" : result.Got;
            problems.Warning("test_failed", Pointer.Of("/tests", at), $"The test \"{result.Name}\" expects {expected} and gets {got}: mend the rule or the test.");
        }
    }
}
