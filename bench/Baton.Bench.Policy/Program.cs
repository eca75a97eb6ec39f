using System.Globalization;
using System.Text;
using Baton.Bench.Policy;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

// dotnet run -c Release --project bench/Baton.Bench.Policy
var policy = PolicyLoader.Load(Encoding.UTF8.GetBytes(Documents.Realistic), PolicyFormat.Json).Policy!;
var tool = new ToolFacts("create_refund", ToolCategory.Financial);
var facts = new CallFacts
{
    Tool = tool,
    Arguments = Encoding.UTF8.GetBytes(Documents.Arguments),
    Grant = "ci",
    Server = "stripe",
    Now = new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero),
};
if (policy.Decide(facts) is not { Outcome: DecisionOutcome.Allow, Reservations.Count: 2 }) throw new InvalidOperationException("The call that is measured must pass with two reservations.");

var large = Documents.TwoHundredTools();
if (!PolicyLoader.Load(large, PolicyFormat.Json).IsValid) throw new InvalidOperationException("The document that is measured must be valid.");

Measurement[] results =
[
    Measure.Of("decide, 3 rules, 2 limits", 20_000, () => policy.Decide(facts)),
    Measure.Of("compile, 200 tools", 4, () => PolicyLoader.Load(large, PolicyFormat.Json)),
];
double[] goals = [2, 10_000];

var output = Console.Out;
output.WriteLine("| what | median us | p95 us | bytes | goal us | met |");
output.WriteLine("|---|---|---|---|---|---|");
for (var at = 0; at < results.Length; at++)
{
    var (name, median, p95, bytes) = results[at];
    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {median:0.000} | {p95:0.000} | {bytes:0} | {goals[at]} | {(median <= goals[at] ? "yes" : "no")} |"));
}
return results.Zip(goals).All(pair => pair.First.Median <= pair.Second) ? 0 : 1;
