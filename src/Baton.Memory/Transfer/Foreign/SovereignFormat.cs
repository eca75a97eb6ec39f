using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Handoffs;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Text;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>
/// Sovereign Stack's folder: <c>handoffs/*.json</c> with what was done about them in <c>handoffs/acted_on.jsonl</c>, and under
/// <c>chronicle/</c> the insights by domain, learnings, open threads and transformations as JSON Lines, and the archives.
/// </summary>
internal sealed class SovereignFormat : IForeignFormat
{
    public const string System = "sovereign";
    private const string Log = "handoffs/acted_on.jsonl";

    public string Name => System;

    public bool Takes(string path)
        => IsLog(path) || SovereignArchives.IsIndex(path) || SovereignArchives.IsText(path)
        || (Has(path, "handoffs") && path.EndsWith(".json", StringComparison.Ordinal))
        || (path.EndsWith(".jsonl", StringComparison.Ordinal) && (Has(path, "insights") || Has(path, "learnings") || Has(path, "open_threads") || Has(path, "transformations")));

    public IEnumerable<ForeignItem> ReadAll(IReadOnlyList<ForeignFile> files, ForeignOptions options)
    {
        var archives = new SovereignArchives(files);
        return files.Where(file => !SovereignArchives.IsText(file.Path)).SelectMany(file => SovereignArchives.IsIndex(file.Path) ? archives.Read(file, options) : Read(file, options));
    }

    public IEnumerable<ForeignItem> Read(ForeignFile file, ForeignOptions options)
    {
        if (file.Path.EndsWith(".json", StringComparison.Ordinal))
        {
            var (place, root, problem) = ForeignJson.Document(file);
            yield return root is { ValueKind: JsonValueKind.Object } handoff ? Handoff(place, handoff, options)
                : new ForeignItem.Problem(place, problem ?? "It is no handoff of Sovereign Stack.");
            yield break;
        }
        foreach (var (place, value, problem) in ForeignJson.Lines(file))
        {
            yield return value is not { } line ? new ForeignItem.Problem(place, problem!)
                : IsLog(file.Path) ? ActedOn(place, line, options) : Entry(place, line, options);
        }
    }

    private static ForeignItem Handoff(ForeignPlace place, JsonElement handoff, ForeignOptions options)
    {
        if (handoff.Text("note") is not { } note) return new ForeignItem.Problem(place, "The handoff has no note.");
        var request = new HandoffSaveRequest
        {
            Key = KeyOf(place.File),
            Project = options.Project,
            Summary = note,
            Title = Excerpt.Line(note, 80),
            Thread = Patch.SetOrKeep(handoff.Text("thread")),
            Labels = ForeignJson.Labels(
                ("source_instance", handoff.Text("source_instance")), ("source_session_id", handoff.Text("source_session_id")),
                ("consumed_at", handoff.Text("consumed_at")), ("consumed_by", handoff.Text("consumed_by"))),
        };
        var outcome = handoff.Text("consumed_at") is { } at ? $"Read by {handoff.Text("consumed_by") ?? "somebody"} on {at}." : null;
        return new ForeignItem.OfHandoff(place, request, ForeignJson.Digest(handoff), handoff.Time("timestamp"), outcome);
    }

    private static ForeignItem ActedOn(ForeignPlace place, JsonElement line, ForeignOptions options)
        => line.Text("handoff_path") is not { } path || line.Text("what_was_done") is not { } done ? new ForeignItem.Problem(place, "The line does not say which handoff was acted on and what was done.")
            : new ForeignItem.OfOutcome(place, KeyOf(path), options.Project, done, ForeignJson.Labels(("consumed_by", line.Text("consumed_by"))), ForeignJson.Digest(line), line.Time("timestamp"));

    /// <summary>The key of a handoff by its file's name, wherever the folder was.</summary>
    public static string KeyOf(string path)
    {
        var name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        return ForeignJson.Key(System, name.EndsWith(".json", StringComparison.Ordinal) ? name[..^".json".Length] : name);
    }

    private static ForeignItem Entry(ForeignPlace place, JsonElement line, ForeignOptions options)
    {
        var (type, title, content) =
            line.Text("question") is { } question ? (MemoryType.Question, null, Joined(question, line.Text("context"), line.Text("resolution")))
            : line.Text("what_learned") is { } learned ? ("procedure", line.Text("applies_to"), Joined(learned, line.Text("what_happened")))
            : line.Text("to_state") is { } state ? ("result", line.Text("trigger"), Joined(state, line.Text("from_state")))
            : (line.Text("layer") == "open_thread" ? MemoryType.Question : MemoryType.Fact, null, line.Text("content"));
        if (content is null) return new ForeignItem.Problem(place, "The line holds neither an insight, a learning, a thread nor a transformation.");
        var digest = ForeignJson.Digest(line);
        var fields = new MemoryFields
        {
            Key = ForeignJson.Key(System, line.Text("thread_id") ?? digest[..32]),
            Project = options.Project,
            Type = type,
            Title = Patch.SetOrKeep(title),
            Content = content,
            Tags = line.Text("domain") is { } domain ? Patch.Set(Tags(domain)) : default,
            Layer = line.Text("layer") == "hypothesis" ? MemoryLayer.Hypothesis : default(Patch<string>),
            Importance = line.Number("intensity") is { } intensity ? Math.Clamp(intensity, 0, 1) : default(Patch<double>),
            Confidence = line.Number("confidence") is { } confidence ? Math.Clamp(confidence, 0, 1) : default(Patch<double>),
            Labels = ForeignJson.Labels(
                ("layer", line.Text("layer")), ("domain", line.Text("domain")), ("session_id", line.Text("session_id")), ("thread_id", line.Text("thread_id")),
                ("resolved", line.Flag("resolved") ? "true" : null), ("resolution", line.Text("resolution"))),
        };
        return new ForeignItem.OfMemory(place, fields, digest, line.Time("timestamp"));
    }

    private static ImmutableArray<string> Tags(string domain)
        => [.. domain.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    private static string Joined(params ReadOnlySpan<string?> parts)
    {
        var said = new List<string>();
        foreach (var part in parts)
        {
            if (!string.IsNullOrWhiteSpace(part)) said.Add(part);
        }
        return string.Join("\n\n", said);
    }

    private static bool IsLog(string path) => $"/{path}".EndsWith($"/{Log}", StringComparison.Ordinal);

    private static bool Has(string path, string folder) => $"/{path}".Contains($"/{folder}/", StringComparison.Ordinal);
}
