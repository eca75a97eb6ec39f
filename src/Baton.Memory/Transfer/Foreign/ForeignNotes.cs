using Baton.Memory.Callers;
using Baton.Memory.Dialects.ConversationHandoff;
using Baton.Memory.Handoffs;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>
/// Brings in what was said about handoffs: what was done with them, one version for each time, and comments. Versions keep the digest
/// of what they were made from, so that a repeat passes over what is there, however much was said.
/// </summary>
internal sealed class ForeignNotes(MemoryContext context, HandoffOperations handoffs, bool dryRun)
{
    private const string OutcomeLabel = "imported_outcome_sha256";
    private const string CommentLabel = "imported_comment_sha256";
    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);
    private readonly HashSet<Said> _counted = [];

    /// <summary>A handoff that this import brings in; a dry run leaves no record to find.</summary>
    public void Note(string key) => _noted.Add(key);

    public ValueTask<string?> PutAsync(MemoryCaller caller, ForeignItem.OfOutcome item, ImportTally tally, CancellationToken cancellationToken)
        => PutAsync(caller, new Said(item.Project, item.Handoff, OutcomeLabel, item.Digest), head => DoneAsync(caller, item, head, cancellationToken), tally, cancellationToken);

    public ValueTask<string?> PutAsync(MemoryCaller caller, ForeignItem.OfComment item, ImportTally tally, CancellationToken cancellationToken)
        => PutAsync(caller, new Said(item.Project, item.Handoff, CommentLabel, item.Digest), head => CommentAsync(caller, item, head, cancellationToken), tally, cancellationToken);

    private async ValueTask<string?> PutAsync(
        MemoryCaller caller, Said said, Func<Handoff, ValueTask<Failure?>> writeAsync, ImportTally tally, CancellationToken cancellationToken)
    {
        var known = await new ForeignRecords(context).FindAsync(caller, RecordKind.Handoff, said.Project, said.Handoff, cancellationToken);
        if (!known.TryGet(out var record, out var refused)) return refused.Message;
        if (record.Id is null)
        {
            if (!dryRun || !_noted.Contains(said.Handoff)) return "The handoff it is about is neither here nor among what is imported.";
            if (_counted.Add(said)) tally.Versions++;
            else tally.Present++;
            return null;
        }
        var history = await context.Store.ReadAsync(reader => reader.HistoryAsync(MemoryContext.ScopeOf(caller, context.Clock.Now) with { IncludeDeleted = true, IncludeExpired = true }, record.Id), cancellationToken);
        var head = HandoffReader.Read(history[^1]);
        if (head.DeletedAt is not null || history.Any(version => HandoffReader.Read(version).Labels.GetValueOrDefault(said.Label) == said.Digest))
        {
            tally.Present++;
            return null;
        }
        if (await writeAsync(head) is { } failure) return failure.Hint is { } hint ? $"{failure.Message} {hint}" : failure.Message;
        tally.Versions++;
        return null;
    }

    private async ValueTask<Failure?> DoneAsync(MemoryCaller caller, ForeignItem.OfOutcome item, Handoff head, CancellationToken cancellationToken)
    {
        var update = new HandoffUpdateRequest
        {
            Ref = new RecordRef(head.Id),
            Status = HandoffStatus.Done,
            Outcome = item.WhatWasDone,
            Labels = head.Labels.SetItems(item.Labels).SetItem(OutcomeLabel, item.Digest),
        };
        return (await handoffs.UpdateAsync(caller, update, cancellationToken)).Failure;
    }

    /// <summary>A comment's id is that of the version which brings it, so that its author's label can come with it.</summary>
    private async ValueTask<Failure?> CommentAsync(MemoryCaller caller, ForeignItem.OfComment item, Handoff head, CancellationToken cancellationToken)
    {
        var labels = ForeignJson.Labels((CommentLabel, item.Digest), (ConversationLabels.AuthorOf(Comment.IdIn(head.Version + 1)), item.Author));
        var update = new HandoffUpdateRequest { Ref = new RecordRef(head.Id), Comment = item.Text, Labels = head.Labels.SetItems(labels), IfMatch = head.Version };
        return (await handoffs.UpdateAsync(caller, update, cancellationToken)).Failure;
    }

    /// <summary>What was said of which handoff, and the label that tells whether it is here.</summary>
    private sealed record Said(string? Project, string Handoff, string Label, string Digest);
}
