using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Inspection;

/// <summary>What a policy says of answers is carried out on what the server really sent.</summary>
public sealed class ResultRuleTests
{
    [Fact]
    public async Task Answer_TooLarge_IsRefusedWithTheBound()
    {
        await using var gateway = await Recorded.StartAsync("""{"version":"1","default":"allow","tools":{"big":{"result":{"max_bytes":1000}}}}""");

        var answer = await gateway.CallAsync("big", """{"bytes":2000}""");

        answer.At("result.isError").ShouldBe("true");
        answer.At("result.structuredContent.code").ShouldBe("result_too_large");
        answer.At("result.structuredContent.rule").ShouldBe("/tools/big/result");
        answer.ToString().Length.ShouldBeLessThan(1000);
        gateway.Server.Of("tools/call").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Answer_WithWhatIsBlankedOut_KeepsEverythingElse()
    {
        await using var gateway = await Recorded.StartAsync("""{"version":"1","default":"allow","tools":{"echo":{"result":{"redact":["secrets"]}}}}""");

        var answer = await gateway.CallAsync("echo", """{"text":"key AKIAABCDEFGHIJKLMNOP, ü 😀"}""");

        Recorded.TextOf(answer).ShouldBe("key [redacted secret], ü 😀");
    }

    [Fact]
    public async Task Answer_ThatMayNotLeave_IsRefused()
    {
        await using var gateway = await Recorded.StartAsync("""{"version":"1","default":"allow","tools":{"echo":{"result":{"deny_if_contains":["classified"]}}}}""");

        var answer = await gateway.CallAsync("echo", """{"text":"this is classified"}""");

        answer.At("result.structuredContent.code").ShouldBe("result_denied");
        Recorded.TextOf(answer).ShouldNotContain("this is");
    }

    [Fact]
    public async Task Error_WithASecret_IsBlankedOutToo()
    {
        await using var gateway = await Recorded.StartAsync("""{"version":"1","default":"allow","tools":{"refuse":{"result":{"redact":["secrets"]}}}}""");

        var answer = await gateway.CallAsync("refuse", """{"text":"no such key AKIAABCDEFGHIJKLMNOP"}""");

        answer.At("error.message").ShouldBe("no such key [redacted secret]");
        answer.At("error.data.said").ShouldBe("no such key [redacted secret]");
        answer.At("error.code").ShouldBe("-32050");
    }

    [Theory]
    [InlineData("""{"version":"1","mode":"observe","default":"allow","tools":{"big":{"result":{"max_bytes":10}}}}""")]
    [InlineData("""{"version":"1","default":"allow","tools":{"big":{"mode":"observe","result":{"max_bytes":10}}}}""")]
    public async Task Answer_UnderAnObservingPolicy_Passes(string policy)
    {
        await using var gateway = await Recorded.StartAsync(policy);

        Recorded.TextOf(await gateway.CallAsync("big", """{"bytes":20}""")).ShouldBe(new string('x', 20));
    }
}
