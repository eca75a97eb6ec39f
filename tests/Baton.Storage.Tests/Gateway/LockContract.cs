using Baton.Gateway.Locks;
using Baton.Memory.Outcomes;

namespace Baton.Storage.Tests.Gateway;

/// <summary>What every store must do with the operator's lock.</summary>
public abstract class LockContract : GatewayStoreContract
{
    [Fact]
    public async Task Check_WithoutLock_LetsAnybodyOn()
    {
        await using var store = Open();

        (await new OperatorLock(store.Lock).CheckAsync(null, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Set_Passphrase_IsAskedForInEveryProcess()
    {
        await using var store = Open();
        await using var other = Open();
        (await new OperatorLock(store.Lock).SetAsync(null, "correct horse", default)).ShouldBeNull();

        var guard = new OperatorLock(other.Lock);

        (await guard.IsLockedAsync(default)).ShouldBeTrue();
        (await guard.CheckAsync(null, default)).ShouldNotBeNull().Code.ShouldBe(FailureCode.Forbidden);
        (await guard.CheckAsync("wrong horse", default)).ShouldNotBeNull().Code.ShouldBe(FailureCode.Forbidden);
        (await guard.CheckAsync("correct horse", default)).ShouldBeNull();
    }

    [Fact]
    public async Task SetAndRemove_NeedTheOldPassphrase()
    {
        await using var store = Open();
        var guard = new OperatorLock(store.Lock);
        await guard.SetAsync(null, "correct horse", default);

        (await guard.SetAsync("wrong horse", "battery staple", default)).ShouldNotBeNull();
        (await guard.RemoveAsync(null, default)).ShouldNotBeNull();
        (await guard.SetAsync("correct horse", "battery staple", default)).ShouldBeNull();
        (await guard.RemoveAsync("battery staple", default)).ShouldBeNull();

        (await guard.IsLockedAsync(default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Set_ShortPassphrase_IsRefused()
    {
        await using var store = Open();

        (await new OperatorLock(store.Lock).SetAsync(null, "short", default)).ShouldNotBeNull().Limit.ShouldBe(8);
    }
}
