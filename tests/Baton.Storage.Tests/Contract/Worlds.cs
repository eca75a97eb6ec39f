using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

/// <summary>A few records with a few versions each, and questions about them, out of one seed.</summary>
/// <param name="Seed">Everything follows from it, so that a failure is told by one number.</param>
internal sealed record World(int Seed)
{
    private static readonly string[] Projects = ["a", "b", "c"];
    private static readonly string[] Principals = ["ada", "bob", "eve"];

    public StoredVersion[] Versions(string prefix)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, random.Next(1, 7)).SelectMany(record => Record(random, prefix, record))];
    }

    public IEnumerable<(Scope Scope, RecordFilter Filter)> Questions(string prefix)
    {
        var random = new Random(~Seed);
        for (var question = 0; question < 4; question++) yield return (AnyScope(random, prefix), AnyFilter(random, prefix));
    }

    private static IEnumerable<StoredVersion> Record(Random random, string prefix, int record)
    {
        var owner = Pick(random, Principals);
        var version = Change(random, prefix, Remember($"m_{prefix}{record}", $"grail{prefix}", prefix + Pick(random, Projects), owner) with
        {
            Kind = random.Next(4) == 0 ? RecordKind.Task : RecordKind.Memory,
            CreatedBy = By(owner, Pick(random, ["local", "ci"]), Pick(random, ["editor", null])),
            Key = record == 0 ? prefix + "key" : null,
        });
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            yield return version;
            version = Change(random, prefix, version.Next(random.Next(0, 4)));
            if (random.Next(2) == 0) version = version with { Search = new SearchText($"t{random.Next(3)}", "", $"grail{prefix}") };
        }
    }

    private static StoredVersion Change(Random random, string prefix, StoredVersion version) => version with
    {
        Visibility = Pick(random, Enum.GetValues<Visibility>()),
        Project = random.Next(4) == 0 ? prefix + Pick(random, Projects) : version.Project,
        DeletedAt = random.Next(5) == 0 ? version.RecordedAt : null,
        ExpiresAt = random.Next(3) == 0 ? Moment(random) : null,
        SupersededBy = random.Next(6) == 0 ? "m_other" : null,
        ValidFrom = random.Next(3) == 0 ? Moment(random) : null,
        ValidTo = random.Next(3) == 0 ? Moment(random) : null,
        Status = Pick(random, ["open", "claimed", "done", null]),
        ClaimUntil = random.Next(2) == 0 ? Moment(random) : null,
        Thread = Pick(random, ["t", null]),
        To = Pick(random, ["bob", "qa", null]),
        Type = Pick(random, ["fact", "result", null]),
        Tags = Pick(random, new string[][] { [], ["x"], ["x", "y"], ["z"] }) is { } tags ? [.. tags] : [],
        Pinned = random.Next(2) == 0,
    };

    private static Scope AnyScope(Random random, string prefix) => new()
    {
        Principal = Pick(random, [.. Principals, null]),
        Projects = random.Next(2) == 0 ? [] : [prefix + Pick(random, Projects), prefix + Pick(random, Projects)],
        Now = Moment(random),
        AsOf = random.Next(3) == 0 ? Moment(random) : null,
        KnownAt = random.Next(3) == 0 ? Moment(random) : null,
        IncludeDeleted = random.Next(4) == 0,
        IncludeExpired = random.Next(4) == 0,
        IncludeSuperseded = random.Next(2) == 0,
    };

    private static RecordFilter AnyFilter(Random random, string prefix) => new()
    {
        Kind = random.Next(4) == 0 ? RecordKind.Task : RecordKind.Memory,
        Project = random.Next(2) == 0 ? prefix + Pick(random, Projects) : null,
        Thread = Rarely(random, "t"),
        Statuses = random.Next(4) == 0 ? ["open", "done"] : [],
        To = random.Next(4) == 0 ? ["qa", ""] : [],
        From = Rarely(random, Pick(random, ["ada", "ci", "editor"])),
        Types = random.Next(4) == 0 ? ["fact"] : [],
        TagsAny = random.Next(4) == 0 ? ["x", "z"] : [],
        TagsAll = random.Next(6) == 0 ? ["x", "y"] : [],
        Visibility = random.Next(6) == 0 ? Pick(random, Enum.GetValues<Visibility>()) : null,
        Pinned = random.Next(6) == 0 ? random.Next(2) == 0 : null,
    };

    /// <summary>Few different instants, so that boundaries are met often.</summary>
    private static DateTimeOffset Moment(Random random) => Start.AddSeconds(random.Next(-1, 9));

    private static string? Rarely(Random random, string? value) => random.Next(5) == 0 ? value : null;

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}

internal static class Worlds
{
    public static Arbitrary<World> Arbitrary { get; } =
        Gen.Choose(0, int.MaxValue - 1).Select(seed => new World(seed)).ToArbitrary();
}
