using Baton.Gateway.Locks;
using Baton.Memory.Outcomes;

namespace Baton.Gateway.Tests.Locks;

public sealed class OperatorLockTests
{
    private const string Passphrase = "correct horse";

    private readonly Kept _store = new();

    private OperatorLock Lock => new(_store);

    [Fact]
    public async Task Check_Unlocked_LetsEverybodyOn()
    {
        (await Lock.IsLockedAsync(default)).ShouldBeFalse();
        (await Lock.CheckAsync(null, default)).ShouldBeNull();
        (await Lock.CheckAsync("anything", default)).ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "Baton is locked: this needs the operator's passphrase.", "BATON_PASSPHRASE")]
    [InlineData("", "That is not the passphrase.", null)]
    [InlineData("Correct horse", "That is not the passphrase.", null)]
    [InlineData("correct horse ", "That is not the passphrase.", null)]
    public async Task Check_LockedWithoutThePassphrase_IsForbidden(string? given, string message, string? hint)
    {
        _store.Proof = PassphraseProof.Of(Passphrase, 10);

        foreach (var refused in new[] { await Lock.CheckAsync(given, default), await Lock.RemoveAsync(given, default), await Lock.SetAsync(given, "another one", default) })
        {
            var failure = refused.ShouldNotBeNull();
            (failure.Code, failure.Message).ShouldBe((FailureCode.Forbidden, message));
            if (hint is not null) failure.Hint!.ShouldContain(hint);
        }
        _store.Proof.Fits(Passphrase).ShouldBeTrue("nothing was changed");
    }

    [Fact]
    public async Task Set_OfSevenCharacters_IsRefused_OfEightIsTaken()
    {
        var refused = (await Lock.SetAsync(null, "1234567", default)).ShouldNotBeNull();
        (refused.Code, refused.Limit, _store.Proof).ShouldBe((FailureCode.Invalid, 8, null));

        (await Lock.SetAsync(null, "12345678", default)).ShouldBeNull();
        _store.Proof.ShouldNotBeNull().Rounds.ShouldBe(600_000);
        (await Lock.CheckAsync("12345678", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Set_WithTheOldOne_ReplacesIt_AndRemoveEndsTheLock()
    {
        _store.Proof = PassphraseProof.Of(Passphrase, 10);

        (await Lock.SetAsync(Passphrase, "battery staple", default)).ShouldBeNull();
        (await Lock.CheckAsync(Passphrase, default)).ShouldNotBeNull();

        (await Lock.RemoveAsync("battery staple", default)).ShouldBeNull();
        (await Lock.IsLockedAsync(default)).ShouldBeFalse();
    }

    [Fact]
    public void Proof_OfOnePassphraseTwice_IsSaltedAndFitsBoth()
    {
        var (one, other) = (PassphraseProof.Of(Passphrase, 10), PassphraseProof.Of(Passphrase, 10));

        one.Salt.SequenceEqual(other.Salt).ShouldBeFalse();
        one.Hash.SequenceEqual(other.Hash).ShouldBeFalse();
        (one.Fits(Passphrase), other.Fits(Passphrase), one.Fits("battery staple")).ShouldBe((true, true, false));
        (one with { Rounds = 11 }).Fits(Passphrase).ShouldBeFalse("the rounds are part of the proof");
    }

    [Fact]
    public void Proof_OfAccentsTypedInAnotherForm_Fits() => PassphraseProof.Of("caf\u00E9 caf\u00E9", 10).Fits("cafe\u0301 cafe\u0301").ShouldBeTrue();

    [Fact]
    public void Proof_IsPbkdf2OfRfc7914Section11()
        => new PassphraseProof([.. "NaCl"u8], 80_000, [.. Convert.FromHexString("4DDCD8F60B98BE21830CEE5EF22701F9641A4418D04C0414AEFF08876B34AB56")]).Fits("Password").ShouldBeTrue();

    private sealed class Kept : IOperatorLockStore
    {
        public PassphraseProof? Proof { get; set; }

        public ValueTask<PassphraseProof?> ReadAsync(CancellationToken cancellationToken) => new(Proof);

        public ValueTask WriteAsync(PassphraseProof? proof, CancellationToken cancellationToken)
        {
            Proof = proof;
            return ValueTask.CompletedTask;
        }
    }
}
