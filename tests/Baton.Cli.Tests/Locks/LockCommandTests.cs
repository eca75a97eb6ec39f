namespace Baton.Cli.Tests.Locks;

public sealed class LockCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Lock_ThenChange_NeedsThePassphrase_LookingDoesNot()
    {
        _cli.Environment["BATON_PASSPHRASE"] = "correct horse";
        (await _cli.RunAsync("lock")).Code.ShouldBe(0);

        _cli.Environment.Remove("BATON_PASSPHRASE");
        (await _cli.RunAsync("grant", "add", "ci", "--server", "memory", "--json")).Code().ShouldBe("forbidden");
        (await _cli.RunAsync("policy", "rollback", "local")).Code.ShouldBe(1);
        (await _cli.RunAsync("approvals", "approve", "a_whatever")).Error.ShouldContain("Baton is locked");
        (await _cli.RunAsync("grant", "list")).Code.ShouldBe(0);

        _cli.Environment["BATON_PASSPHRASE"] = "wrong horse";
        (await _cli.RunAsync("grant", "revoke", "local")).Code.ShouldBe(1);
        _cli.Environment["BATON_PASSPHRASE"] = "correct horse";
        (await _cli.RunAsync("grant", "revoke", "local")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Lock_Again_ChangesThePassphrase()
    {
        _cli.Environment["BATON_PASSPHRASE"] = "correct horse";
        await _cli.RunAsync("lock");
        _cli.Environment["BATON_NEW_PASSPHRASE"] = "battery staple";

        (await _cli.RunAsync("lock")).Code.ShouldBe(0);
        (await _cli.RunAsync("unlock")).Code.ShouldBe(1);
        _cli.Environment["BATON_PASSPHRASE"] = "battery staple";
        (await _cli.RunAsync("unlock")).Code.ShouldBe(0);

        _cli.Environment.Remove("BATON_PASSPHRASE");
        (await _cli.RunAsync("grant", "add", "ci", "--server", "memory")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Lock_WithoutAPassphrase_IsWrongUsage() => (await _cli.RunAsync("lock")).Code.ShouldBe(2);

    [Fact]
    public async Task Lock_ShortPassphrase_IsWrongUsage()
    {
        _cli.Environment["BATON_PASSPHRASE"] = "short";

        (await _cli.RunAsync("lock")).Code.ShouldBe(2);
    }

    public void Dispose() => _cli.Dispose();
}
