using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Tests.Inspection;

/// <summary>A rule on results looks into every place that a client or a model reads, whatever the kind of content.</summary>
public sealed class ResultContentTests
{
    private const string Key = "AKIAABCDEFGHIJKLMNOP";

    private const string Redacting = """{"version":"1","default":"allow","tools":{"t":{"result":{"redact":["secrets"]}}}}""";

    private const string Denying = """{"version":"1","default":"allow","tools":{"t":{"result":{"deny_if_contains":["AKIAABCDEFGHIJKLMNOP"]}}}}""";

    public static TheoryData<string> Places() =>
    [
        """{"content":[{"type":"text","text":"a KEY b"}]}""",
        """{"content":[{"type":"text","text":"ok"},{"type":"text","text":"KEY"}]}""",
        """{"content":[{"type":"resource","resource":{"uri":"a:b","text":"KEY"}}]}""",
        """{"content":[{"type":"resource_link","uri":"https://example.com/?k=KEY","name":"x"}]}""",
        """{"content":[{"type":"resource_link","uri":"a:b","name":"KEY","description":"d"}]}""",
        """{"content":[{"type":"text","text":"ok","_meta":{"note":"KEY"}}]}""",
        """{"content":[],"structuredContent":{"deep":[{"er":"KEY"}]}}""",
        """{"content":[],"_meta":{"trace":"KEY"}}""",
        """{"content":[],"isError":true,"unknown":"KEY"}""",
        """{"content":[{"type":"text","text":"\u0041KIAABCDEFGHIJKLMNOP"}]}""",
        """{"content":[{"type":"unheard_of","anything":{"x":["KEY"]}}]}""",
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Secret_AnywhereInTheResult_IsBlankedOut_AndTheRestKept(string place)
    {
        var said = place.Replace("KEY", Key, StringComparison.Ordinal);
        var answer = (await new Watched(Redacting, _ => Watched.Completed(said)).SendAsync(Messages.Call("1", "t"))).Text();

        answer.ShouldBe(said.Replace("\\u0041KIA", "AKIA", StringComparison.Ordinal).Replace(Key, "[redacted secret]", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Word_AnywhereInTheResult_KeepsItBack(string place)
    {
        var said = place.Replace("KEY", Key, StringComparison.Ordinal);
        var answer = (await new Watched(Denying, _ => Watched.Completed(said)).SendAsync(Messages.Call("1", "t"))).Text();

        answer.ShouldContain("[POLICY DENIED]");
        answer.ShouldContain("\"rule\":\"/tools/t/result\"");
        answer.ShouldNotContain(Key);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task MaxBytes_IsOfTheWholeResult_AndInclusive(int bytes, bool passes)
    {
        var said = $$"""{"content":"{{new string('x', bytes - 14)}}"}""";
        said.Length.ShouldBe(bytes);
        var world = new Watched("""{"version":"1","default":"allow","tools":{"t":{"result":{"max_bytes":100}}}}""", _ => Watched.Completed(said));
        var answer = (await world.SendAsync(Messages.Call("1", "t"))).Text();
        if (passes) answer.ShouldBe(said);
        else Messages.Json(answer).At("structuredContent.reason").ShouldBe("The answer has 101 bytes, more than the 100 that this policy lets through. Ask for less.");
    }

    [Fact]
    public async Task Error_OfTheServer_IsLookedAtLikeAResult()
    {
        var error = new RpcError(-32050, $"no {Key}") { Data = System.Text.Encoding.UTF8.GetBytes($$"""{"k":"{{Key}}","n":1.0}""") };
        (await new Watched(Redacting, _ => new Reply.Failed(error)).SendAsync(Messages.Call("1", "t"))).Text().ShouldBe("""-32050 no [redacted secret] {"k":"[redacted secret]","n":1.0}""");
        var denied = (await new Watched(Denying, _ => new Reply.Failed(error)).SendAsync(Messages.Call("1", "t"))).ShouldBeOfType<Reply.Completed>();
        (denied.IsToolError, denied.Text().Contains(Key, StringComparison.Ordinal)).ShouldBe((true, false));
    }

    [Fact]
    public async Task ToolError_ThatIsCleaned_StaysOne()
    {
        var world = new Watched(Redacting, _ => Watched.Completed($$"""{"isError":true,"content":[{"type":"text","text":"{{Key}}"}]}""", isToolError: true));
        (await world.SendAsync(Messages.Call("1", "t"))).ShouldBeOfType<Reply.Completed>().IsToolError.ShouldBeTrue();
        world.Rows[1].IsError.ShouldBe(true);
    }

    [Fact]
    public async Task Denial_OfAToolWithAnOutputSchema_HasNoStructuredContent()
    {
        var world = new Watched("""{"version":"1","default":"allow","tools":{"delete_note":{"result":{"max_bytes":1}}}}""");
        var denied = Messages.Json((await world.SendAsync(Messages.Call("1", "delete_note"))).Text());
        denied.TryGetProperty("structuredContent", out _).ShouldBeFalse();
        denied.GetProperty("_meta").GetProperty("dev.baton/decision").At("code").ShouldBe("result_too_large");
    }

    [Fact]
    public async Task Refusal_BeforeTheServer_IsNotCutByTheRule()
    {
        var world = new Watched("""{"version":"1","default":"allow","tools":{"t":{"action":"deny","reason":"Ask somebody first.","result":{"max_bytes":1}}}}""");
        Messages.Json((await world.SendAsync(Messages.Call("1", "t"))).Text()).At("structuredContent.reason").ShouldBe("Ask somebody first.");
    }
}
