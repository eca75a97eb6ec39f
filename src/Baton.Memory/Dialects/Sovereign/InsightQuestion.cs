using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Sessions;
using Baton.Memory.Storage;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Which insights are asked for: by kind, domain and time in the store's own predicate, by a part of the domain's name beside it.</summary>
internal sealed record InsightQuestion(RecordFilter Filter, Func<MemoryRecord, bool>? Fits, bool IncludeSuperseded, int Most, string? Order)
{
    public static async ValueTask<Outcome<InsightQuestion>> ReadAsync(SovereignDesk desk, MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Time("start_date").TryGet(out var from, out var wrong)) return wrong;
        if (!arguments.Time("end_date").TryGet(out var to, out wrong)) return wrong;
        if (!(await SinceAsync(desk, caller, arguments, cancellationToken)).TryGet(out var since, out wrong)) return wrong;
        if (!(await desk.Records.ProjectAsync(caller, null, cancellationToken)).TryGet(out var project, out wrong)) return wrong;
        var after = from.Value is { Ticks: > 0 } first ? first.AddTicks(-1) : default(DateTimeOffset?);
        var filter = new RecordFilter
        {
            Kind = RecordKind.Memory,
            Project = project,
            TypesNone = SovereignTypes.Apart,
            TagsAll = SovereignLabels.Tags(arguments.Text("domain")),
            UpdatedAfter = since.Value > after || after is null ? since.Value : after,
            UpdatedUntil = to.Value,
        };
        return new InsightQuestion(filter, SovereignLabels.Containing(arguments), !arguments.Flag("exclude_superseded"), arguments.Count("limit") ?? 10, arguments.Text("order"));
    }

    /// <summary>In the order asked for; a list reads no more than it shows.</summary>
    public ValueTask<Outcome<Listed<MemoryRecord>>> ListAsync(SovereignDesk desk, MemoryCaller caller, CancellationToken cancellationToken)
    {
        var question = new RecordQuestion<MemoryRecord>(Filter, Most) { IncludeSuperseded = IncludeSuperseded, OldestFirst = Order == "oldest", Uncounted = true };
        return desk.Records.RecallAsync(caller, Fits is null ? question : question with { Fits = Fits }, cancellationToken);
    }

    /// <summary>The best hits, in the order asked for.</summary>
    public async ValueTask<Outcome<Listed<MemoryRecord>>> SearchAsync(SovereignDesk desk, MemoryCaller caller, string query, CancellationToken cancellationToken)
    {
        var request = new MemorySearchRequest
        {
            Query = query,
            Project = Filter.Project,
            TypesNone = Filter.TypesNone,
            TagsAll = Filter.TagsAll,
            UpdatedAfter = Filter.UpdatedAfter,
            UpdatedUntil = Filter.UpdatedUntil,
            IncludeSuperseded = IncludeSuperseded,
            Limit = Math.Max(Most, 0),
            ShowsDuplicates = true,
            Fits = Fits,
        };
        if (!(await desk.Memories.SearchAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
        var best = page.Hits.Select(hit => MemoryReader.Read(hit.Record));
        var shown = Order switch
        {
            "newest" => best.OrderByDescending(memory => memory.UpdatedAt),
            "oldest" => best.OrderBy(memory => memory.UpdatedAt),
            _ => best,
        };
        return new Listed<MemoryRecord>([.. shown], page.HasMore ? null : page.Total, page.HasMore);
    }

    private static async ValueTask<Outcome<Moment>> SinceAsync(SovereignDesk desk, MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Flag("since_last_reflection")) return new Moment(null);
        return (await desk.Sessions.StartAsync(caller, new SessionStartRequest(), cancellationToken)).TryGet(out var digest, out var failure)
            ? new Moment(digest.Since) : failure;
    }
}
