using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Json;
using Baton.Memory.Search;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Searching;

/// <summary>What a search gave.</summary>
/// <param name="Found">Best first.</param>
/// <param name="Last">The last page of memories, which explains an empty result; null where none was asked for.</param>
internal sealed record M3Results(IReadOnlyList<M3Found> Found, SearchPage? Last)
{
    /// <summary>How many of those found stayed out because their scores fall off; null where all are wanted.</summary>
    public int? CutOff { get; init; }

    /// <summary>What to know about the call beside its results.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    public ToolReply Shown(string project, bool explain, DateTimeOffset now)
    {
        var text = new StringBuilder(Found.Count == 0
            ? $"Nothing found in project {HandoffText.Word(project)}. {Last?.Explanation}".TrimEnd()
            : string.Create(CultureInfo.InvariantCulture, $"{Found.Count} found in project {HandoffText.Word(project)}. {MarkedBlock.Notice}\n"));
        foreach (var one in Found) one.Append(text);
        return Reply.Of(Tools.Notes.After(text.ToString(), [], Notes), json =>
        {
            json.Rows("results", Found, (writer, one) => one.Write(writer, explain, now));
            json.WriteNumber("count", Found.Count);
            if (Last is not null) json.WriteNumber("confidence", Last.Confidence);
            if (CutOff is { } cut) json.WriteNumber("cut_off", cut);
            json.Texts("notes", Notes);
            if (Found.Count == 0) json.Text("explanation", Last?.Explanation);
        });
    }
}
