using System.Text;
using System.Text.Json;
using Baton.Cli.Composition;
using Baton.Gateway.Edge;
using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;
using Baton.Storage.Folders;

namespace Baton.Cli.Tests.Composition;

/// <summary>The program as it is put together, on a data folder of its own, while its wall clock jumps.</summary>
public sealed class ClockTests : IDisposable
{
    private const string Rules = """
        {"version":"1","default":"deny","tools":{
          "memory_search":{"limits":[{"counter":"lists","window":"hour","max":1}]},
          "handoff_save":{"action":"require_approval","approval":{"timeout":"10m","wait":"0s"}}}}
        """;

    private readonly CliHarness _cli = new();
    private int _ids;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task ClockSetBack_OpensNoLimitAgain()
    {
        var caller = await GovernAsync();
        await using (var baton = await OpenAsync())
        {
            (await CallAsync(baton, caller, "memory_search", """{"query":"x"}""")).ShouldBeNull();
            _cli.Time.Advance(TimeSpan.FromDays(-30));
            (await CallAsync(baton, caller, "memory_search", """{"query":"x"}"""))!.Value.Text("code").ShouldBe("limit_exceeded");
        }
        _cli.Time.Advance(TimeSpan.FromDays(-300));
        await using var again = await OpenAsync();

        var refused = (await CallAsync(again, caller, "memory_search", """{"query":"x"}"""))!.Value;

        refused.Text("code").ShouldBe("limit_exceeded");
        refused.GetProperty("retry_after_ms").GetInt64().ShouldBeInRange(1, 3_700_000);
    }

    [Fact]
    public async Task ClockSetForward_OpensTheLimit_AndIsRecorded()
    {
        var caller = await GovernAsync();
        await using (var baton = await OpenAsync())
        {
            (await CallAsync(baton, caller, "memory_search", """{"query":"x"}""")).ShouldBeNull();
            _cli.Time.Advance(TimeSpan.FromHours(2));
            (await CallAsync(baton, caller, "memory_search", """{"query":"x"}""")).ShouldBeNull();
        }

        (await _cli.JsonAsync("audit", "query", "--outcome", "clock_jumped")).ShouldHaveSingleItem().Text("message").ShouldContain("s more than passed");
        (await _cli.RunAsync("audit", "verify")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task ClockSetBack_MakesNoExpiredApprovalGoodAgain()
    {
        var caller = await GovernAsync();
        await using var baton = await OpenAsync();
        var first = await AskedAsync(baton, caller);
        (await _cli.RunAsync("approvals", "approve", first)).Code.ShouldBe(0);
        _cli.Time.Advance(TimeSpan.FromMinutes(25));
        var second = await AskedAsync(baton, caller);

        _cli.Time.Advance(TimeSpan.FromMinutes(-25));

        second.ShouldNotBe(first);
        (await AskedAsync(baton, caller)).ShouldBe(second);
        (await _cli.RunAsync("approvals", "approve", first)).Code.ShouldBe(1);
        (await _cli.RunAsync("approvals", "approve", second)).Code.ShouldBe(0);
        (await CallAsync(baton, caller, "handoff_save", """{"summary":"delicate"}""")).ShouldBeNull();
        await AskedAsync(baton, caller);
    }

    [Fact]
    public async Task ClockSetBack_DoesNotBringAnExpiredGrantBackWithinTheSameStore()
    {
        await GovernAsync();
        await _cli.RunAsync("grant", "add", "brief", "--server", "memory=rules", "--expires", "1h");
        _cli.Time.Advance(TimeSpan.FromHours(2));
        await using var baton = await OpenAsync();

        var grant = (await baton.GrantLabelledAsync("brief", TestContext.Current.CancellationToken)).ShouldNotBeNull();

        grant.IsInForce(_cli.Time.GetUtcNow()).ShouldBeFalse();
    }

    private async Task<Caller> GovernAsync()
    {
        _cli.Input = Encoding.UTF8.GetBytes(Rules);
        (await _cli.RunAsync("policy", "put", "rules", "-")).Code.ShouldBe(0);
        (await _cli.RunAsync("grant", "add", "ci", "--server", "memory=rules")).Code.ShouldBe(0);
        await using var baton = await OpenAsync();
        return (await baton.GrantLabelledAsync("ci", TestContext.Current.CancellationToken))!.ToCaller();
    }

    private async Task<Installation> OpenAsync()
    {
        var folder = new DataFolder(_cli.At("data"));
        return await Installation.OpenAsync(folder, name => _cli.Environment.GetValueOrDefault(name), _cli.Time, "test", static _ => { }, TestContext.Current.CancellationToken);
    }

    private async Task<string> AskedAsync(Installation baton, Caller caller)
    {
        var asked = (await CallAsync(baton, caller, "handoff_save", """{"summary":"delicate"}"""))!.Value;
        asked.Text("code").ShouldBe("approval_required");
        return asked.GetProperty("approval").Text("id");
    }

    /// <summary>The decision that refused a call; null when it was carried out.</summary>
    private async Task<JsonElement?> CallAsync(Installation baton, Caller caller, string tool, string arguments = "{}")
    {
        var message = $"{{\"jsonrpc\":\"2.0\",\"id\":{++_ids},\"method\":\"tools/call\",\"params\":{{\"name\":\"{tool}\",\"arguments\":{arguments}}}}}";
        var reply = await baton.Pipeline.SendAsync(new Call
        {
            RequestId = $"r_{_ids}",
            Envelope = MessageReader.Read(Encoding.UTF8.GetBytes(message)).Envelope!,
            Caller = caller,
            Connection = new Connection { Transport = Transport.Stdio, Address = "stdio", Server = "memory", Spoken = Revision.OverStdio },
            Revision = Revision.V20251125,
            Channel = new Nobody(),
        }, TestContext.Current.CancellationToken);
        var result = JsonDocument.Parse(reply.ShouldBeOfType<Reply.Completed>().Json).RootElement;
        if (!result.TryGetProperty("isError", out var isError) || !isError.GetBoolean()) return null;
        return result.GetProperty("_meta").GetProperty("dev.baton/decision");
    }

    private sealed class Nobody : IReplyChannel
    {
        public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask AnswerAsync(StreamedAnswer answer, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
