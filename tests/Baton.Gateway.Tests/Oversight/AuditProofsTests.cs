using Baton.Gateway.Audit;
using Baton.Gateway.Tests.Support;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;

namespace Baton.Gateway.Tests.Oversight;

/// <summary>An agent's report of what it used, and the proof that it gets for it: a row of the chain, its own only.</summary>
public sealed class AuditProofsTests
{
    [Fact]
    public async Task Report_GivesAProofThatVerifies_AndFollowsTheOneBefore()
    {
        await using var world = new OverseenWorld();
        var first = (await world.Proofs.ReportAsync(OverseenWorld.Caller(), new UsageReport("github/create_issue", "ok", null))).Value;
        var second = (await world.Proofs.ReportAsync(OverseenWorld.Caller(), new UsageReport("mail/send", "failed", "no \"route\"\n日本"))).Value;

        (first.Sequence, second.Sequence).ShouldBe((1, 2));
        first.Id.ShouldBe($"proof-1-{first.Authentication[..16]}");
        second.Previous.ShouldBe(first.Authentication);
        (second.Report, second.At, second.Fault).ShouldBe((new UsageReport("mail/send", "failed", "no \"route\"\n日本"), world.Time.GetUtcNow(), null));
        world.Proofs.Verify(OverseenWorld.Caller(), first.Id).Value.ShouldBe(first);
        world.Audit.Verify([], default).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task Row_OfAReport_SaysWho()
    {
        await using var world = new OverseenWorld();
        await world.Proofs.ReportAsync(OverseenWorld.Caller(), new UsageReport("x", "ok", null));
        var row = Messages.Json(System.Text.Encoding.UTF8.GetString(world.Audit.Read(new AuditQuery()).Single().Body.Span));
        string[] Of(params string[] names) => [.. names.Select(name => row.At(name))];
        Of("kind", "outcome", "grant", "principal", "client_name", "client_version", "server", "tool", "code", "request_id").ShouldBe(["event", "usage_reported", "ci", "ada", "probe", "9", "memory", "x", "ok", "r_1"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("proof")]
    [InlineData("proof-1")]
    [InlineData("proof-1-")]
    [InlineData("proof-one-MAC")]
    [InlineData("proof-1-0123456789abcdef")]
    [InlineData("proof-1-0123456789abcde")]
    [InlineData("proof-1-0000000000000000")]
    [InlineData("proof--1-0123456789abcdef")]
    [InlineData("proof- 1-MAC")]
    [InlineData("proof--1-MAC")]
    [InlineData("proof-+1-MAC")]
    [InlineData("proof-01-MAC")]
    [InlineData("proof-2-MAC")]
    [InlineData("Proof-1-MAC")]
    [InlineData("proof-1-MAC-")]
    [InlineData("proof-1-MAC-x")]
    [InlineData("proof-99999999999999999999-MAC")]
    public async Task Verify_OfWhatIsNoProof_FindsNone(string proof)
    {
        await using var world = new OverseenWorld();
        var mine = (await world.Proofs.ReportAsync(OverseenWorld.Caller(), new UsageReport("x", "ok", null))).Value;
        var failure = world.Proofs.Verify(OverseenWorld.Caller(), proof.Replace("MAC", mine.Authentication[..16], StringComparison.Ordinal)).Failure.ShouldNotBeNull();
        (failure.Code, failure.Path).ShouldBe((FailureCode.NotFound, "/proof_id"));
    }

    [Fact]
    public async Task Verify_LongNonsense_IsNotRepeatedWhole()
    {
        await using var world = new OverseenWorld();
        world.Proofs.Verify(OverseenWorld.Caller(), new string('x', 10_000)).Failure!.Message.Length.ShouldBeLessThan(150);
    }

    [Fact]
    public async Task Verify_OfAnother_OrOfAnotherRow_FindsNone()
    {
        await using var world = new OverseenWorld();
        var theirs = (await world.Proofs.ReportAsync(OverseenWorld.Caller("other"), new UsageReport("x", "ok", null))).Value;

        var missing = world.Proofs.Verify(OverseenWorld.Caller(), $"proof-99-{theirs.Authentication[..16]}").Failure.ShouldNotBeNull();
        var failure = world.Proofs.Verify(OverseenWorld.Caller(), theirs.Id).Failure.ShouldNotBeNull();
        (failure.Code, failure.Path, failure.Hint).ShouldBe((missing.Code, missing.Path, missing.Hint), "another's is like one that is not there");
        failure.Message.ShouldBe($"There is no proof '{theirs.Id}' of this grant.");
        foreach (var (kind, outcome) in new[] { (AuditKind.Intent, "allow"), (AuditKind.Event, "policy_put") })
        {
            var sequence = await world.Audit.AppendAsync(new AuditEntry { Kind = kind, Outcome = outcome, Grant = "ci" });
            var mac = Convert.ToHexStringLower(world.Audit.Prove(sequence)!.Row.Mac.Span)[..16];
            world.Proofs.Verify(OverseenWorld.Caller(), $"proof-{sequence}-{mac}").Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.NotFound, "its own row, but no report");
        }
        world.Proofs.Verify(OverseenWorld.Caller("other"), theirs.Id).Value.Id.ShouldBe(theirs.Id);
    }

    [Fact]
    public async Task Of_ListsTheNewestFirst_OwnOnly_UpToTheMost()
    {
        await using var world = new OverseenWorld();
        for (var number = 0; number < 5; number++)
        {
            await world.Proofs.ReportAsync(OverseenWorld.Caller(), new UsageReport($"t{number}", "ok", null));
            await world.Proofs.ReportAsync(OverseenWorld.Caller("other"), new UsageReport("theirs", "ok", null));
        }
        world.Proofs.Of(OverseenWorld.Caller(), 3).Select(proof => proof.Report.Subject).ShouldBe(["t4", "t3", "t2"]);
        world.Proofs.Of(OverseenWorld.Caller(), 10).Select(proof => proof.Report.Subject).ShouldBe(["t4", "t3", "t2", "t1", "t0"]);
        world.Proofs.Of(OverseenWorld.Caller("nobody"), 3).ShouldBeEmpty();
    }

    [Fact]
    public async Task Trail_FiltersByEverythingItIsAsked()
    {
        await using var world = new OverseenWorld();
        foreach (var (grant, tool) in ((string, string)[])[("a", "x"), ("a", "y"), ("b", "x")])
        {
            await world.Audit.AppendAsync(new AuditEntry { Kind = AuditKind.Refusal, Outcome = "deny", Grant = grant, Tool = tool, Server = "s", RequestId = $"{grant}{tool}" });
            world.Time.Advance(TimeSpan.FromMinutes(1));
        }
        var start = world.Time.GetUtcNow() - TimeSpan.FromMinutes(3);
        string Ask(AuditTrailQuery query) => string.Join(' ', new Baton.Gateway.Oversight.AuditTrail(world.Audit).Read(query).Select(row => Messages.Json(System.Text.Encoding.UTF8.GetString(row.Span)).At("request_id")));

        Ask(new AuditTrailQuery(10)).ShouldBe("ax ay bx");
        Ask(new AuditTrailQuery(2)).ShouldBe("ay bx");
        Ask(new AuditTrailQuery(10) { Grant = "a" }).ShouldBe("ax ay");
        Ask(new AuditTrailQuery(10) { Tool = "x" }).ShouldBe("ax bx");
        Ask(new AuditTrailQuery(10) { Server = "t" }).ShouldBe("");
        Ask(new AuditTrailQuery(10) { Outcome = "allow" }).ShouldBe("");
        Ask(new AuditTrailQuery(10) { Kind = "refusal", Request = "ay" }).ShouldBe("ay");
        Ask(new AuditTrailQuery(10) { Since = start.AddSeconds(30) }).ShouldBe("ay bx");
        Ask(new AuditTrailQuery(10) { Until = start.AddSeconds(90) }).ShouldBe("ax ay");
    }
}
