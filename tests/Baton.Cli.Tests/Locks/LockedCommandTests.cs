using Baton.Cli.Application;

namespace Baton.Cli.Tests.Locks;

/// <summary>grants.md: under the lock whatever decides or changes asks for the passphrase, and looking does not.</summary>
public sealed class LockedCommandTests(LockedCommandTests.Shared shared) : IClassFixture<LockedCommandTests.Shared>
{
    private const string Passphrase = "correct horse battery";

    /// <summary>One locked folder; what is refused leaves it as it is.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        public CliHarness Cli { get; } = new();

        public async ValueTask InitializeAsync()
        {
            Cli.Write("policy.json", OperatorHarness.Rules);
            Cli.Write("mcp.json", """{"mcpServers":{"other":{"command":"x"}}}""");
            foreach (var line in (string[])["handoff save work --key k --project p", "server add files -- npx", "grant add ci --server memory=local", "policy put strict policy.json"])
            {
                (await Cli.RunAsync(line.Split(' '))).Code.ShouldBe(ExitCode.Done, line);
            }
            Cli.Environment["BATON_PASSPHRASE"] = Passphrase;
            (await Cli.RunAsync("lock")).ToString().ShouldBe("0\nLocked. The passphrase is asked for from now on; there is no way to recover it.\n");
            Cli.Environment.Remove("BATON_PASSPHRASE");
        }

        public ValueTask DisposeAsync()
        {
            Cli.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    public static TheoryData<string> Changes() =>
    [
        "grant add late --server memory=local", "grant set ci --server files=open", "grant rotate ci", "grant revoke ci", "policy put strict policy.json", "policy rollback strict",
        "server add late -- npx", "server add files --replace -- other", "server remove files", "server import mcp.json", "server category files x read",
        "server trust files", "server approve files", "server reject files", "approvals approve a_01ZZZZZZZZZZZZZZZZZZZZZZZZ", "approvals deny a_01ZZZZZZZZZZZZZZZZZZZZZZZZ",
        "purge --project p --apply", "audit prune --before 1d", "unlock",
    ];

    public static TheoryData<string> Looks() =>
    [
        "grant list", "grant show ci", "policy list", "policy get strict", "policy history strict", "policy check policy.json", "server list", "server show files", "server pins files",
        "approvals list", "purge --project p", "audit query", "audit verify", "audit head", "audit prune --before 1d --dry-run", "handoff list", "vault status", "doctor --baton-url http://127.0.0.1:9",
    ];

    [Theory, MemberData(nameof(Changes))]
    public async Task Run_Change_NeedsThePassphrase(string line)
    {
        var words = line.Split(' ');
        var result = await shared.Cli.RunAsync([words[0], "--json", .. words[1..]]);
        (result.Code, result.Out).ShouldBe((ExitCode.No, ""), result.ToString());
        result.Error.ShouldContain("passphrase");
    }

    [Theory]
    [InlineData("wrong horse battery")]
    [InlineData("correct horse battery ")]
    [InlineData("CORRECT HORSE BATTERY")]
    public async Task Run_ChangeWithAnotherPassphrase_IsRefusedWithoutRepeatingIt(string passphrase)
    {
        var before = await StateAsync();
        shared.Cli.Environment["BATON_PASSPHRASE"] = passphrase;
        var result = await shared.Cli.RunAsync("grant", "revoke", "ci");
        shared.Cli.Environment.Remove("BATON_PASSPHRASE");
        (result.Code, result.Out).ShouldBe((ExitCode.No, ""), result.ToString());
        result.Error.ShouldNotContain("horse");
        (await StateAsync()).ShouldBe(before);
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task Run_Look_DoesNot(string line) => (await shared.Cli.RunAsync(line.Split(' '))).Code.ShouldBe(ExitCode.Done);

    private async Task<string> StateAsync()
    {
        var grants = await shared.Cli.RunAsync("grant", "list", "--all", "--json");
        var servers = await shared.Cli.RunAsync("server", "list", "--json");
        var policies = await shared.Cli.RunAsync("policy", "list", "--json");
        return grants.Out + servers.Out + policies.Out;
    }
}
