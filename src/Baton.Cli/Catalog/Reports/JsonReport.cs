using System.Text.Json;
using Baton.Catalog.Attacks;
using Baton.Catalog.Classification;
using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;
using Baton.Policy.Documents;

namespace Baton.Cli.Catalog.Reports;

/// <summary>The scan as one JSON object; it holds the definitions, so that it serves as a snapshot for <c>--against</c>.</summary>
internal static class JsonReport
{
    public static void Write(Utf8JsonWriter json, ScanReport report)
    {
        json.WriteStartObject("server");
        json.WriteString("name", report.Listing.Name);
        if (report.Listing.Version is { } version) json.WriteString("version", version);
        json.WriteString("source", report.Listing.Source);
        json.WriteBoolean("incomplete", report.Listing.Incomplete);
        json.WriteEndObject();
        json.WriteString("scanned_at", report.At);
        WriteSummary(json, report);
        WriteProblems(json, report);
        json.WriteStartArray("tools");
        foreach (var verdict in report.Verdicts) WriteTool(json, verdict, report);
        json.WriteEndArray();
        if (report.Drifts is not null) WriteDrifts(json, report.Drifts.Value);
    }

    public static void WriteTool(Utf8JsonWriter json, ToolVerdict verdict, ScanReport report)
    {
        json.WriteStartObject();
        json.WriteString("name", verdict.Name);
        json.WriteString("category", Words.Of(verdict.Category));
        json.WriteString("severity", Words.Of(verdict.Severity));
        json.WriteNumber("confidence", verdict.Confidence);
        json.WriteStartArray("evidence");
        foreach (var evidence in verdict.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("source", evidence.Source);
            json.WriteString("quote", evidence.Quote);
            json.WriteString("meaning", evidence.Meaning);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("reversible", Sentences.Reversible(verdict.Reversible));
        WriteSignals(json, verdict);
        WriteClaims(json, verdict.Annotations);
        json.WriteString("definition_hash", verdict.DefinitionHash);
        json.WriteStartArray("attacks");
        foreach (var attack in AttackDatabase.For(verdict)) json.WriteStringValue(attack.Id);
        json.WriteEndArray();
        json.WritePropertyName("policy");
        json.WriteRawValue(Compact(report.PolicyOf(verdict)));
        json.WritePropertyName("definition");
        WriteDefinition(json, verdict.Tool);
        json.WriteEndObject();
    }

    private static void WriteSignals(Utf8JsonWriter json, ToolVerdict verdict)
    {
        json.WriteStartArray("signals");
        foreach (var signal in verdict.Signals)
        {
            json.WriteStartObject();
            json.WriteString("signal", signal.Id);
            if (signal.Parameter is { } parameter) json.WriteString("parameter", parameter);
            json.WriteString("quote", signal.Quote);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteClaims(Utf8JsonWriter json, AnnotationClaim claim)
    {
        json.WriteStartObject("annotations");
        Hint("readOnlyHint", claim.Claims.ReadOnly);
        Hint("destructiveHint", claim.Claims.Destructive);
        Hint("idempotentHint", claim.Claims.Idempotent);
        Hint("openWorldHint", claim.Claims.OpenWorld);
        if (claim.Agrees is { } agrees) json.WriteBoolean("agrees", agrees);
        if (claim.Explanation is { } explanation) json.WriteString("explanation", explanation);
        json.WriteEndObject();

        void Hint(string name, bool? value)
        {
            if (value is { } said) json.WriteBoolean(name, said);
        }
    }

    private static void WriteDefinition(Utf8JsonWriter json, DeclaredTool tool)
    {
        json.WriteStartObject();
        json.WriteString("name", tool.Name);
        if (tool.Title is { } title) json.WriteString("title", title);
        if (tool.Description is { } description) json.WriteString("description", description);
        Element("inputSchema", tool.InputSchema);
        Element("outputSchema", tool.OutputSchema);
        Element("annotations", tool.AnnotationsJson);
        json.WriteEndObject();

        void Element(string name, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Undefined) return;
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    private static void WriteSummary(Utf8JsonWriter json, ScanReport report)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("tools", report.Verdicts.Length);
        json.WriteStartObject("by_category");
        foreach (var category in Enum.GetValues<ToolCategory>()) json.WriteNumber(Words.Of(category), report.Verdicts.Count(verdict => verdict.Category == category));
        json.WriteEndObject();
        json.WriteStartObject("by_severity");
        foreach (var severity in Enum.GetValues<ToolSeverity>()) json.WriteNumber(Words.Of(severity), report.Verdicts.Count(verdict => verdict.Severity == severity));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteProblems(Utf8JsonWriter json, ScanReport report)
    {
        json.WriteStartArray("problems");
        foreach (var problem in report.Listing.List.Problems)
        {
            json.WriteStartObject();
            json.WriteString("code", problem.Code);
            if (problem.Tool is { } tool) json.WriteString("tool", tool);
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteDrifts(Utf8JsonWriter json, IEnumerable<ToolDrift> drifts)
    {
        json.WriteStartArray("drift");
        foreach (var drift in drifts)
        {
            json.WriteStartObject();
            json.WriteString("tool", drift.Name);
            json.WriteString("kind", drift.Kind.ToString().ToLowerInvariant());
            if (drift.PreviousName is { } previous) json.WriteString("previous_name", previous);
            json.WriteString("grade", drift.Grade.ToString().ToLowerInvariant());
            json.WriteBoolean("held", drift.IsHeld);
            json.WriteStartArray("changes");
            foreach (var change in drift.Changes)
            {
                json.WriteStartObject();
                json.WriteString("grade", change.Grade.ToString().ToLowerInvariant());
                json.WriteString("where", change.Where);
                if (change.Before is { } before) json.WriteString("before", before);
                if (change.After is { } after) json.WriteString("after", after);
                json.WriteString("meaning", change.Meaning);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Compact(string policy)
    {
        using var document = JsonDocument.Parse(policy);
        return JsonSerializer.Serialize(document.RootElement, Plain.Default.JsonElement);
    }
}

/// <summary>Serialisation without reflection, for trimming.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
internal sealed partial class Plain : System.Text.Json.Serialization.JsonSerializerContext;
