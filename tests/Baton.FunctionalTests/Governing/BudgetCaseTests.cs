using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Governing;

/// <summary>The amounts that broke other systems' budgets; the server behind keeps what reached it.</summary>
public sealed class BudgetCaseTests : IDisposable
{
    private readonly WrappedPolicy _spend = new("""
        {"version":"1","default":"deny","tools":{"pay":{"limits":[{"counter":"spend","window":"day","max":10,"cost":{"path":"args.amount"}}]},"fail":{"limits":[{"counter":"tries","window":"hour","max":2}]}}}
        """);

    public void Dispose() => _spend.Dispose();

    [Theory]
    [InlineData("""{"amount":-5}""", "invalid_cost")]
    [InlineData("""{"amount":-0.000001}""", "invalid_cost")]
    [InlineData("{}", "invalid_cost")]
    [InlineData("""{"amount":null}""", "invalid_cost")]
    [InlineData("""{"amount":"5"}""", "invalid_cost")]
    [InlineData("""{"amount":true}""", "invalid_cost")]
    [InlineData("""{"amount":[5]}""", "invalid_cost")]
    [InlineData("""{"amount":1e19}""", "invalid_cost")]
    [InlineData("""{"amount":1e400}""", "invalid_cost")]
    [InlineData("""{"amount":99999999999999999999999999999999}""", "invalid_cost")]
    [InlineData("""{"amount":10.000001}""", "limit_exceeded")]
    public async Task Amount_ThatIsNone_OrTooMuch_IsRefused_AndGivesNothingBack(string arguments, string code)
    {
        await using var wrap = await _spend.StartAsync();
        (await PayAsync(wrap, """{"amount":9}""")).IsError.ShouldBeFalse();

        WrappedPolicy.Decision(await PayAsync(wrap, arguments))["code"]!.GetValue<string>().ShouldBe(code);

        (await PayAsync(wrap, """{"amount":1.5}""")).IsError.ShouldBeTrue();
        (await PayAsync(wrap, """{"amount":1}""")).IsError.ShouldBeFalse();
        _spend.Server.Of("tools/call").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Fractions_AreCountedExactly()
    {
        await using var wrap = await _spend.StartAsync();

        for (var call = 0; call < 10; call++) (await PayAsync(wrap, """{"amount":0.99}""")).IsError.ShouldBeFalse();

        (await PayAsync(wrap, """{"amount":0.11}""")).IsError.ShouldBeTrue();
        (await PayAsync(wrap, """{"amount":0.1}""")).IsError.ShouldBeFalse();
    }

    [Fact]
    public async Task AToolThatFails_IsCountedLikeOneThatDoesNot()
    {
        await using var wrap = await _spend.StartAsync();

        for (var call = 0; call < 2; call++) (await wrap.RequestAsync("tools/call", """{"name":"fail","arguments":{"text":"no"}}"""))["result"].ShouldNotBeNull();

        WrappedPolicy.Decision(new ToolCall(await wrap.RequestAsync("tools/call", """{"name":"fail","arguments":{}}""")))["code"]!.GetValue<string>().ShouldBe("limit_exceeded");
        _spend.Server.Of("tools/call").Count.ShouldBe(2);
    }

    [Fact]
    public async Task TwoServers_OfOnePolicy_HaveABudgetEach()
    {
        await using var one = await _spend.StartAsync();
        await using var two = await _spend.StartAsync("--name", "other");

        (await PayAsync(one, """{"amount":10}""")).IsError.ShouldBeFalse();

        (await PayAsync(two, """{"amount":10}""")).IsError.ShouldBeFalse();
        (await PayAsync(two, """{"amount":1}""")).IsError.ShouldBeTrue();
    }

    private static async Task<ToolCall> PayAsync(StdioBaton wrap, string arguments)
        => new(await wrap.RequestAsync("tools/call", $"{{\"name\":\"pay\",\"arguments\":{arguments}}}"));
}
