using Baton.Cli.Application;
using Baton.Cli.Commands.Serving;
using Baton.Cli.Composition;
using Baton.Storage.Folders;

namespace Baton.Cli.Tests.Commands.Serving;

/// <summary>A stdio connection holds as long as its grant does; <c>local</c> is for whoever can open the folder.</summary>
public sealed class StdioGrantTests : IAsyncLifetime
{
    private readonly CliHarness _cli = new();
    private Installation _installation = null!;

    public async ValueTask InitializeAsync()
    {
        await _cli.RunAsync("grant", "add", "ci", "--server", "memory", "--expires", "1h", "--principal", "robot");
        await _cli.RunAsync("grant", "add", "old", "--server", "memory");
        await _cli.RunAsync("grant", "revoke", "old");
        _installation = await Installation.OpenAsync(
            new DataFolder(_cli.At("data")), name => _cli.Environment.GetValueOrDefault(name), _cli.Time, "1.0", _ => { }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _installation.DisposeAsync();
        _cli.Dispose();
    }

    [Fact]
    public async Task Open_LabelInForce_IsThatGrantsCaller()
    {
        await using var grant = await OpenAsync("ci");
        (grant!.Caller.Grant, grant.Caller.Principal).ShouldBe(("ci", "robot"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("local")]
    public async Task Open_NoneNamed_IsLocal(string? label)
    {
        await using var grant = await OpenAsync(label);
        grant!.Caller.Grant.ShouldBe("local");
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("old")]
    [InlineData("CI")]
    public async Task Open_GrantThatIsNotInForce_IsNull(string label) => (await OpenAsync(label)).ShouldBeNull();

    [Fact]
    public async Task Open_ExpiredAtThisInstant_IsNull()
    {
        _cli.Time.Advance(TimeSpan.FromHours(1));
        (await OpenAsync("ci")).ShouldBeNull();
    }

    [Fact]
    public async Task Renew_UntilItExpires_GivesTheCallerAndThenNone()
    {
        await using var grant = await OpenAsync("ci");

        _cli.Time.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromTicks(1));
        (await grant!.RenewAsync())!.Grant.ShouldBe("ci");
        _cli.Time.Advance(TimeSpan.FromTicks(1));
        (await grant.RenewAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Renew_AfterAChange_IsTheGrantAsItIsNow()
    {
        await using var grant = await OpenAsync("ci");
        await _cli.RunAsync("grant", "set", "ci", "--server", "files=open");

        (await grant!.RenewAsync())!.Servers["files"].ShouldBe("open");
    }

    [Fact]
    public async Task Renew_LocalRevokedOverHttp_StillHoldsOverStdio()
    {
        await using var grant = await OpenAsync(null);
        (await _cli.RunAsync("grant", "revoke", "local")).Code.ShouldBe(ExitCode.Done);

        (await grant!.RenewAsync())!.Grant.ShouldBe("local");
        await using var again = await OpenAsync(null);
        again.ShouldNotBeNull();
    }

    [Fact]
    public async Task Ended_StoppedProcess_IsCancelled()
    {
        using var stop = new CancellationTokenSource();
        await using var grant = await StdioGrant.OpenAsync(_installation, "ci", _cli.Time, stop.Token);

        grant!.Ended.IsCancellationRequested.ShouldBeFalse();
        await stop.CancelAsync();
        grant.Ended.IsCancellationRequested.ShouldBeTrue();
    }

    private ValueTask<StdioGrant?> OpenAsync(string? label) => StdioGrant.OpenAsync(_installation, label, _cli.Time, CancellationToken.None);
}
