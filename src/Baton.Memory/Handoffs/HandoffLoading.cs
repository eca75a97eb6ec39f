using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Text;

namespace Baton.Memory.Handoffs;

/// <summary>Loads one handoff. Consumes nothing: what others see does not change.</summary>
internal sealed class HandoffLoading(MemoryContext context)
{
    public async ValueTask<Outcome<HandoffLoaded>> LoadAsync(MemoryCaller caller, HandoffLoadRequest request, CancellationToken cancellationToken)
    {
        if (request.MaxTokens < 1) return Fail.Invalid("max_tokens must be above zero.", "/max_tokens");
        if (request.MaxMessages < 1) return Fail.Invalid("max_messages must be above zero.", "/max_messages");
        var read = await context.Store.ReadAsync(reader => ReadAsync(reader, caller, request), cancellationToken);
        if (!read.TryGet(out var loaded, out var failure)) return failure;
        if (loaded.Continues || loaded.Handoff.Workspace is not { } then || caller.Workspace is not { } probe) return loaded;
        var now = await probe.CaptureAsync(cancellationToken);
        return loaded with { Drift = WorkspaceDrift.Between(then, now) };
    }

    private async ValueTask<Outcome<HandoffLoaded>> ReadAsync(IMemoryReader reader, MemoryCaller caller, HandoffLoadRequest request)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        BodyWindow.Place? place = null;
        if (request.Cursor is { } cursor)
        {
            if (!BodyWindow.Decode(cursor).TryGet(out place, out var damaged)) return damaged;
        }
        if (!(await FindAsync(reader, caller, scope, request, place)).TryGet(out var stored, out var failure)) return failure;
        var handoff = HandoffReader.Read(stored);
        var body = await HandoffBodies.ReadAsync(reader, handoff.Body);
        if (!Window(handoff, stored, body.Span, request, place).TryGet(out var window, out var refused)) return refused;
        var omitted = body.Length - (window.End - window.Start);
        Note(caller, handoff, body, window);
        return new HandoffLoaded(
            handoff, now, Shown(request, place, body[window.Start..window.End]), window.Start,
            omitted == 0 ? null : new Truncation(TokenCount.OfBytes(omitted), window.Next ?? BodyWindow.Encode(handoff.Id, handoff.Version, 0, body.Length)),
            [], place is not null);
    }

    private static ReadOnlyMemory<byte>? Shown(HandoffLoadRequest request, BodyWindow.Place? place, ReadOnlyMemory<byte> part)
    {
        if (request.View == HandoffView.Digest && place is null) return null;
        return part;
    }

    private static Outcome<BodyWindow> Window(
        Handoff handoff, StoredVersion stored, ReadOnlySpan<byte> body, HandoffLoadRequest request, BodyWindow.Place? place)
    {
        var budget = TokenCount.Bytes(request.MaxTokens);
        if (place is not null)
        {
            if (place.From > place.To || place.To > body.Length || !Utf8Cut.IsBoundary(body, place.From) || !Utf8Cut.IsBoundary(body, place.To))
            {
                return Fail.BadCursor("The cursor does not fit this body.");
            }
            return BodyWindow.Head(body, handoff.Id, handoff.Version, place.From, place.To, budget);
        }
        budget = Math.Max(budget - stored.Data.Length, budget / 2);
        if (request.View == HandoffView.Digest) return new BodyWindow(0, 0, null);
        if (request.Section is { } section)
        {
            var sections = BodySections.Find(body);
            if (!BodySections.TryFind(sections, section, out var found))
            {
                var known = sections.Count == 0 ? "The body has no headings." : "Sections: " + string.Join(", ", sections.Take(40).Select(other => $"'{Excerpt.Line(other.Heading, 80)}'")) + ".";
                return Fail.NotFound($"The body of {handoff.Id} has no one section '{Excerpt.Line(section, 80)}'.", "/section", known);
            }
            return BodyWindow.Head(body, handoff.Id, handoff.Version, found.Start, found.End, budget);
        }
        if (request.MaxMessages is { } messages)
        {
            var starts = BodyMessages.Starts(body);
            var from = starts.Count > messages ? starts[^messages] : 0;
            return BodyWindow.Tail(body, handoff.Id, handoff.Version, from, budget);
        }
        return request.View == HandoffView.Tail
            ? BodyWindow.Tail(body, handoff.Id, handoff.Version, 0, budget)
            : BodyWindow.Head(body, handoff.Id, handoff.Version, 0, body.Length, budget);
    }

    private static async ValueTask<Outcome<StoredVersion>> FindAsync(
        IMemoryReader reader, MemoryCaller caller, Scope scope, HandoffLoadRequest request, BodyWindow.Place? place)
    {
        if (place is not null)
        {
            if (request.Ref.Id is { } id
                && (!(await RecordFinder.ResolveIdAsync(reader, scope, id, RecordKind.Handoff, "/id")).TryGet(out var whole, out _) || whole != place.Id))
            {
                return Fail.BadCursor("The cursor belongs to another handoff than id names.");
            }
            return await reader.GetVersionAsync(scope, place.Id, place.Version) is { Kind: RecordKind.Handoff } continued
                ? continued
                : Fail.NotFound("The handoff that the cursor continues is no longer there.", "/cursor");
        }
        var found = request.Ref.IsEmpty
            ? await NewestAsync(reader, caller, scope, request)
            : await RecordFinder.FindAsync(reader, caller, scope, RecordKind.Handoff, request.Ref);
        if (!found.TryGet(out var current, out var failure)) return failure;
        if (request.Version is not { } version || version == current.Version) return current;
        return await reader.GetVersionAsync(scope, current.Id, version) is { } earlier
            ? earlier
            : Fail.NotFound($"{current.Id} has no version {version}.", "/version", $"Its versions are 1 to {current.Version}.");
    }

    /// <summary>The handoff whose content was written last; a comment on an older one does not bring it to the front.</summary>
    private static async ValueTask<Outcome<StoredVersion>> NewestAsync(IMemoryReader reader, MemoryCaller caller, Scope scope, HandoffLoadRequest request)
    {
        if (!(await ProjectResolver.ResolveAsync(reader, caller, request.Project, scope.Now)).TryGet(out var project, out var failure)) return failure;
        var filter = new RecordFilter
        {
            Kind = RecordKind.Handoff,
            Project = project.Name,
            Thread = request.Thread?.Trim(),
            Statuses = [HandoffStatus.Open, HandoffStatus.Claimed, HandoffStatus.Done],
        };
        StoredVersion? newest = null;
        DateTimeOffset savedAt = default;
        var page = new PageRequest(50);
        while (true)
        {
            var rows = await reader.ListAsync(scope, filter, page);
            foreach (var row in rows.Rows)
            {
                if (newest is not null && row.RecordedAt < savedAt) return newest;
                var handoff = HandoffReader.Read(row);
                if (newest is not null && handoff.SavedAt <= savedAt) continue;
                (newest, savedAt) = (row, handoff.SavedAt);
            }
            if (rows.Next is null) break;
            page = new PageRequest(50, rows.Next);
        }
        return newest is not null
            ? newest
            : Fail.NotFound($"Project '{project.Name}'{(request.Thread is null ? "" : $", thread '{request.Thread}'")} has no handoff yet.", "/project",
                "Name another project, or find one with handoff_search.");
    }

    private void Note(MemoryCaller caller, Handoff handoff, ReadOnlyMemory<byte> body, BodyWindow window)
    {
        context.Recall.Note(caller, handoff.Id, handoff.Summary, excerpts: false);
        var shown = body.Span[window.Start..window.End];
        if (shown.Length is > 0 and < 100_000) context.Recall.Note(caller, handoff.Id, System.Text.Encoding.UTF8.GetString(shown), excerpts: false);
    }
}
