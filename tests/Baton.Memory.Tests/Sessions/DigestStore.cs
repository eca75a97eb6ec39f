using System.Globalization;
using Baton.Memory.Handoffs;
using Baton.Memory.Ids;
using Baton.Memory.Memories;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Tasks;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Sessions;

/// <summary>
/// A store as a team of agents leaves it after months, the same in every run: mostly facts, some handoffs of which few are
/// open, few warnings, fewer questions. Written straight into the store, a thousand records to a transaction.
/// </summary>
internal static class DigestStore
{
    private const int PerTransaction = 1000;
    private static readonly string[] Projects = ["atlas", "borea", "ceres"];
    private static readonly string[] Principals = ["ada", "bob", "ci"];
    private static readonly string[] Parts = ["the parser", "the login page", "billing", "the nightly build", "search", "the importer", "the vault", "deployment"];
    private static readonly string[] Facts = ["was rewritten and passes its tests", "needs Node 22", "uses the shared cache", "is slow on Windows", "must not be changed before the release", "depends on the old schema"];

    /// <summary>The store at the room's present: one record a minute up to now.</summary>
    public static async Task FillAsync(Room room, int records)
    {
        var start = room.Clock.GetUtcNow() - TimeSpan.FromMinutes(records);
        for (var done = 0; done < records; done += PerTransaction)
        {
            var from = done;
            (await room.Store.WriteAsync<bool>(async writer =>
            {
                if (from == 0)
                {
                    foreach (var project in Projects) await writer.PutProjectAsync(new Project { Name = project, CreatedAt = start });
                }
                for (var i = from; i < Math.Min(records, from + PerTransaction); i++) await writer.PutVersionAsync(RowOf(i, start.AddMinutes(i)));
                return true;
            }, default)).Succeeded.ShouldBeTrue();
        }
    }

    private static StoredVersion RowOf(int i, DateTimeOffset at) => (i % 10) switch
    {
        0 or 7 => HandoffOf(i, at),
        4 => TaskOf(i, at),
        _ => MemoryOf(i, at),
    };

    private static StoredVersion HandoffOf(int i, DateTimeOffset at)
    {
        var handoff = new Handoff
        {
            Id = IdOf(RecordKind.Handoff, i, at),
            Key = $"work-{i}",
            Project = ProjectOf(i),
            Version = 1,
            Title = i % 4 == 0 ? $"Work {i} on {Part(i)}" : null,
            Summary = $"{Part(i)} {Fact(i)}; what is left is small, and the branch work-{i} holds it. {Part(i + 3)} {Fact(i + 1)}.",
            NextActions = [$"finish {Part(i)}", $"run the tests of {Part(i + 1)}", $"tell {Principals[i % 3]}"],
            Blockers = i % 50 == 0 ? [$"{Part(i + 2)} {Fact(i + 2)}"] : [],
            Status = i % 3 == 0 || i < 10 ? HandoffStatus.Open : HandoffStatus.Done,
            To = (i % 7) switch { 1 => "bob", 2 => "ada", _ => null },
            Priority = i % 90 == 0 && i > 0 ? 1 : 0,
            CreatedAt = at,
            SavedAt = at,
            UpdatedAt = at,
            By = By(i),
            CreatedBy = By(i),
        };
        return HandoffRow.Of(handoff, HandoffRow.SearchOf(handoff, default));
    }

    private static StoredVersion MemoryOf(int i, DateTimeOffset at) => MemoryRow.Of(new MemoryRecord
    {
        Id = IdOf(RecordKind.Memory, i, at),
        Key = i % 5 == 1 ? $"fact-{i}" : null,
        Project = ProjectOf(i),
        Version = 1,
        Type = (i % 40) switch { 1 => MemoryType.Warning, 2 => MemoryType.Question, 3 => "decision", _ => MemoryType.Fact },
        Content = $"{Part(i)} {Fact(i)} (seen in run {i}).",
        Visibility = i % 97 == 9 ? Visibility.Private : Visibility.Project,
        Owner = By(i).Principal,
        Layer = MemoryLayer.Stated,
        Pinned = i == 3 || i % 250 == 13,
        CreatedAt = at,
        UpdatedAt = at,
        By = By(i),
        CreatedBy = By(i),
    });

    private static StoredVersion TaskOf(int i, DateTimeOffset at)
    {
        var task = new TaskRecord { Id = IdOf(RecordKind.Task, i, at), Project = ProjectOf(i), Version = 1, Title = $"Check {Part(i)}", CreatedAt = at, UpdatedAt = at, By = By(i), CreatedBy = By(i) };
        return TaskRow.Of(task, TaskRow.SearchOf(task));
    }

    /// <summary>The first few all in one project, so that the smallest store has something of everything.</summary>
    private static string ProjectOf(int i) => i < 10 ? Projects[0] : Projects[i % 7 % 3];

    private static string Part(int i) => Parts[i % Parts.Length];

    private static string Fact(int i) => Facts[i % Facts.Length];

    private static Provenance By(int i)
        => new("local", Principals[i % 11 % 3], "editor", "1.0", $"s{i / 20}", $"r{i}", "import");

    private static string IdOf(RecordKind kind, int i, DateTimeOffset at)
    {
        Span<byte> random = stackalloc byte[10];
        random.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(random[6..], i);
        return RecordIds.PrefixOf(kind) + Ulid.Encode(at.ToUnixTimeMilliseconds(), random);
    }
}
