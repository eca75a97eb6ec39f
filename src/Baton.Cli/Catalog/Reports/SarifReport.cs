using System.Text.Json;
using Baton.Catalog.Attacks;
using Baton.Catalog.Classification;
using Baton.Catalog.Text;
using Baton.Policy.Documents;

namespace Baton.Cli.Catalog.Reports;

/// <summary>The scan for CI: one result for each tool that is more than a low-risk read, and for each drift. Source: SARIF 2.1.0 (OASIS).</summary>
internal static class SarifReport
{
    private const string DriftRule = "definition-changed";

    public static void Write(Utf8JsonWriter json, ScanReport report)
    {
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteDriver(json);
        json.WriteStartArray("results");
        foreach (var verdict in report.WorstFirst.Where(verdict => verdict.Severity > ToolSeverity.Low)) WriteResult(json, verdict, report);
        foreach (var drift in report.Drifts ?? [])
        {
            if (!drift.IsHeld && drift.Kind != Baton.Catalog.Pins.DriftKind.Removed) continue;
            WriteResult(json, DriftRule, drift.Grade >= Baton.Catalog.Pins.DriftGrade.Widening ? "error" : "warning",
                $"{Printable.Of(drift.Name)} changed ({drift.Grade.ToString().ToLowerInvariant()}): {string.Join("; ", drift.Changes.Select(change => $"{change.Where}: {change.Meaning}"))}", drift.Name, report, null);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteDriver(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "baton scan");
        json.WriteString("version", typeof(SarifReport).Assembly.GetName().Version?.ToString(3) ?? "0");
        json.WriteStartArray("rules");
        foreach (var category in Enum.GetValues<ToolCategory>()) WriteRule(json, $"tool-{Words.Of(category)}", $"A tool of the category {Words.Of(category)}", Sentences.Can(category));
        WriteRule(json, DriftRule, "A definition that changed", "The definition differs from the snapshot and would be held until someone approves it.");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, string id, string name, string text)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("name", name);
        json.WriteStartObject("shortDescription");
        json.WriteString("text", text);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, ToolVerdict verdict, ScanReport report)
    {
        var level = verdict.Severity switch { ToolSeverity.Critical => "error", ToolSeverity.High => "warning", _ => "note" };
        var attacks = string.Join(", ", AttackDatabase.For(verdict).Take(4).Select(attack => attack.Name));
        var message = $"{Printable.Of(verdict.Name)}: {Words.Of(verdict.Category)}, {Words.Of(verdict.Severity)}. {Sentences.Can(verdict.Category)} {Sentences.Why(verdict)}.{(attacks.Length > 0 ? $" Attacks: {attacks}." : "")}";
        WriteResult(json, $"tool-{Words.Of(verdict.Category)}", level, message, verdict.Name, report, verdict.DefinitionHash);
    }

    private static void WriteResult(Utf8JsonWriter json, string rule, string level, string message, string tool, ScanReport report, string? hash)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", rule);
        json.WriteString("level", level);
        json.WriteStartObject("message");
        json.WriteString("text", message);
        json.WriteEndObject();
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri.EscapeDataString(report.Listing.Source).Replace("%2F", "/", StringComparison.Ordinal));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", 1);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("name", Printable.Of(tool));
        json.WriteString("kind", "function");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("tool/v1", hash ?? Printable.Of(tool));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
