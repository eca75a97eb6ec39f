using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Governing;

/// <summary>What an operator does to grants acts on connections that are open already.</summary>
public sealed class LiveGrantTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stdio_OfARevokedGrant_Ends_AndSaysWhy()
    {
        await AddAsync("ci");
        await using var stdio = await StdioBaton.StartAsync(_folder.Data, "--grant", "ci");
        (await SaveAsync(stdio)).IsError.ShouldBeFalse();

        (await RunAsync("grant", "revoke", "ci")).Code.ShouldBe(0);

        await stdio.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        stdio.Process.ExitCode.ShouldBe(1);
        (await stdio.Errors).ShouldContain("the grant 'ci' has ended");
    }

    [Fact]
    public async Task Stdio_OfAGrantThatGetsAnotherPolicy_IsJudgedByItAtOnce()
    {
        await AddAsync("ci");
        await using var stdio = await StdioBaton.StartAsync(_folder.Data, "--grant", "ci");
        (await SaveAsync(stdio)).IsError.ShouldBeFalse();
        (await BatonBinary.RunAsync(_folder.Data, """{"version":"1","default":"deny","tools":{}}""", "policy", "put", "closed", "-")).Code.ShouldBe(0);

        (await RunAsync("grant", "set", "ci", "--server", "memory=closed")).Code.ShouldBe(0);

        (await SaveAsync(stdio)).IsError.ShouldBeTrue();
    }

    [Fact]
    public async Task Stdio_OfLocal_GoesOnAfterItsRevocation_WhichIsOfHttp()
    {
        await using var stdio = await StdioBaton.StartAsync(_folder.Data);
        await using var up = await HttpBaton.StartAsync(_folder.Data);
        (await RunAsync("grant", "revoke", "local")).Code.ShouldBe(0);

        (await SaveAsync(stdio)).IsError.ShouldBeFalse();
        (await up.CallAsync("handoff_save", new JsonObject { ["summary"] = "s" })).RpcCode.ShouldNotBeNull();
    }

    [Fact]
    public async Task Token_AfterItsTime_IsRefused_AndNeverTakenForLocal()
    {
        await using var up = await HttpBaton.StartAsync(_folder.Data);
        await AddAsync("keeper");
        var added = await RunAsync("grant", "add", "short", "--server", "memory=open", "--expires", "1", "--json");
        var token = JsonNode.Parse(added.Out)!["token"]!.GetValue<string>();

        ToolCall? last = null;
        while (last?.RpcCode is null)
        {
            try
            {
                last = await up.CallAsync("handoff_save", new JsonObject { ["summary"] = "s" }, token);
            }
            catch (HttpRequestException)
            {
                // what was being answered as the grant ended was closed with it
            }
        }

        last.Message["error"]!["message"]!.GetValue<string>().ShouldContain("expired");
        (await RunAsync("audit", "query", "--outcome", "deny", "--json")).Out.ShouldContain("\"code\":\"unauthorized\"");
        (await RunAsync("grant", "show", "short")).Out.ShouldContain("expired");
        var stdio = await BatonBinary.RunAsync(BatonBinary.Start(_folder.Data, "stdio", "--grant", "short"), "");
        stdio.Code.ShouldBe(1);
        stdio.Error.ShouldContain("no grant 'short' in force");
    }

    private async Task AddAsync(string label)
    {
        (await BatonBinary.RunAsync(_folder.Data, """{"version":"1","default":"allow","tools":{}}""", "policy", "put", "open", "-")).Code.ShouldBe(0);
        (await RunAsync("grant", "add", label, "--server", "memory=open")).Code.ShouldBe(0);
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => BatonBinary.RunAsync(_folder.Data, null, arguments);

    private static Task<ToolCall> SaveAsync(StdioBaton stdio) => stdio.CallAsync("handoff_save", new JsonObject { ["summary"] = "s" });
}
