using System.Collections.Immutable;
using System.Text.Json;

namespace Baton.Gateway.Audit;

/// <summary>The names and order of a row's fields, in exports as in the authenticated text.</summary>
internal static class AuditFields
{
    /// <summary>The columns of a CSV export, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "sequence", "time", "kind", "request_id", "trace_id", "trace_state", "baggage_keys", "grant", "principal", "client_name", "client_version", "address", "server",
        "method", "tool", "inner_tools", "category", "policy", "policy_revision", "outcome", "observed", "rule", "code", "message", "argument_keys",
        "argument_digest", "arguments_encrypted", "definition_hash", "approval_id", "upstream_status", "result_bytes", "is_error",
        "gateway_us", "upstream_us", "limits",
    ];

    public static void Write(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteString("kind"u8, entry.Kind);
        Text(json, "request_id"u8, entry.RequestId);
        Text(json, "trace_id"u8, entry.TraceId);
        Text(json, "trace_state"u8, AuditText.Cut(entry.TraceState));
        WriteNames(json, "baggage_keys"u8, entry.BaggageKeys);
        Text(json, "grant"u8, entry.Grant);
        Text(json, "principal"u8, entry.Principal);
        Text(json, "client_name"u8, entry.ClientName);
        Text(json, "client_version"u8, entry.ClientVersion);
        Text(json, "address"u8, entry.Address);
        Text(json, "server"u8, entry.Server);
        Text(json, "method"u8, entry.Method);
        Text(json, "tool"u8, entry.Tool);
        WriteNames(json, "inner_tools"u8, entry.InnerTools);
        Text(json, "category"u8, entry.Category);
        Text(json, "policy"u8, entry.Policy);
        Number(json, "policy_revision"u8, entry.PolicyRevision);
        json.WriteString("outcome"u8, entry.Outcome);
        if (entry.Observed) json.WriteBoolean("observed"u8, true);
        Text(json, "rule"u8, entry.Rule);
        Text(json, "code"u8, entry.Code);
        Text(json, "message"u8, AuditText.Cut(entry.Message));
        WriteNames(json, "argument_keys"u8, entry.ArgumentKeys);
        Text(json, "argument_digest"u8, entry.ArgumentDigest);
        Text(json, "arguments_encrypted"u8, entry.ArgumentsEncrypted);
        Text(json, "definition_hash"u8, entry.DefinitionHash);
        Text(json, "approval_id"u8, entry.ApprovalId);
        Text(json, "upstream_status"u8, entry.UpstreamStatus);
        Number(json, "result_bytes"u8, entry.ResultBytes);
        if (entry.IsError is { } isError) json.WriteBoolean("is_error"u8, isError);
        Number(json, "gateway_us"u8, Microseconds(entry.GatewayTime));
        Number(json, "upstream_us"u8, Microseconds(entry.UpstreamTime));
        WriteLimits(json, entry);
    }

    private static void WriteNames(Utf8JsonWriter json, ReadOnlySpan<byte> member, ImmutableArray<string> names)
    {
        if (names.IsDefaultOrEmpty) return;
        json.WriteStartArray(member);
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void WriteLimits(Utf8JsonWriter json, AuditEntry entry)
    {
        if (entry.Limits.IsDefaultOrEmpty) return;
        json.WriteStartArray("limits"u8);
        foreach (var limit in entry.Limits)
        {
            json.WriteStartObject();
            json.WriteString("counter"u8, limit.Counter);
            json.WriteNumber("remaining"u8, limit.Remaining);
            json.WriteNumber("max"u8, limit.Max);
            if (limit.IsOverride) json.WriteBoolean("override"u8, true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static long? Microseconds(TimeSpan? span) => span is { } known ? (long)known.TotalMicroseconds : null;

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static void Number(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } known) json.WriteNumber(name, known);
    }
}
