using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Baton.Memory.Dialects.Sovereign;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Time;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>A line of Sovereign Stack's chronicle, as the dialect would have kept it, so that its tools find it by the same types, domains and states.</summary>
internal static class SovereignChronicle
{
    private const string ResolvedAt = "resolved_at";
    private static readonly string[] Words =
        ["layer", "domain", "applies_to", "session_id", "thread_id", "source_instance", "vantage", "carry_forward_summary", "emotion_source", "emotion_note", "resolution"];

    public static ForeignItem Entry(ForeignPlace place, JsonElement line, ForeignOptions options)
    {
        var (type, content) = Kind(line);
        if (content is null) return new ForeignItem.Problem(place, "The line holds neither an insight, a learning, a thread nor a transformation.");
        var digest = ForeignJson.Digest(line);
        var evidence = Evidence(line);
        var labels = Labels(line);
        var fields = new MemoryFields
        {
            Key = ForeignJson.Key(SovereignFormat.System, line.Text("thread_id") ?? digest[..32]),
            Project = options.Project,
            Type = type,
            Title = Patch.SetOrKeep(line.Text("applies_to") ?? line.Text("trigger")),
            Content = content,
            Tags = Patch.Set(SovereignLabels.Tags(labels.GetValueOrDefault(SovereignLabels.Domain))),
            Layer = LayerOf(line, type, evidence),
            Evidence = evidence.IsEmpty ? default : Patch.Set(evidence),
            Importance = line.Number("intensity") is { } intensity ? Math.Clamp(intensity, 0, 1) : default(Patch<double>),
            Confidence = line.Number("confidence") is { } confidence ? Math.Clamp(confidence, 0, 1) : default(Patch<double>),
            ValidTo = ResolvedOn(line) is { } end ? end : default(Patch<DateTimeOffset>),
            Labels = labels,
        };
        return new ForeignItem.OfMemory(place, fields, digest, line.Time("timestamp"));
    }

    private static (string Type, string? Content) Kind(JsonElement line)
        => line.Text("question") is { } question ? (SovereignTypes.OpenThread, Joined(question, ("Context", line.Text("context")), ("Resolution", line.Text("resolution"))))
            : line.Text("what_learned") is { } learned ? (SovereignTypes.Learning, Joined(learned, ("What happened", line.Text("what_happened"))))
            : line.Text("to_state") is { } state ? ("result", Joined(state, ("From", line.Text("from_state"))))
            : (line.Text("layer") == "open_thread" ? SovereignTypes.OpenThread : SovereignTypes.Insight, line.Text("content"));

    /// <summary>What is called the truth without saying how it was verified is stated; only evidence makes it verified.</summary>
    private static Patch<string> LayerOf(JsonElement line, string type, ImmutableArray<string> evidence) => line.Text("layer") switch
    {
        "hypothesis" => MemoryLayer.Hypothesis,
        "ground_truth" when !evidence.IsEmpty => MemoryLayer.Verified,
        _ => type == SovereignTypes.OpenThread ? MemoryLayer.Hypothesis : default(Patch<string>),
    };

    private static ImmutableArray<string> Evidence(JsonElement line)
        => line.TryGetProperty("verified_by", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.GetRawText())] : [];

    private static ImmutableSortedDictionary<string, string> Labels(JsonElement line)
    {
        var said = Words.Select(word => (word, line.Text(word)))
            .Append((SovereignLabels.Domain, line.Text("domain") ?? line.Text("applies_to")))
            .Append(("observed_emotion", line.Texts("observed_emotion") is { IsEmpty: false } emotions ? string.Join(", ", emotions) : null))
            .Append(("emotional_intensity", line.Number("emotional_intensity")?.ToString(CultureInfo.InvariantCulture)))
            .Append((ResolvedAt, ResolvedOn(line) is { } at ? Instants.Format(at) : null));
        return ForeignJson.Labels([.. said]);
    }

    /// <summary>When an open thread was resolved; where that is not said, it was open for no time that is known.</summary>
    private static DateTimeOffset? ResolvedOn(JsonElement line)
        => line.Flag("resolved") ? line.Time(ResolvedAt) ?? line.Time("timestamp") ?? DateTimeOffset.UnixEpoch : null;

    private static string Joined(string first, params ReadOnlySpan<(string Name, string? Text)> others)
    {
        var said = first;
        foreach (var (name, text) in others)
        {
            if (!string.IsNullOrWhiteSpace(text)) said += $"\n\n{name}: {text}";
        }
        return said;
    }
}
