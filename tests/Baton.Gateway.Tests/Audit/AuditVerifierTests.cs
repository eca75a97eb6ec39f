using Baton.Gateway.Audit;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.Audit;

public sealed class AuditVerifierTests
{
    private const int Rows = 12;
    private readonly AuditSample _sample = new(Rows);

    [Fact]
    public void Verify_UntouchedLog_IsIntact()
    {
        var verdict = _sample.Verify(_sample.Rows, null, _sample.Head);

        verdict.Intact.ShouldBeTrue();
        (verdict.Rows, verdict.First, verdict.Last, verdict.Heads).ShouldBe((Rows, 1, Rows, 1));
        verdict.Describe().ShouldBe("Intact: rows 1 to 12. It agrees with 1 outside head.");
    }

    [Fact]
    public void Verify_WithoutHeads_SaysWhatCannotBeNoticed()
        => _sample.Verify(_sample.Rows).Describe().ShouldContain("No outside head was given");

    [Fact]
    public void Verify_EmptyLog_IsIntact() => _sample.Verify([]).Describe().ShouldStartWith("The log is empty.");

    [Fact]
    public void Verify_AnyByteOfAnyBodyChanged_NamesThatRow()
        => Prop.ForAll(Gen.Choose(1, Rows).ToArbitrary(), Gen.Choose(0, 10_000).ToArbitrary(), (row, place) =>
        {
            var rows = _sample.Rows.ToList();
            rows[row - 1] = rows[row - 1] with { Body = Flip(rows[row - 1].Body, place) };
            return FaultIs(rows, row);
        }).Check(Repeatable.Config);

    [Fact]
    public void Verify_AnyByteOfAnyMacChanged_NamesThatRow()
        => Prop.ForAll(Gen.Choose(1, Rows).ToArbitrary(), Gen.Choose(0, 31).ToArbitrary(), (row, place) =>
        {
            var rows = _sample.Rows.ToList();
            rows[row - 1] = rows[row - 1] with { Mac = Flip(rows[row - 1].Mac, place) };
            return FaultIs(rows, row);
        }).Check(Repeatable.Config);

    [Fact]
    public void Verify_AnyRowRemoved_NamesIt()
        => Prop.ForAll(Gen.Choose(1, Rows - 1).ToArbitrary(), Gen.Elements(false, true).ToArbitrary(), (row, renumber) =>
        {
            var rows = _sample.Rows.ToList();
            rows.RemoveAt(row - 1);
            var fault = _sample.Verify(renumber ? Renumber(rows) : rows).Fault;
            return fault is { Kind: AuditFaultKind.Removed } && fault.Sequence == row;
        }).Check(Repeatable.Config);

    [Fact]
    public void Verify_ARowInsertedAnywhere_NamesIt()
        => Prop.ForAll(Gen.Choose(1, Rows).ToArbitrary(), Gen.Choose(1, Rows).ToArbitrary(), (place, copied) =>
        {
            var rows = _sample.Rows.ToList();
            rows.Insert(place, rows[copied - 1]);
            var fault = _sample.Verify(Renumber(rows)).Fault;
            // A copy of the very next row is that row; the second of them is the one too many.
            return fault is not null && fault.Sequence == (copied == place + 1 ? place + 2 : place + 1);
        }).Check(Repeatable.Config);

    [Fact]
    public void Verify_TwoRowsSwapped_NamesTheFirst()
        => Prop.ForAll(Gen.Choose(1, Rows).ToArbitrary(), Gen.Choose(1, Rows).ToArbitrary(), (left, right) =>
        {
            if (left == right) return true;
            var rows = _sample.Rows.ToList();
            (rows[left - 1], rows[right - 1]) = (rows[right - 1], rows[left - 1]);
            return FaultIs(Renumber(rows), Math.Min(left, right));
        }).Check(Repeatable.Config);

