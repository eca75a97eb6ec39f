using Baton.Memory.Records;
using Baton.Memory.Safety;

namespace Baton.Memory.Handoffs;

/// <summary>Which of a handoff's fields are looked through for secrets and instructions: all that hold text.</summary>
internal static class HandoffScreening
{
    public static HandoffSaveRequest Clean(HandoffSaveRequest request, Screening screening) => request with
    {
        Summary = screening.Text("/summary", request.Summary),
        Title = screening.Text("/title", request.Title),
        Body = request.Body.Map(body => screening.Utf8("/body", body)),
        Decisions = screening.List("/decisions", request.Decisions),
        Pending = screening.List("/pending", request.Pending),
        Changed = screening.List("/changed", request.Changed),
        NextActions = screening.List("/next_actions", request.NextActions),
        Blockers = screening.List("/blockers", request.Blockers),
        Tags = screening.List("/tags", request.Tags),
        Files = request.Files.Map(files => [.. files.Select((file, index) => new FileNote(
            screening.Text($"/files/{index}/path", file.Path), Clean($"/files/{index}/commit", file.Commit, screening), Clean($"/files/{index}/note", file.Note, screening)))]),
    };

    /// <summary>What a merge says of its own; what its sources say was looked at when they were saved.</summary>
    public static HandoffMergeRequest Clean(HandoffMergeRequest request, Screening screening)
        => request with { Title = Clean("/title", request.Title, screening), Summary = Clean("/summary", request.Summary, screening) };

    /// <summary>
    /// What a merge takes from its sources: a secret that they hold in parts, or that another project keeps, is none to be kept here.
    /// </summary>
    public static Handoff Clean(Handoff merged, HandoffMergeRequest request, Screening screening) => merged with
    {
        Title = request.Title is null && merged.Title is { } title ? screening.Joined("/title", title) : merged.Title,
        Summary = request.Summary is null ? screening.Joined("/summary", merged.Summary) : merged.Summary,
        Decisions = screening.Joined("/decisions", merged.Decisions),
        Pending = screening.Joined("/pending", merged.Pending),
        Changed = screening.Joined("/changed", merged.Changed),
        NextActions = screening.Joined("/next_actions", merged.NextActions),
        Blockers = screening.Joined("/blockers", merged.Blockers),
        Tags = screening.Joined("/tags", merged.Tags),
        Comments = [.. merged.Comments.Select((comment, index) => comment with { Text = screening.Joined($"/comments/{index}", comment.Text) })],
        Files = [.. merged.Files.Select((file, index) => new FileNote(
            screening.Joined($"/files/{index}/path", file.Path), Joined($"/files/{index}/commit", file.Commit, screening), Joined($"/files/{index}/note", file.Note, screening)))],
    };

    private static string? Joined(string path, string? text, Screening screening) => text is null ? null : screening.Joined(path, text);

    private static string? Clean(string path, string? text, Screening screening) => text is null ? null : screening.Text(path, text);

    /// <summary>The fields that this write brings: marks on them are replaced, marks on others stay.</summary>
    public static IEnumerable<string> GivenFields(HandoffSaveRequest request)
    {
        yield return "summary";
        if (request.Title.Given) yield return "title";
        if (request.Body.Given) yield return "body";
        if (request.Decisions.Given) yield return "decisions";
        if (request.Pending.Given) yield return "pending";
        if (request.Changed.Given) yield return "changed";
        if (request.NextActions.Given) yield return "next_actions";
        if (request.Blockers.Given) yield return "blockers";
        if (request.Tags.Given) yield return "tags";
        if (request.Files.Given) yield return "files";
    }
}
