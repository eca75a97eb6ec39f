using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Idempotency;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Sessions;
using Baton.Memory.Storage;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Records;

public sealed class RecordCodecTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Gen<string> Letters = Gen.Elements("a", "é", "日", "😀", "\r\n", "\"", "\\", "\u0000", "\u2028", "</x>", " ", "e\u0301", "\uFEFF");
    private static readonly Gen<string> Texts = Letters.ListOf().Select(letters => string.Concat(letters));
    private static readonly Gen<string?> MaybeText = Gen.OneOf(Texts.Select(text => (string?)text), Gen.Constant<string?>(null));
    private static readonly Gen<ImmutableArray<string>> Lists = Texts.ListOf().Select(list => list.Take(4).ToImmutableArray());
    private static readonly Gen<DateTimeOffset> Instants = Gen.Choose(0, int.MaxValue).Select(seconds => Start.AddMilliseconds(seconds));
    private static readonly Gen<DateTimeOffset?> MaybeInstant = Gen.OneOf(Instants.Select(at => (DateTimeOffset?)at), Gen.Constant<DateTimeOffset?>(null));

    private static readonly Gen<Provenance> By =
        from grant in Texts from principal in Texts from client in MaybeText from session in MaybeText
        select new Provenance(grant, principal, client, client, session, "r1", "handoff_save");

    private static readonly Gen<Handoff> Handoffs =
        from texts in ArrayOf(Texts, 8)
        from maybe in ArrayOf(MaybeText, 6)
        from lists in ArrayOf(Lists, 8)
        from at in ArrayOf(Instants, 4)
        from maybeAt in ArrayOf(MaybeInstant, 2)
        from author in By
        from createdBy in By
        from number in Gen.Choose(0, 5)
        from flag in Gen.Elements(true, false)
        select new Handoff
        {
            Id = "h_1", Key = texts[0], Project = texts[1], Version = number + 1, Thread = maybe[0], Title = maybe[1], Summary = texts[2],
            Body = flag ? new StoredBody(lists[6], 1234567890123, "abc") : null,
            Decisions = lists[0], Pending = lists[1], Changed = lists[2], NextActions = lists[3], Blockers = lists[4],
            Files = flag ? [new FileNote(texts[3], maybe[2], maybe[3])] : [], Refs = lists[5], Tags = lists[7],
            Status = flag ? HandoffStatus.Claimed : HandoffStatus.Done,
            Claim = flag ? new WorkClaim("hash", texts[4], maybe[4], texts[5], at[0], at[1]) : null,
            To = maybe[5], Priority = (number % 3) - 1, ExpiresAt = maybeAt[0], Pinned = flag,
            Comments = flag ? [new Comment("c2", texts[6], maybe[2], texts[7], at[2])] : [],
            Outcome = flag ? new WorkOutcome(texts[0], texts[1], at[3]) : null,
            Workspace = flag ? new Workspace(texts[2], maybe[0], maybe[1], maybe[2], [new WorkspaceFile(texts[3], maybe[3])], number) : null,
            Suspicious = flag ? [new SuspiciousMark(texts[4], texts[5], texts[6])] : [],
            Labels = flag ? ImmutableSortedDictionary<string, string>.Empty.Add(texts[0], texts[1]) : ImmutableSortedDictionary<string, string>.Empty,
            MergedFrom = lists[5], Append = flag ? new AppendState(number, texts[7]) : null, OpenSecret = flag ? new OpenSecret(texts[6], texts[5], number % 2 == 0) : null,
            CreatedAt = at[0], SavedAt = at[1], UpdatedAt = at[2], DeletedAt = maybeAt[1], By = author, CreatedBy = createdBy,
        };

    private static readonly Gen<TaskRecord> Tasks =
        from texts in ArrayOf(Texts, 6)
        from maybe in ArrayOf(MaybeText, 6)
        from tags in Lists
        from at in ArrayOf(Instants, 5)
        from maybeAt in ArrayOf(MaybeInstant, 2)
        from author in By
        from number in Gen.Choose(0, 5)
        from flag in Gen.Elements(true, false)
        select new TaskRecord
        {
            Id = "t_1", Key = maybe[0], Project = texts[0], Version = number + 1, Title = texts[1], Description = maybe[1],
            Status = TaskState.All[number], Claim = flag ? new WorkClaim("hash", texts[2], maybe[2], texts[3], at[0], at[1]) : null,
            To = maybe[3], Priority = (number % 3) - 1, DueAt = maybeAt[0], Parent = maybe[4], Result = maybe[5],
            Outcome = flag ? new WorkOutcome(texts[4], texts[5], at[2]) : null, Tags = tags,
            Suspicious = flag ? [new SuspiciousMark("/title", texts[0], texts[1])] : [],
            Labels = flag ? ImmutableSortedDictionary<string, string>.Empty.Add(texts[0], texts[1]) : ImmutableSortedDictionary<string, string>.Empty,
            CreatedAt = at[3], UpdatedAt = at[4], DeletedAt = maybeAt[1], By = author, CreatedBy = author,
        };

    private static readonly Gen<MemoryRecord> Memories =
        from texts in ArrayOf(Texts, 6)
        from maybe in ArrayOf(MaybeText, 5)
        from lists in ArrayOf(Lists, 3)
        from at in ArrayOf(Instants, 2)
        from maybeAt in ArrayOf(MaybeInstant, 4)
        from author in By
        from number in Gen.Choose(0, 1000)
        from flag in Gen.Elements(true, false)
        from visibility in Gen.Elements(Visibility.Private, Visibility.Project, Visibility.Shared)
        select new MemoryRecord
        {
            Id = "m_1", Key = maybe[0], Project = texts[0], Version = number + 1, Visibility = visibility, Owner = texts[1], Type = texts[2], Title = maybe[1],
            Content = flag ? texts[3] : null, Value = flag ? (ReadOnlyMemory<byte>?)null : "{ \"a\" : [1.50, null] }"u8.ToArray(),
            Thread = maybe[2], Position = flag ? number : null, Tags = lists[0], Importance = flag ? number / 1000.0 : null, Confidence = flag ? null : 0.1,
            Layer = MemoryLayer.Verified, Evidence = ["{\"u\": 1.0}", "\"s\""], Pinned = flag, ExpiresAt = maybeAt[0], ValidFrom = maybeAt[1], ValidTo = maybeAt[2],
            Supersedes = lists[1], SupersededBy = maybe[3], Suspicious = flag ? [new SuspiciousMark("/p", "r", texts[4])] : [],
            Labels = ImmutableSortedDictionary<string, string>.Empty.Add("k", texts[5]),
            CreatedAt = at[0], UpdatedAt = at[1], DeletedAt = maybeAt[3], By = author, CreatedBy = author,
        };

    [Fact]
    public void Handoff_WrittenAndRead_IsTheSame()
        => Prop.ForAll(Handoffs.ToArbitrary(), handoff =>
        {
            var data = HandoffWriter.ToData(handoff);
            return Same(HandoffWriter.ToData(HandoffReader.Read(data.Span)), data);
        }).Check(Repeatable.Config);

    [Fact]
    public void Handoff_ReadBack_KeepsEveryText()
        => Prop.ForAll(Handoffs.ToArbitrary(), handoff =>
        {
            var read = HandoffReader.Read(HandoffWriter.ToData(handoff).Span);
            return read.Summary == handoff.Summary && read.Decisions.SequenceEqual(handoff.Decisions) && read.Claim == handoff.Claim && read.By == handoff.By
                && read.CreatedBy == handoff.CreatedBy && read.UpdatedAt == handoff.UpdatedAt && read.Outcome == handoff.Outcome && read.Append == handoff.Append
                && read.Body?.Bytes == handoff.Body?.Bytes && read.Files.SequenceEqual(handoff.Files) && read.Comments.SequenceEqual(handoff.Comments);
        }).Check(Repeatable.Config);

    [Fact]
    public void Memory_WrittenAndRead_IsTheSame()
        => Prop.ForAll(Memories.ToArbitrary(), memory =>
        {
            var data = MemoryWriter.ToData(memory);
            var read = MemoryReader.Read(data);
            return Same(MemoryWriter.ToData(read), data) && read.Content == memory.Content && read.Evidence.SequenceEqual(memory.Evidence)
                && read.Visibility == memory.Visibility && read.Importance == memory.Importance;
        }).Check(Repeatable.Config);

    [Fact]
    public void Task_WrittenAndRead_IsTheSame()
        => Prop.ForAll(Tasks.ToArbitrary(), task =>
        {
            var data = TaskWriter.ToData(task);
            var read = TaskReader.Read(data.Span);
            return Same(TaskWriter.ToData(read), data) && read.Claim == task.Claim && read.Outcome == task.Outcome && read.DueAt == task.DueAt
                && read.Parent == task.Parent && read.Result == task.Result && read.Tags.SequenceEqual(task.Tags) && read.DeletedAt == task.DeletedAt;
        }).Check(Repeatable.Config);

    [Fact]
    public void Results_KeptForRepeats_ComeBackTheSame()
        => Prop.ForAll(Handoffs.ToArbitrary(), Lists.ToArbitrary(), (handoff, warnings) =>
        {
            ImmutableArray<Redaction> redacted = [new Redaction("/body", "jwt", 2)];
            var saved = new HandoffSaved(handoff, redacted, warnings);
            var kept = HandoffSavedCodec.Instance.Write(saved);
            var memories = new MemoriesSaved([new MemoryReceipt("m_1", null, 1, "p"), new MemoryReceipt("m_2", "k", 3, "q")],
                [new SimilarMemory(1, "m_3", null, "same", 0.75, "text")], redacted, warnings);
            var closed = new SessionClosed(handoff, "h_2", memories, redacted, warnings);
            var again = SessionClosedCodec.Instance.Write(SessionClosedCodec.Instance.Read(SessionClosedCodec.Instance.Write(closed), false));
            return Same(HandoffSavedCodec.Instance.Write(HandoffSavedCodec.Instance.Read(kept, false)), kept)
                && Same(again, SessionClosedCodec.Instance.Write(closed))
                && HandoffSavedCodec.Instance.Read(kept, true).Warnings[^1] == IdempotencyGate.DiffersWarning;
        }).Check(Repeatable.Config);

    [Fact]
    public void Read_MembersOfANewerVersion_ArePassedOver()
    {
        var data = Encoding.UTF8.GetBytes(
            """{"future":{"x":[1,{}]},"id":"h_1","key":"k","project":"p","version":1,"summary":"s","claim":{"holder":"a","grant":"g","token_sha256":"t","at":"2026-03-01","until":"2026-03-01","new":1},"by":{"grant":"g","principal":"p","new":[]}}""");
        var handoff = HandoffReader.Read(data);
        handoff.Summary.ShouldBe("s");
        handoff.Claim.ShouldNotBeNull().Holder.ShouldBe("a");
        handoff.By.Principal.ShouldBe("p");
    }

    [Fact]
    public void StatusAt_LapsedLease_IsOpen()
    {
        var handoff = new Handoff
        {
            Id = "h_1", Key = "k", Project = "p", Version = 1, Summary = "s", CreatedAt = Start, SavedAt = Start, UpdatedAt = Start,
            By = new Provenance("g", "p", null, null, null, "r", "o"), CreatedBy = new Provenance("g", "p", null, null, null, "r", "o"),
            Status = HandoffStatus.Claimed, Claim = new WorkClaim("t", "a", null, "g", Start, Start.AddSeconds(10)),
        };
        handoff.StatusAt(Start.AddSeconds(9)).ShouldBe(HandoffStatus.Claimed);
        handoff.StatusAt(Start.AddSeconds(10)).ShouldBe(HandoffStatus.Open);
        handoff.ClaimAt(Start.AddSeconds(10)).ShouldBeNull();
        (handoff with { Status = HandoffStatus.Done }).StatusAt(Start).ShouldBe(HandoffStatus.Done);
    }

    private static Gen<T[]> ArrayOf<T>(Gen<T> element, int length) => element.ArrayOf(length);

    private static bool Same(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) => one.Span.SequenceEqual(other.Span);
}
