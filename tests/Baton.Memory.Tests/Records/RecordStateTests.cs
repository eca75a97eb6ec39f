using System.Collections.Immutable;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Tests.Records;

/// <summary>What a record is at a moment: whose it is, whether it is late. All by the moment that is given, never by a clock.</summary>
public sealed class RecordStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Provenance By = new("g", "ada", null, null, null, "r", "o");

    /// <summary>The lease ends at noon; the moment is so many milliseconds after it.</summary>
    [Theory]
    [InlineData("claimed", -1, "claimed", true)]
    [InlineData("claimed", 0, "open", false)]
    [InlineData("claimed", 1, "open", false)]
    [InlineData("open", -1, "open", false)]
    [InlineData("blocked", -1, "blocked", false)]
    [InlineData("done", -1, "done", false)]
    [InlineData("failed", 1, "failed", false)]
    [InlineData("cancelled", 0, "cancelled", false)]
    public void StatusAt_AroundTheEndOfALease_IsOpenFromThatInstant(string status, int after, string shown, bool holds)
    {
        var task = Task(status) with { Claim = new WorkClaim("t", "bob", null, "g", Noon.AddHours(-1), Noon) };
        task.StatusAt(Noon.AddMilliseconds(after)).ShouldBe(shown);
        (task.ClaimAt(Noon.AddMilliseconds(after)) is not null).ShouldBe(holds);
    }

    [Fact]
    public void StatusAt_ClaimedWithoutAClaim_IsOpen()
    {
        Task("claimed").StatusAt(Noon).ShouldBe("open");
        Task("claimed").ClaimAt(Noon).ShouldBeNull();
    }

    [Fact]
    public void ClaimAt_ALeaseOfAnotherOffset_IsComparedAsAnInstant()
    {
        var task = Task("claimed") with { Claim = new WorkClaim("t", "bob", null, "g", Noon, new DateTimeOffset(2026, 3, 1, 14, 0, 0, TimeSpan.FromHours(2))) };
        task.StatusAt(Noon.AddMilliseconds(-1)).ShouldBe("claimed");
        task.StatusAt(Noon).ShouldBe("open");
    }

    [Theory]
    [InlineData("open", -1, false)]
    [InlineData("open", 0, true)]
    [InlineData("open", 1, true)]
    [InlineData("claimed", 1, true)]
    [InlineData("blocked", 1, true)]
    [InlineData("done", 1, false)]
    [InlineData("failed", 1, false)]
    [InlineData("cancelled", 1, false)]
    public void IsOverdue_IsPastItsTimeAndUnfinished(string status, int after, bool overdue)
        => (Task(status) with { DueAt = Noon }).IsOverdue(Noon.AddMilliseconds(after)).ShouldBe(overdue);

    [Fact]
    public void IsOverdue_WithoutATime_IsNever() => Task("open").IsOverdue(DateTimeOffset.MaxValue).ShouldBeFalse();

    [Fact]
    public void States_AreTheSixOfATask_ThreeOfThemFinished()
    {
        TaskState.All.ShouldBe(["open", "claimed", "blocked", "done", "failed", "cancelled"]);
        TaskState.Finished.ShouldBe(["done", "failed", "cancelled"]);
        TaskState.Writable.ShouldBe(["open", "blocked", "done", "failed", "cancelled"]);
        HandoffStatus.All.ShouldBe(["open", "claimed", "done", "archived"]);
    }

    [Theory]
    [InlineData(RecordKind.Handoff)]
    [InlineData(RecordKind.Memory)]
    [InlineData(RecordKind.Task)]
    [InlineData(RecordKind.Archive)]
    [InlineData(RecordKind.Notice)]
    public void Codec_OfEveryKind_IsOfThatKind(RecordKind kind) => RecordCodecs.Of(kind).Kind.ShouldBe(kind);

    [Fact]
    public void Codec_OfNoKind_IsABug() => Should.Throw<InvalidOperationException>(() => RecordCodecs.Of((RecordKind)99)).Message.ShouldBe("No codec knows a 99.");

    [Theory]
    [InlineData(0, 100, 100)]
    [InlineData(30, 100, 70)]
    [InlineData(100, 100, 0)]
    public void Offset_OfAnArchivesVersion_IsWhereItsChunkBegins(int chunk, int bytes, int offset)
    {
        var archive = new Archive
        {
            Id = "a_1", Project = "p", Version = 1, Sha256 = "x", Bytes = bytes, Chunk = chunk == 0 ? null : new ArchiveChunk("y", chunk), Run = new ArchiveRun(1, 0),
            HashState = default, CreatedAt = Noon, UpdatedAt = Noon, By = By, CreatedBy = By,
        };
        archive.Offset.ShouldBe(offset);
    }

    private static TaskRecord Task(string status)
        => new() { Id = "t_1", Project = "p", Version = 1, Title = "t", Status = status, CreatedAt = Noon, UpdatedAt = Noon, By = By, CreatedBy = By, Tags = ImmutableArray<string>.Empty };
}
