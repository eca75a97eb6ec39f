using Baton.Protocol.Messages;

namespace Baton.Protocol.Tests.Messages;

public sealed class MessageRewriterTests
{
    private const string Call =
        """{ "jsonrpc":"2.0", "id": 7 , "method":"tools/call", "params": {"name":"mem__save", "arguments": { "a" : 1.50 ,"b":"\u00e4" }, "x":[1 , 2], "_meta":{"progressToken":"t","com.example/k":{"a":1}} }, "later":true }""";

    [Fact]
    public void Apply_IdNameAndToken_ChangesOnlyThose()
    {
        var outgoing = MessageRewriter.Apply(
            Wire.Read(Call), new Rewrite { Id = Wire.Bytes("\"g-1\""), Name = "save", ProgressToken = Wire.Bytes("12") });

        outgoing.Id.ToString().ShouldBe("\"g-1\"");
        outgoing.Name.ShouldBe("save");
        Wire.Text(outgoing.ProgressToken).ShouldBe("12");
        Wire.Text(outgoing.Arguments).ShouldBe("""{ "a" : 1.50 ,"b":"\u00e4" }""");
        Wire.Text(outgoing.Message).ShouldContain("\"x\":[1 , 2]");
        Wire.Text(outgoing.Meta).ShouldContain("\"com.example/k\":{\"a\":1}");
        Wire.Text(outgoing.Message).ShouldContain("\"later\":true");
    }

    [Fact]
    public void Apply_MetaKeys_AreSetAndTakenOut()
    {
        var outgoing = MessageRewriter.Apply(Wire.Read(Call), new Rewrite
        {
            Meta = new Dictionary<string, ReadOnlyMemory<byte>>
            {
                ["traceparent"] = Wire.Bytes("\"00-1-2-01\""),
                ["com.example/k"] = default,
                ["progressToken"] = default,
            },
        });

        Wire.Text(outgoing.Meta).ShouldBe("""{"traceparent":"00-1-2-01"}""");
        outgoing.TraceParent.ShouldBe("00-1-2-01");
    }

    [Fact]
    public void Apply_MetaOfAMessageWithoutParams_AddsBoth()
    {
        var outgoing = MessageRewriter.Apply(
            Wire.Read("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""),
            new Rewrite { Meta = new Dictionary<string, ReadOnlyMemory<byte>> { ["a/b"] = Wire.Bytes("1") } });

        Wire.Text(outgoing.Message).ShouldBe("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"a/b":1}}}""");
    }

    [Fact]
    public void Apply_ProgressTokenNobodyAskedFor_IsNotAdded()
        => MessageRewriter.Apply(
                Wire.Read("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}"""), new Rewrite { ProgressToken = Wire.Bytes("1") })
            .ProgressToken.IsEmpty.ShouldBeTrue();

    [Fact]
    public void Apply_Nothing_IsTheSameText()
        => Wire.Text(MessageRewriter.Apply(Wire.Read(Call), new Rewrite()).Message).Replace(" ", "", StringComparison.Ordinal)
            .ShouldBe(Call.Replace(" ", "", StringComparison.Ordinal));

    [Fact]
    public void Apply_Response_ChangesOnlyTheId()
    {
        var outgoing = MessageRewriter.Apply(
            Wire.Read("""{"jsonrpc":"2.0","id":1,"result":{"id":1}}"""), new Rewrite { Id = Wire.Bytes("9") });

        Wire.Text(outgoing.Message).ShouldBe("""{"jsonrpc":"2.0","id":9,"result":{"id":1}}""");
    }

    [Theory]
    [InlineData("""{"a":1},"arguments":{"a":2}""")]
    [InlineData("""1},"evil":{""")]
    public void Apply_ValueThatWouldChangeTheCall_Throws(string injected)
        => Should.Throw<InvalidOperationException>(() => MessageRewriter.Apply(Wire.Read(Call), new Rewrite
        {
            Meta = new Dictionary<string, ReadOnlyMemory<byte>> { ["a/b"] = Wire.Bytes(injected + "}, \"arguments\":{\"a\":2") },
        }));

    [Fact]
    public void SameCall_OtherArguments_AreAnotherCall()
        => SameCall.As(Wire.Read(Call), Wire.Read(Call.Replace("1.50", "1.5", StringComparison.Ordinal))).ShouldBeFalse();
}
