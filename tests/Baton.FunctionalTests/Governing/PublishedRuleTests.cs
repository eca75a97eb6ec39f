using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Governing;

/// <summary>The rule that PolicyLayer publishes for <c>save_handoff</c>, word for word: thirty a minute, the thirty-first is denied.</summary>
public sealed class PublishedRuleTests : IDisposable
{
    private const string Rule = """
        {
          "version": "1",
          "default": "deny",
          "tools": {
            "save_handoff": {
              "limits": [ { "counter": "save_handoff_rate", "window": "minute", "max": 30, "scope": "grant" } ]
            }
          }
        }
        """;

    private readonly WrappedPolicy _rule = new(Rule);

    public void Dispose() => _rule.Dispose();

    [Fact]
    public async Task ThirtyFirst_InOneProcess_IsDenied_AlsoAfterAKill()
    {
        await using (var wrap = await _rule.StartAsync())
        {
            for (var call = 0; call < 30; call++) (await SaveAsync(wrap, call)).IsError.ShouldBeFalse();
            var denied = await SaveAsync(wrap, 31);
            WrappedPolicy.Decision(denied)["code"]!.GetValue<string>().ShouldBe("limit_exceeded");
            WrappedPolicy.Decision(denied)["retry_after_ms"]!.GetValue<long>().ShouldBeInRange(1, 62_000);
            wrap.Process.Kill();
            await wrap.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await using var again = await _rule.StartAsync();
        (await SaveAsync(again, 32)).IsError.ShouldBeTrue();

        _rule.Server.Of("tools/call").Count.ShouldBe(30);
    }

    [Fact]
    public async Task ThirtyFirst_InThreeProcessesAtOnce_IsDenied()
    {
        await using var one = await _rule.StartAsync();
        await using var two = await _rule.StartAsync();
        await using var three = await _rule.StartAsync();
        StdioBaton[] processes = [one, two, three];

        var calls = await Task.WhenAll(Enumerable.Range(0, 48).Select(call => SaveAsync(processes[call % 3], call)));

        calls.Count(call => !call.IsError).ShouldBe(30);
        _rule.Server.Of("tools/call").Count.ShouldBe(30);
    }

    [Fact]
    public async Task OtherTools_AreDeniedByDefault_AndNotListed()
    {
        await using var wrap = await _rule.StartAsync();

        WrappedPolicy.Decision(await wrap.CallAsync("read_note", new JsonObject()))["rule"]!.GetValue<string>().ShouldBe("(default deny)");
        (await wrap.RequestAsync("tools/list", "{}"))["result"]!["tools"]!.AsArray().ShouldBeEmpty();

        _rule.Server.Of("tools/call").ShouldBeEmpty();
    }

    private static Task<ToolCall> SaveAsync(StdioBaton wrap, int number) => wrap.CallAsync("save_handoff", new JsonObject { ["summary"] = $"note {number}" });
}
