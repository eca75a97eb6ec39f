using System.Text.Json;

namespace Baton.Policy.Documents.Writing;

/// <summary>Writes entries.</summary>
internal static class EntryWriter
{
    public static void Write(Utf8JsonWriter json, string name, EntryConfig entry)
    {
        json.WriteStartObject(name);
        json.Word("action", entry.Action);
        json.Text("reason", entry.Reason);
        json.Word("mode", entry.Mode);
        ConditionWriter.Rules(json, "require", entry.Require);
        ConditionWriter.Rules(json, "deny_if", entry.DenyIf);
        json.Literal("arguments", entry.Arguments);
        if (entry.Limits.Count > 0)
        {
            json.WriteStartArray("limits");
            foreach (var limit in entry.Limits) Limit(json, limit);
            json.WriteEndArray();
        }
        if (entry.RateLimit is { } rate)
        {
            json.WriteStartObject("rate_limit");
            json.Number("max", rate.Max);
            json.Window(rate.Window);
            json.WriteEndObject();
        }
        if (entry.Approval is { } approval) Approval(json, approval);
        if (entry.Result is { } result) Result(json, result);
        json.WriteEndObject();
    }

    private static void Limit(Utf8JsonWriter json, LimitConfig limit)
    {
        json.WriteStartObject();
        json.WriteString("counter", limit.Counter);
        json.Window(limit.Window);
        json.Word("align", limit.Align);
        json.Text("tz", limit.TimeZone);
        json.Number("max", limit.Max);
        json.Number("concurrent", limit.Concurrent);
        json.Word("scope", limit.Scope);
        json.Word("else", limit.Else);
        if (limit.Cost is { } cost)
        {
            json.WriteStartObject("cost");
            json.WriteString("path", cost.Path);
            json.WriteEndObject();
        }
        json.Number("min_cost", limit.MinCost);
        json.Word("on_exceed", limit.OnExceed);
        json.Word("same", limit.Same);
        json.WriteEndObject();
    }

    private static void Approval(Utf8JsonWriter json, ApprovalConfig approval)
    {
        json.WriteStartObject("approval");
        ConditionWriter.Conditions(json, "when", approval.When);
        json.Word("by", approval.By);
        json.Text("timeout", approval.Timeout);
        json.Text("wait", approval.Wait);
        json.Text("remember", approval.Remember);
        json.Texts("remember_on", approval.RememberOn);
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, ResultConfig result)
    {
        json.WriteStartObject("result");
        json.Number("max_bytes", result.MaxBytes);
        Patterns(json, "redact", result.Redact);
        Patterns(json, "deny_if_contains", result.DenyIfContains);
        json.WriteEndObject();
    }

    private static void Patterns(Utf8JsonWriter json, string name, Sequence<TextPatternConfig> patterns)
    {
        if (patterns.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var pattern in patterns)
        {
            if (pattern.Pattern is null)
            {
                json.WriteStringValue(pattern.Word);
                continue;
            }
            json.WriteStartObject();
            json.WriteString("pattern", pattern.Pattern);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