    [Fact]
    public void Verify_CutAnywhere_IsNoticedThroughAHead()
        => Prop.ForAll(Gen.Choose(0, Rows - 1).ToArbitrary(), kept =>
        {
            var fault = _sample.Verify(_sample.Rows.Take(kept), null, _sample.Head).Fault;
            return fault is { Kind: AuditFaultKind.Truncated } && fault.Sequence == kept + 1;
        }).Check(Repeatable.Config);

    [Fact]
    public void Verify_SearchColumnChanged_NamesTheRow()
    {
        var rows = _sample.Rows.ToList();
        rows[4] = rows[4] with { Index = rows[4].Index with { Outcome = "deny" } };

        _sample.Verify(rows).Fault.ShouldNotBeNull().Message.ShouldBe("Row 5: its searchable columns do not say what its text says.");
    }

    [Fact]
    public void Verify_AfterPruning_RestHoldsFromTheCheckpoint()
    {
        var checkpoint = AuditCheckpoint.Sign(_sample.Keys, _sample.Id, 5, _sample.Rows[4].Mac, _sample.Rows[4].Time);

        var verdict = _sample.Verify(_sample.Rows.Skip(5), checkpoint, _sample.HeadAt(_sample.Rows[4]), _sample.Head);

        verdict.Intact.ShouldBeTrue();
        (verdict.First, verdict.Last).ShouldBe((6, Rows));
    }

    [Fact]
    public void Verify_CheckpointWithoutARowAfterIt_IsTruncated()
    {
        var checkpoint = AuditCheckpoint.Sign(_sample.Keys, _sample.Id, 5, _sample.Rows[4].Mac, _sample.Rows[4].Time);

        var verdict = _sample.Verify([], checkpoint);

        verdict.Fault.ShouldBe(new AuditFault(AuditFaultKind.Truncated, 6, "Every row after the checkpoint at row 5 was removed, with the one that says who pruned."));
        verdict.Intact.ShouldBeFalse();
    }

    [Fact]
    public void Verify_CheckpointMovedForward_IsForged()
    {
        var genuine = AuditCheckpoint.Sign(_sample.Keys, _sample.Id, 5, _sample.Rows[4].Mac, _sample.Rows[4].Time);
        var moved = genuine with { Sequence = 6, Mac = _sample.Rows[5].Mac };

        _sample.Verify(_sample.Rows.Skip(6), moved).Fault.ShouldNotBeNull().Kind.ShouldBe(AuditFaultKind.Forged);
    }

    [Fact]
    public void Verify_PrunedWithoutCheckpoint_IsRemoved()
        => _sample.Verify(_sample.Rows.Skip(5)).Fault.ShouldNotBeNull().Message.ShouldBe("Rows 1 to 5 were removed.");

    [Fact]
    public void Verify_HeadOfAnotherChain_SaysTheLogWasBegunAgain()
    {
        var other = AuditHead.Sign(_sample.Keys, AuditChainId.New().ToString(), 3, _sample.Rows[2].Mac.Span, _sample.Rows[2].Time);

        _sample.Verify(_sample.Rows, null, other).Fault.ShouldNotBeNull().Kind.ShouldBe(AuditFaultKind.Replaced);
    }

    [Fact]
    public void Verify_AlteredHead_IsForged()
        => _sample.Verify(_sample.Rows, null, _sample.Head with { Sequence = 3 }).Fault.ShouldNotBeNull().Kind.ShouldBe(AuditFaultKind.Forged);

    private bool FaultIs(IEnumerable<AuditRow> rows, long sequence) => _sample.Verify(rows).Fault?.Sequence == sequence;

    private static byte[] Flip(ReadOnlyMemory<byte> bytes, int place)
    {
        var copy = bytes.ToArray();
        copy[place % copy.Length] ^= 0x20;
        return copy;
    }

    private static IEnumerable<AuditRow> Renumber(IEnumerable<AuditRow> rows)
        => rows.Select((row, place) => row with { Sequence = place + 1 });
}
