using Baton.Gateway.Audit;

namespace Baton.Gateway.Tests.Audit;

/// <summary>What heads that were kept outside prove about the end of the log, also of one that was cut off and went on.</summary>
public sealed class AuditHeadCheckTests
{
    private readonly AuditSample _sample = new(8);

    // Rows are cut off without the key; Baton goes on, reaches the same number again, and signs a head for it.
    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public void Verify_LogThatWasCutAndGrewAgain_IsNotIntactAlthoughItsNewHeadIsGenuine(int kept)
    {
        var before = _sample.HeadAt(_sample.Rows[7]);
        var rows = _sample.Grown(kept, 8);
        var after = _sample.HeadAt(rows[7]);

        foreach (var heads in (AuditHead[][])[[before, after], [after, before], [after, before, after]])
        {
            var verdict = _sample.Verify(rows, null, heads);
            verdict.Intact.ShouldBeFalse();
            (verdict.Fault!.Kind, verdict.Fault.Sequence).ShouldBe((AuditFaultKind.Replaced, 8));
        }
        _sample.Verify(rows, null, after).Intact.ShouldBeTrue();
    }

    [Fact]
    public void Verify_LogThatWasCutAndGrewBeyond_IsNoticedAtTheOldHead()
    {
        var before = _sample.HeadAt(_sample.Rows[5]);
        var rows = _sample.Grown(3, 8);

        var fault = _sample.Verify(rows, null, before, _sample.HeadAt(rows[7])).Fault!;

        (fault.Kind, fault.Sequence).ShouldBe((AuditFaultKind.Replaced, 6));
        fault.Message.ShouldBe("Row 6 is not the one that an outside head has seen.");
    }

    [Fact]
    public void Verify_SameHeadSentTwice_IsOneAndTheSame()
    {
        var verdict = _sample.Verify(_sample.Rows, null, _sample.Head, _sample.Head, _sample.HeadAt(_sample.Rows[2]));
        (verdict.Intact, verdict.Heads).ShouldBe((true, 3));
        verdict.Describe().ShouldBe("Intact: rows 1 to 8. It agrees with 3 outside heads.");
    }

    [Fact]
    public void Verify_HeadOfTheEmptyLog_AgreesWithAnyThatBeganThere()
    {
        var genesis = AuditHead.Sign(_sample.Keys, _sample.Id.ToString(), 0, new AuditChain(_sample.Keys, _sample.Id).Genesis, default);
        _sample.Verify(_sample.Rows, null, genesis).Intact.ShouldBeTrue();
        _sample.Verify([], null, genesis).Intact.ShouldBeTrue();
    }

    [Fact]
    public void Verify_HeadOfAnotherChain_SaysThatTheLogWasBegunAgain()
    {
        var other = AuditHead.Sign(_sample.Keys, AuditChainId.New().ToString(), 3, new byte[32], default);
        var fault = _sample.Verify(_sample.Rows, null, other).Fault!;
        (fault.Kind, fault.Sequence).ShouldBe((AuditFaultKind.Replaced, 1));
        fault.Message.ShouldContain("the log was begun again");
    }

    public static TheoryData<string> Forgeries() => ["sequence", "mac", "chain", "time", "signature"];

    [Theory, MemberData(nameof(Forgeries))]
    public void Verify_HeadThatWasAltered_IsForged(string member)
    {
        var head = _sample.HeadAt(_sample.Rows[3]);
        var forged = member switch
        {
            "sequence" => head with { Sequence = 2 },
            "mac" => head with { Mac = new string('0', 64) },
            "chain" => head with { Chain = new string('0', 32) },
            "time" => head with { Time = head.Time.AddTicks(1) },
            _ => head with { Signature = "é" },
        };
        var fault = _sample.Verify(_sample.Rows, null, forged, head).Fault!;
        fault.Kind.ShouldBe(AuditFaultKind.Forged);
        fault.Message.ShouldBe($"An outside head at row {forged.Sequence} was not signed with this log's key.");
    }

    [Fact]
    public void Verify_HeadWhoseTimeIsWrittenInAnotherZone_IsStillGenuine()
    {
        var head = _sample.Head;
        _sample.Verify(_sample.Rows, null, head with { Time = head.Time.ToOffset(TimeSpan.FromHours(5)) }).Intact.ShouldBeTrue();
    }
}
