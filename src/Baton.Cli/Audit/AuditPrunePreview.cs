using System.Globalization;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Gateway.Audit;
using Baton.Memory.Text;

namespace Baton.Cli.Audit;

/// <summary>What a pruning would do, for people and for programs.</summary>
internal static class AuditPrunePreview
{
    public static void Show(CommandRun run, AuditPrunePlan? plan)
    {
        if (run.Json) run.WriteJson(json => Write(json, plan));
        else if (plan is null) run.Out.WriteLine("No row is older than that.");
        else Write(run.Out, plan);
    }

    private static void Write(TextWriter output, AuditPrunePlan plan)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Counted.Of(plan.Rows, "row")} would be removed: {plan.First} to {plan.Last}, of {plan.From:u} to {plan.To:u}."));
        output.WriteLine($"The chain would then follow row {plan.Last}, {Hex(plan)}.");
        if (plan.IsAll) output.WriteLine("That is every row there is, so that it needs --apply.");
    }

    private static void Write(Utf8JsonWriter json, AuditPrunePlan? plan)
    {
        json.WriteBoolean("applied", false);
        json.WriteNumber("count", plan?.Rows ?? 0);
        if (plan is null) return;
        json.WriteNumber("first", plan.First);
        json.WriteNumber("last", plan.Last);
        json.WriteString("from", plan.From);
        json.WriteString("to", plan.To);
        json.WriteBoolean("all", plan.IsAll);
        json.WriteStartObject("anchor");
        json.WriteNumber("sequence", plan.Last);
        json.WriteString("mac", Hex(plan));
        json.WriteEndObject();
    }

    private static string Hex(AuditPrunePlan plan) => Convert.ToHexStringLower(plan.Mac.Span);
}
