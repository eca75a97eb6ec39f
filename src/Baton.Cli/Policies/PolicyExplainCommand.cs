using System.CommandLine;
using Baton.Cli.Application;
using Baton.Policy.Decisions;
using Baton.Policy.Explain;

namespace Baton.Cli.Policies;

/// <summary><c>policy explain</c>: what every rule says of one call; exit 1 when the call would not pass.</summary>
internal static class PolicyExplainCommand
{
    public static Command Create(CliContext context)
    {
        var file = PolicyFile.Argument();
        var call = new CallOptions();
        var command = new Command("explain", "Say what every rule makes of a call, and why.") { file };
        call.AddTo(command);
        command.SetAction(context.Action(async run =>
        {
            var facts = await call.ReadAsync(run);
            if (await PolicyFile.LoadAsync(run, run.Get(file)!) is not { } policy) return ExitCode.No;
            var explanation = PolicyExplainer.Explain(policy, facts);
            if (run.Json) WriteJson(run, explanation);
            else WriteText(run, explanation);
            return explanation.Decision.Outcome == DecisionOutcome.Allow ? ExitCode.Done : ExitCode.No;
        }));
        return command.WithExamples(
            "baton policy explain policy.json --tool create_refund --args '{\"amount\": 700}'",
            "baton policy explain policy.json --tool delete_repo --category destructive --caller grant=ci --json");
    }

    private static string Word(DecisionOutcome outcome) => outcome.ToString().ToLowerInvariant();

    private static void WriteText(CommandRun run, Explanation explanation)
    {
        var decision = explanation.Decision;
        foreach (var rule in explanation.Rules) run.WriteLine($"{rule.Outcome,-8}{rule.Step,-10}{rule.Rule}{(rule.Observed ? " (observed)" : "")}: {rule.Why}");
        run.Out.WriteLine();
        run.WriteLine($"{Word(decision.Outcome)}{(decision.IsObserved ? $" (would be {Word(decision.ObservedOutcome)})" : "")}{(decision.Rule.Length > 0 ? $" by {decision.Rule}" : "")}");
        if (decision.Message.Length > 0) run.WriteLine(decision.Message);
    }

    private static void WriteJson(CommandRun run, Explanation explanation) => run.WriteJson(json =>
    {
        var decision = explanation.Decision;
        json.WriteString("outcome", Word(decision.Outcome));
        json.WriteString("rule", decision.Rule);
        json.WriteString("code", decision.Code);
        json.WriteString("message", decision.Message);
        json.WriteString("entry", decision.Entry);
        json.WriteBoolean("observed", decision.IsObserved);
        json.WriteStartArray("rules");
        foreach (var rule in explanation.Rules)
        {
            json.WriteStartObject();
            json.WriteString("rule", rule.Rule);
            json.WriteString("step", rule.Step);
            json.WriteString("outcome", rule.Outcome);
            json.WriteString("why", rule.Why);
            json.WriteBoolean("observed", rule.Observed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
