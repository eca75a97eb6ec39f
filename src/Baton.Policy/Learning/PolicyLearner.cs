using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Json;
using Baton.Policy.Simulation;

namespace Baton.Policy.Learning;

/// <summary>Writes the least document that would have allowed the calls that were seen.</summary>
public static class PolicyLearner
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Learns from the calls that were allowed: their names, their argument keys, and twice their busiest minute.</summary>
    public static PolicyDocument Learn(IEnumerable<RecordedCall> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        var allowed = calls.Where(call => call.Outcome == DecisionOutcome.Allow).OrderBy(call => call.At).ToArray();
        return new PolicyDocument(
            DefaultAction.Deny,
            Tools: Entries(allowed, CallKind.Tool),
            Resources: Some(Entries(allowed, CallKind.Resource)),
            Prompts: Some(Entries(allowed, CallKind.Prompt)),
            Description: $"Learned from {allowed.Length} {(allowed.Length == 1 ? "call" : "calls")}.");
    }

    private static Sequence<NamedEntry>? Some(Sequence<NamedEntry> entries) => entries.Count == 0 ? null : entries;

    private static Sequence<NamedEntry> Entries(RecordedCall[] calls, CallKind kind)
        => new([.. calls.Where(call => call.Kind == kind).GroupBy(call => Narrow(call.Name), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new NamedEntry(group.Key, Entry(group.Key, [.. group])))]);

    // A name with a star would be a glob here; a question mark in its place matches it, and no name of another length.
    private static string Narrow(string name) => name.Replace('*', '?');

    private static EntryConfig Entry(string name, RecordedCall[] calls)
    {
        var busiest = calls.GroupBy(call => call.Grant, StringComparer.Ordinal).Max(group => Peak([.. group.Select(call => call.At)]));
        var keys = calls.SelectMany(call => call.ArgumentKeys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return new EntryConfig(
            Arguments: calls[0].Kind == CallKind.Resource ? null : Only(keys),
            Limits: [new LimitConfig($"{name}_rate"[^Math.Min(128, name.Length + 5)..], "minute", Max: 2 * busiest)]);
    }

    private static int Peak(DateTimeOffset[] times)
    {
        var (peak, from) = (0, 0);
        for (var to = 0; to < times.Length; to++)
        {
            while (times[to] - times[from] > Window) from++;
            peak = Math.Max(peak, to - from + 1);
        }
        return peak;
    }

    private static JsonLiteral Only(ImmutableArray<string> keys)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("properties");
            foreach (var key in keys) json.WriteBoolean(key, true);
            json.WriteEndObject();
            json.WriteBoolean("additionalProperties", false);
            json.WriteEndObject();
        }
        return JsonLiteral.TryParse(buffer.WrittenSpan, out var literal, out var error) ? literal : throw new FormatException(error);
    }
}
