using System.Text.RegularExpressions;
using Baton.Policy.Cases;
using Baton.Policy.Conditions;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Documents.Shapes;
using Baton.Policy.Json;
using Baton.Policy.Tests.Support;
using Baton.TestSupport;

namespace Baton.Policy.Tests.Publishing;

/// <summary>Runs every example of the reference, and holds it to have one for every key and operator.</summary>
public sealed partial class DocumentationTests
{
    private static readonly (string Language, string Kind, string Text)[] Examples =
    [
        .. Fence().Matches(File.ReadAllText(Repository.At("docs", "policy.md"))).Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)),
    ];

    public static TheoryData<string, string> Policies()
    {
        var data = new TheoryData<string, string>();
        foreach (var (language, kind, text) in Examples)
        {
            if (kind == "policy") data.Add(language, text);
        }
        return data;
    }

    public static TheoryData<string, string> Of(string kind)
    {
        var data = new TheoryData<string, string>();
        foreach (var example in Examples.Where(example => example.Kind == kind)) data.Add(Body(example.Text), string.Join('\n', Expectations(example.Text)));
        return data;
    }

    [Theory, MemberData(nameof(Policies))]
    public void Policy_Example_PassesItsOwnTests(string language, string text)
    {
        var result = Given.Load(text, language == "yaml" ? PolicyFormat.Yaml : PolicyFormat.Json);
        result.Problems.ShouldBeEmpty();
        var results = PolicyCases.Run(result.Policy!);
        results.ShouldNotBeEmpty();
        results.Where(one => !one.Pass).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Of), "condition")]
    public void Condition_Example_IsWhatItSays(string condition, string expectations)
    {
        expectations.ShouldNotBeEmpty();
        foreach (var line in expectations.Split('\n'))
        {
            var (expected, args) = Split(line);
            var decision = Given.Decide($$"""{"require":[{"conditions":[{{condition}}]}]}""", args);
            var got = decision.Outcome == DecisionOutcome.Allow ? "true" : decision.Code == "undecided" ? "undecided" : "false";
            got.ShouldBe(expected, $"{condition} on {args}");
        }
    }

    [Theory, MemberData(nameof(Of), "entry")]
    public void Entry_Example_DecidesWhatItSays(string entry, string expectations)
    {
        expectations.ShouldNotBeEmpty();
        var policy = Given.Entry(entry);
        foreach (var line in expectations.Split('\n'))
        {
            var (expected, args) = Split(line);
            var decision = PolicyCases.Decide(policy, new TestCallConfig(Tool: "t", Arguments: JsonLiteral.Parse(args)));
            decision.Outcome.ToString().ToLowerInvariant().ShouldBe(expected, $"{entry} on {args}: {decision.Message}");
        }
    }

    [Fact]
    public void Examples_UseEveryKeyAndOperator()
    {
        var all = string.Concat(Examples.Select(example => example.Text));
        Language.Objects.SelectMany(shape => shape.Keys).Select(key => key.Name).Distinct().Where(key => !all.Contains($"\"{key}\"", StringComparison.Ordinal)).ShouldBeEmpty();
        OperatorNames.All.Where(name => !all.Contains($"\"op\": \"{name}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Reference_NamesEveryCodeAndRule()
    {
        var reference = File.ReadAllText(Repository.At("docs", "policy.md"));
        var words = typeof(DecisionCodes).GetFields().Concat(typeof(RuleIds).GetFields()).Select(field => (string)field.GetRawConstantValue()!).Where(word => word.Length > 0);
        words.Where(word => !reference.Contains($"`{word}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string Body(string text) => string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("//", StringComparison.Ordinal))).Trim();

    private static IEnumerable<string> Expectations(string text) => text.Split('\n').Where(line => line.StartsWith("//", StringComparison.Ordinal)).Select(line => line[2..].Trim());

    private static (string Expected, string Args) Split(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return (line[..colon], line[(colon + 1)..].Trim());
    }

    [GeneratedRegex(@"^```(json|yaml) (policy|condition|entry)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
