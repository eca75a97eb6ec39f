using Baton.Gateway.Audit;
using Baton.Gateway.Keys;
using Baton.Gateway.Oversight;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Audit;

namespace Baton.Gateway.Tests.Oversight;

/// <summary>Proofs of what an agent reported itself: its own rows, and none of anybody else's.</summary>
public sealed class AuditProofsTests : IAsyncDisposable
{
    private static readonly MemoryCaller Ci = Caller("ci");
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-proofs-").FullName;
    private readonly SqliteAuditStore _store;
    private readonly AuditProofs _proofs;

    public AuditProofsTests()
    {
        _store = SqliteAuditStore.Open(new DataFolder(_folder), new AuditKeys(KeyMaterial.New()), new AuditOptions(), TimeProvider.System, failure => throw failure);
        _proofs = new AuditProofs(_store);
    }

    [Fact]
    public async Task Report_GivesAProofThatVerifies()
    {
        var proof = await ReportAsync(Ci, "stripe", "ok");

        proof.Id.ShouldBe($"proof-{proof.Sequence}-{proof.Authentication[..16]}");
        var verified = _proofs.Verify(Ci, proof.Id).Value;
        (verified.Fault, verified.Authentication, verified.Report.Subject, verified.Report.Status).ShouldBe((null, proof.Authentication, "stripe", "ok"));
    }

    [Fact]
    public async Task Report_WithAnError_KeepsItsText()
    {
        var proof = await ReportAsync(Ci, "stripe", "error", "HTTP 500");
        (proof.Report.Status, proof.Report.Error).ShouldBe(("error", "HTTP 500"));
    }

    [Fact]
    public async Task Proofs_OfOneChain_FollowEachOther()
    {
        var (first, second) = (await ReportAsync(Ci, "a", "ok"), await ReportAsync(Ci, "b", "ok"));
        second.Previous.ShouldBe(first.Authentication);
        second.Sequence.ShouldBe(first.Sequence + 1);
    }

    [Fact]
    public async Task Verify_OfAnotherGrantsRow_IsLikeOneThatIsNotThere()
    {
        var proof = await ReportAsync(Caller("other"), "stripe", "ok");
        var missing = _proofs.Verify(Ci, $"proof-99-{proof.Authentication[..16]}").Failure!;
        var failure = _proofs.Verify(Ci, proof.Id).Failure!;

        (failure.Code, failure.Path, failure.Hint).ShouldBe((missing.Code, missing.Path, missing.Hint));
        failure.Message.ShouldBe($"There is no proof '{proof.Id}' of this grant.");
    }

    [Fact]
    public async Task Verify_RowThatIsNoReport_IsNotFound()
    {
        var sequence = await _store.AppendAsync(new AuditEntry { Kind = AuditKind.Event, Outcome = "policy_put", Grant = "ci" });
        var mac = Convert.ToHexStringLower(_store.Prove(sequence)!.Row.Mac.Span);
        _proofs.Verify(Ci, $"proof-{sequence}-{mac[..16]}").Failure!.Code.ShouldBe(FailureCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("proof")]
    [InlineData("proof-1")]
    [InlineData("proof-one-0123456789abcdef")]
    [InlineData("proof-1-0123456789abcde")]
    [InlineData("proof--1-0123456789abcdef")]
    [InlineData("proof- 1-0123456789abcdef")]
    [InlineData("proof-99999999999999999999-0123456789abcdef")]
    [InlineData("proof-1-0123456789abcdef-x")]
    public async Task Verify_WhatIsNoProof_IsNotFound(string proof)
    {
        await ReportAsync(Ci, "a", "ok");
        _proofs.Verify(Ci, proof).Failure!.Code.ShouldBe(FailureCode.NotFound);
    }

    [Fact]
    public async Task Verify_WithAnotherAuthentication_IsNotFound()
    {
        var proof = await ReportAsync(Ci, "a", "ok");
        _proofs.Verify(Ci, $"proof-{proof.Sequence}-{new string('0', 16)}").Failure!.Code.ShouldBe(FailureCode.NotFound);
    }

    [Fact]
    public async Task Of_AGrant_AreItsOwnNewestFirst()
    {
        foreach (var subject in new[] { "a", "b", "c" }) await ReportAsync(Ci, subject, "ok");
        await ReportAsync(Caller("other"), "x", "ok");

        _proofs.Of(Ci, 2).Select(proof => proof.Report.Subject).ShouldBe(["c", "b"]);
        _proofs.Of(Ci, 10).Select(proof => proof.Report.Subject).ShouldBe(["c", "b", "a"]);
        _proofs.Of(Caller("nobody"), 10).ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static MemoryCaller Caller(string grant) => new() { Grant = grant, Principal = "robot", RequestId = "r", ClientName = "probe" };

    private async Task<Proof> ReportAsync(MemoryCaller caller, string subject, string status, string? error = null)
        => (await _proofs.ReportAsync(caller, new UsageReport(subject, status, error))).Value;
}
