using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

/// <summary>Any filter over any records, listed in pages of any size: the rows, their order and their number are those of a plain list.</summary>
public abstract class FilterPropertyContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    private static readonly string[] Names = ["a", "b", "c"];
    private readonly List<StoredVersion> _all = [];

    [Fact]
    public void ListAndCount_OfAnyFilter_AreThoseOfAPlainList()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => CheckAsync(seed).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(12));

    private async Task CheckAsync(int seed)
    {
        var random = new Random(seed);
        var project = $"p{seed}";
        var records = Enumerable.Range(0, 40).Select(number => Record(random, project, seed, number)).ToList();
        await Store.PutAsync([.. records]);
        _all.AddRange(records);
        for (var asked = 0; asked < 25; asked++)
        {
            var filter = Filter(random, project);
            var now = Start.AddSeconds(random.Next(0, 60));
            var scope = Scope() with { Now = now, IncludeSuperseded = true };
            var expected = _all.Where(record => Fits(record, filter, now))
                .OrderByDescending(record => record.RecordedAt).ThenByDescending(record => record.Id, StringComparer.Ordinal).Select(record => record.Id).ToList();
            (await PagesAsync(scope, filter, random.Next(1, 12))).ShouldBe(expected, $"seed {seed}: {filter}");
            (await Store.ReadAsync(reader => reader.CountAsync(scope, filter))).ShouldBe(expected.Count, $"seed {seed}: {filter}");
        }
    }

    private async Task<List<string>> PagesAsync(Scope scope, RecordFilter filter, int size)
    {
        var ids = new List<string>();
        PagePosition? after = null;
        do
        {
            var page = await Store.ReadAsync(reader => reader.ListAsync(scope, filter, new PageRequest(size, after)));
            page.Rows.Count.ShouldBeLessThanOrEqualTo(size);
            ids.AddRange(page.Rows.Select(row => row.Id));
            after = page.Next;
        }
        while (after is not null);
        return ids;
    }

    private static StoredVersion Record(Random random, string project, int seed, int number)
    {
        var isHandoff = random.Next(2) == 0;
        var at = Start.AddSeconds(random.Next(0, 20));
        var by = By(Names[random.Next(3)], Names[random.Next(3)], random.Next(4) == 0 ? null : Names[random.Next(3)]);
        return Remember($"{(isHandoff ? 'h' : 'm')}_{seed}_{number:00}", project: project) with
        {
            Kind = isHandoff ? RecordKind.Handoff : RecordKind.Memory,
            Thread = Maybe(random),
            Status = isHandoff ? new[] { "open", "claimed", "done", "archived" }[random.Next(4)] : null,
            ClaimUntil = Start.AddSeconds(random.Next(0, 60)),
            To = Maybe(random),
            Type = isHandoff ? null : new[] { "fact", "warning", "question" }[random.Next(3)],
            Tags = [.. Names.Where(_ => random.Next(2) == 0)],
            Pinned = random.Next(3) == 0,
            Priority = random.Next(-1, 2),
            Visibility = isHandoff ? Visibility.Project : (Visibility)random.Next(0, 3),
            CreatedAt = Start.AddSeconds(random.Next(0, 20)),
            RecordedAt = at,
            ContentHash = isHandoff ? null : Maybe(random),
            CreatedBy = by,
        };
    }

    private static RecordFilter Filter(Random random, string project)
    {
        bool Asked() => random.Next(4) == 0;
        DateTimeOffset? Instant() => Asked() ? Start.AddSeconds(random.Next(0, 20)) : null;
        string[] Some() => [.. Names.Where(_ => random.Next(2) == 0)];
        return new RecordFilter
        {
            Kind = random.Next(2) == 0 ? RecordKind.Handoff : RecordKind.Memory,
            Project = project,
            Thread = Asked() ? Names[random.Next(3)] : null,
            Statuses = random.Next(3) == 0 ? [.. new[] { "open", "claimed", "done" }.Where(_ => random.Next(2) == 0)] : [],
            To = Asked() ? [.. Some(), .. random.Next(2) == 0 ? [""] : Array.Empty<string>()] : [],
            From = Asked() ? Names[random.Next(3)] : null,
            Types = Asked() ? [.. new[] { "fact", "warning", "question" }.Where(_ => random.Next(2) == 0)] : [],
            TagsAny = Asked() ? [.. Some()] : [],
            TagsAll = Asked() ? [.. Some()] : [],
            TagsNone = Asked() ? [.. Some()] : [],
            Visibility = Asked() ? (Visibility)random.Next(0, 3) : null,
            Pinned = Asked() ? random.Next(2) == 0 : null,
            Priority = Asked() ? random.Next(-1, 2) : null,
            CreatedAfter = Instant(),
            CreatedBefore = Instant(),
            CreatedUntil = Instant(),
            UpdatedAfter = Instant(),
            ContentHash = Asked() ? Names[random.Next(3)] : null,
        };
    }

    private static bool Fits(StoredVersion record, RecordFilter filter, DateTimeOffset now)
    {
        var status = record.Status == "claimed" && record.ClaimUntil <= now ? "open" : record.Status;
        return record.Kind == filter.Kind && (record.Project == filter.Project || record.Visibility == Visibility.Shared)
            && (filter.Thread is null || record.Thread == filter.Thread)
            && (filter.Statuses.IsEmpty || filter.Statuses.Contains(status!))
            && (filter.To.IsEmpty || filter.To.Contains(record.To ?? ""))
            && (filter.From is not { } from || record.CreatedBy.Principal == from || record.CreatedBy.Grant == from || record.CreatedBy.Client == from)
            && (filter.Types.IsEmpty || filter.Types.Contains(record.Type!))
            && (filter.TagsAny.IsEmpty || record.Tags.Any(filter.TagsAny.Contains))
            && filter.TagsAll.All(record.Tags.Contains)
            && !record.Tags.Any(filter.TagsNone.Contains)
            && (filter.Visibility is null || record.Visibility == filter.Visibility)
            && (filter.Pinned is null || record.Pinned == filter.Pinned)
            && (filter.Priority is null || record.Priority == filter.Priority)
            && !(record.CreatedAt <= filter.CreatedAfter) && !(record.CreatedAt >= filter.CreatedBefore) && !(record.CreatedAt > filter.CreatedUntil)
            && !(record.RecordedAt <= filter.UpdatedAfter)
            && (filter.ContentHash is null || record.ContentHash == filter.ContentHash);
    }

    private static string? Maybe(Random random) => random.Next(4) is var pick && pick < 3 ? Names[pick] : null;
}
