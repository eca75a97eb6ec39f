using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class RecordInsightTool(SovereignDesk desk) : IDialectTool
{
    private static readonly string[] Texts = [SovereignLabels.Domain, SovereignLabels.Layer, "vantage", "carry_forward_summary", "observed_emotion", "emotion_source", "emotion_note"];

    public string Name => "record_insight";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!SovereignLabels.Read(arguments, desk.Records.Limits, Texts).TryGet(out var labels, out var large)) return Reply.Of(large);
        var fields = new MemoryFields
        {
            Type = arguments.Text("layer") == "open_thread" ? SovereignTypes.OpenThread : SovereignTypes.Insight,
            Content = arguments.RequiredText("content"),
            Tags = Patch.Set(SovereignLabels.Tags(arguments.Filled("domain"))),
            Importance = arguments.Patch<double>("intensity").Or(0.5),
            Confidence = arguments.Patch<double>("confidence"),
            Layer = LayerOf(arguments),
            Evidence = Patch.Set(arguments.Texts("verified_by")),
            Supersedes = arguments.Texts("supersedes"),
            Labels = Words(arguments, labels),
        };
        if (!(await desk.SaveAsync(caller, fields, "content", cancellationToken)).TryGet(out var saved, out var failure)) return Reply.Of(failure);
        return SavedReply.Of("Insight", "insight_id", arguments.Own(saved));
    }

    private static ImmutableSortedDictionary<string, string> Words(Arguments arguments, ImmutableSortedDictionary<string, string> labels)
    {
        var emotion = arguments.Patch<double>("emotional_intensity");
        if (emotion.HasValue) labels = labels.SetItem("emotional_intensity", emotion.Or(0).ToString(CultureInfo.InvariantCulture));
        return labels.ContainsKey(SovereignLabels.Layer) ? labels : labels.SetItem(SovereignLabels.Layer, "hypothesis");
    }

    /// <summary>What is called the truth without saying how it was verified is stated; only evidence makes it verified.</summary>
    private static string LayerOf(Arguments arguments) => arguments.Text("layer") != "ground_truth" ? MemoryLayer.Hypothesis
        : arguments.Texts("verified_by").IsEmpty ? MemoryLayer.Stated : MemoryLayer.Verified;
}
