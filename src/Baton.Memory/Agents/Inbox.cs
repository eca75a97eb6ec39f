using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Agents;

/// <summary>Reads an inbox, which consumes nothing, and marks what the caller has read.</summary>
internal sealed class Inbox(MemoryContext context)
{
    private const string Operation = "inbox_ack";
    private const int PageSize = 500;

    public async ValueTask<Outcome<InboxPage>> ListAsync(MemoryCaller caller, InboxRequest request, CancellationToken cancellationToken)
    {
        if (ProjectFilter.Refuse(caller, request.Project) is { } refused) return refused;
        if (!ListCursor.Decode(request.Cursor, request.Fingerprint).TryGet(out var after, out var failure)) return failure;
        return await context.Store.ReadAsync<Outcome<InboxPage>>(async reader =>
        {
            var scope = MemoryContext.ScopeOf(caller, context.Clock.Now);
            var filter = (FilterOf(caller) with
            {
                Project = request.Project,
                To = request.ToAnybody ? [] : request.To.IsDefaultOrEmpty ? Addressees(caller) : request.To,
                From = request.From,
                Thread = request.Thread,
                TagsNone = request.IncludeRead ? [] : [caller.Principal],
            }).Trimmed();
            var page = await reader.ListAsync(scope, filter, new PageRequest(request.Limit, after, ListOrder.Created));
            return new InboxPage(
                [.. page.Rows.Select(row => NoticeReader.Read(row))], ListCursor.Encode(page.Next, request.Fingerprint),
                await reader.CountAsync(scope, filter), scope.Now);
        }, cancellationToken);
    }

    public async ValueTask<Outcome<NoticesAcknowledged>> AcknowledgeAsync(MemoryCaller caller, InboxAckRequest request, CancellationToken cancellationToken)
    {
        if (request.Ids.IsDefaultOrEmpty == (request.Until is null))
        {
            return Fail.Invalid("Give either ids or until.", "/ids", "until is the as_of that inbox_list gave: what came later stays unread.");
        }
        if (request.Ids.Length > context.Limits.ListItems) return Fail.TooLarge("ids", request.Ids.Length, context.Limits.ListItems, "items", "/ids", "Use until.");
        if (ProjectFilter.Refuse(caller, request.Project) is { } refused) return refused;
        return await context.Store.WriteAsync<NoticesAcknowledged>(async writer =>
        {
            var scope = MemoryContext.ScopeOf(caller, context.Clock.Now);
            var found = request.Until is null
                ? await NamedAsync(writer, caller, scope, request)
                : await UntilAsync(writer, caller, scope, request);
            if (!found.TryGet(out var notices, out var failure)) return failure;
            var changed = ImmutableArray.CreateBuilder<string>();
            foreach (var notice in notices.Where(notice => notice.IsReadBy(caller.Principal) == request.Unread))
            {
                await writer.PutVersionAsync(NoticeRow.Of(Mark(notice, caller, request.Unread, scope.Now)));
                changed.Add(notice.Id);
            }
            return new NoticesAcknowledged(changed.DrainToImmutable());
        }, cancellationToken);
    }

    /// <summary>How many notices wait for the caller in a project.</summary>
    public static ValueTask<long> CountUnreadAsync(IMemoryReader reader, MemoryCaller caller, Scope scope, string project)
        => reader.CountAsync(scope, FilterOf(caller) with { Project = project, TagsNone = [caller.Principal] });

    private static Notice Mark(Notice notice, MemoryCaller caller, bool unread, DateTimeOffset now)
    {
        var next = NoticeRow.Next(notice, now, MemoryContext.By(caller, Operation));
        return next with
        {
            ReadBy = unread
                ? notice.ReadBy.RemoveAll(read => read.Principal == caller.Principal)
                : notice.ReadBy.Add(new NoticeRead(caller.Principal, next.UpdatedAt)),
        };
    }

    private static async ValueTask<Outcome<List<Notice>>> NamedAsync(IMemoryReader reader, MemoryCaller caller, Scope scope, InboxAckRequest request)
    {
        var ids = request.Ids;
        var notices = new Dictionary<string, Notice>(StringComparer.Ordinal);
        for (var i = 0; i < ids.Length; i++)
        {
            var path = $"/ids/{i}";
            if (!(await RecordFinder.ResolveIdAsync(reader, scope, ids[i], RecordKind.Notice, path)).TryGet(out var id, out var failure)) return failure;
            if (await reader.GetAsync(scope, id) is not { } stored) return RecordFinder.NoSuchId(id, RecordKind.Notice, path);
            if (ProjectResolver.RefuseWrite(caller, stored.Project) is { } refused) return refused with { Path = path };
            var notice = NoticeReader.Read(stored);
            if (!Addressees(caller).Contains(notice.To) && !request.To.Contains(notice.To))
            {
                return Fail.Forbidden($"{id} is addressed to '{notice.To}', not to you.", path, "Only those whom a notice is addressed to mark it as read.");
            }
            notices[id] = notice;
        }
        return notices.Values.ToList();
    }

    private static async ValueTask<Outcome<List<Notice>>> UntilAsync(IMemoryReader reader, MemoryCaller caller, Scope scope, InboxAckRequest request)
    {
        var filter = FilterOf(caller) with
        {
            Project = request.Project?.Trim(),
            To = request.To.IsEmpty ? Addressees(caller) : request.To,
            CreatedUntil = request.Until,
            TagsNone = request.Unread ? [] : [caller.Principal],
            TagsAny = request.Unread ? [caller.Principal] : [],
        };
        var notices = new List<Notice>();
        PagePosition? after = null;
        do
        {
            var page = await reader.ListAsync(scope, filter, new PageRequest(PageSize, after, ListOrder.Created));
            notices.AddRange(page.Rows.Select(row => NoticeReader.Read(row)));
            after = page.Next;
        }
        while (after is not null);
        return notices;
    }

    private static RecordFilter FilterOf(MemoryCaller caller) => new() { Kind = RecordKind.Notice, To = Addressees(caller) };

    private static ImmutableArray<string> Addressees(MemoryCaller caller) => [caller.Principal, .. caller.Roles];
}
