using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Idempotency;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;
using Baton.Memory.Text;

namespace Baton.Memory.Agents;

/// <summary>Puts a message into the inbox of each that it is addressed to, all or none.</summary>
internal sealed class Notifying(MemoryContext context)
{
    private const string Operation = "notify";

    public async ValueTask<Outcome<NoticesSent>> NotifyAsync(MemoryCaller caller, NotifyRequest request, CancellationToken cancellationToken)
    {
        if (NoticeRules.Check(request, context.Limits) is { } refused) return refused;
        var resolved = await context.Store.ReadAsync(
            reader => ProjectResolver.ResolveAsync(reader, caller, request.Project, context.Clock.Now), cancellationToken);
        if (!resolved.TryGet(out var project, out var failure)) return failure;
        var screening = new Screening(project);
        var clean = request with
        {
            To = [.. request.To.Select(recipient => recipient.Trim()).Distinct(StringComparer.Ordinal)],
            Message = request.IsJson ? Encoding.UTF8.GetString(screening.Json("/message", Encoding.UTF8.GetBytes(request.Message)).Span) : screening.Text("/message", request.Message),
            Subject = request.Subject is null ? null : screening.Text("/subject", request.Subject),
        };
        if (screening.Refusal is { } refusal) return refusal;
        return await context.Store.WriteAsync(writer => IdempotencyGate.RunAsync(
            writer, caller, Operation, request.Idempotency, context.Clock.Now, NoticesSentCodec.Instance,
            () => WriteAsync(writer, caller, clean, project, screening)), cancellationToken);
    }

    private async ValueTask<Outcome<NoticesSent>> WriteAsync(
        IMemoryWriter writer, MemoryCaller caller, NotifyRequest request, Project project, Screening screening)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        if (await RecordCount.RefuseAsync(writer, scope, context.Limits, request.To.Length) is { } full) return full;
        if (!(await RefList.ResolveAsync(writer, scope, request.Refs)).TryGet(out var refs, out var unknown)) return unknown;
        await ProjectResolver.EnsureAsync(writer, project);
        var warnings = ImmutableArray.CreateBuilder<string>();
        warnings.AddRange(screening.Warnings);
        var by = MemoryContext.By(caller, Operation);
        var notices = ImmutableArray.CreateBuilder<Notice>(request.To.Length);
        foreach (var recipient in request.To)
        {
            var notice = New(request, recipient, project.Name, refs, now, by) with { Suspicious = screening.Suspicious };
            await writer.PutVersionAsync(NoticeRow.Of(notice));
            notices.Add(notice);
            if (await WarningAsync(writer, caller, scope, recipient, project.Name, request.IsPrivate) is { } warning) warnings.Add(warning);
        }
        return new NoticesSent(notices.MoveToImmutable(), screening.Redacted, warnings.DrainToImmutable());
    }

    private Notice New(NotifyRequest request, string recipient, string project, ImmutableArray<string> refs, DateTimeOffset now, Provenance by) => new()
    {
        Id = context.Ids.Next(RecordKind.Notice),
        Project = project,
        Version = 1,
        To = recipient,
        Subject = request.Subject,
        Message = request.Message,
        Thread = request.Thread?.Trim(),
        Refs = refs,
        Priority = request.Priority,
        IsPrivate = request.IsPrivate,
        ExpiresAt = now + request.TimeToLive,
        Labels = request.Labels,
        CreatedAt = now,
        UpdatedAt = now,
        By = by,
        CreatedBy = by,
    };

    /// <summary>A misspelt recipient would wait for ever, so an unknown one is pointed out; and so would a private notice to a role.</summary>
    private static async ValueTask<string?> WarningAsync(IMemoryReader reader, MemoryCaller caller, Scope scope, string recipient, string project, bool isPrivate)
    {
        if (recipient == caller.Principal) return null;
        if (caller.Roles.Contains(recipient, StringComparer.Ordinal))
        {
            return isPrivate ? $"'{Excerpt.Line(recipient, 100)}' is a role; a private notice is seen only by a principal of that name." : null;
        }
        var seen = await reader.AgentsAsync(scope, new AgentFilter { Principal = recipient, Project = project, Limit = 1 });
        return seen.Count > 0 ? null
            : $"No principal '{Excerpt.Line(recipient, 100)}' has written in project '{Excerpt.Line(project, 100)}' that you could see; {(isPrivate ? "a private notice to a role is read by nobody" : "if it is no role either, nobody will read this")}.";
    }
}
