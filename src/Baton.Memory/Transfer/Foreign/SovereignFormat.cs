using System.Text.Json;
using Baton.Memory.Handoffs;
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
            yield return root is { ValueKind: JsonValueKind.Object } handoff ? ForeignFlaws.Text(handoff) is { } flaw ? new ForeignItem.Problem(place, flaw) : Handoff(place, handoff, options)
                : new ForeignItem.Problem(place, problem ?? "It is no handoff of Sovereign Stack.");
            yield break;
        }
        foreach (var (place, value, problem) in ForeignJson.Lines(file))
        {
            yield return value is not { } line ? new ForeignItem.Problem(place, problem!)
                : ForeignFlaws.Times(line, "timestamp", "resolved_at") is { } wrong ? new ForeignItem.Problem(place, wrong)
                : IsLog(file.Path) ? ActedOn(place, line, options) : SovereignChronicle.Entry(place, line, options);
        }
    }

    private static ForeignItem Handoff(ForeignPlace place, JsonElement handoff, ForeignOptions options)
    {
        if (handoff.Text("note") is not { } note) return new ForeignItem.Problem(place, "The handoff has no note.");
        if (ForeignFlaws.Times(handoff, "timestamp") is { } wrong) return new ForeignItem.Problem(place, wrong);
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

    private static bool IsLog(string path) => $"/{path}".EndsWith($"/{Log}", StringComparison.Ordinal);

    private static bool Has(string path, string folder) => $"/{path}".Contains($"/{folder}/", StringComparison.Ordinal);
}
