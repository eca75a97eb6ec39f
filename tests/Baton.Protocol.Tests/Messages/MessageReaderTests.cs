using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Protocol.Tests.Messages;

public sealed class MessageReaderTests
{
    [Fact]
    public void Read_ToolCall_GivesEverySliceAsItStands()
    {
        var envelope = Wire.Read(
            """
            {"jsonrpc":"2.0","id":"a-1","method":"tools/call","params":{"name":"save","arguments": { "b" : [1, 2.50], "a":"\u00e4" },
             "_meta":{"progressToken":7,"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"c","version":"1"},
             "io.modelcontextprotocol/clientCapabilities":{"elicitation":{}},"io.modelcontextprotocol/logLevel":"info","traceparent":"00-a-b-01"}}}
            """);

        envelope.Kind.ShouldBe(MessageKind.Request);
        envelope.Id.ToString().ShouldBe("\"a-1\"");
        envelope.Method.ShouldBe("tools/call");
        envelope.Name.ShouldBe("save");
        Wire.Text(envelope.Arguments).ShouldBe("""{ "b" : [1, 2.50], "a":"\u00e4" }""");
        Wire.Text(envelope.ProgressToken).ShouldBe("7");
        envelope.ProtocolVersion.ShouldBe("2026-07-28");
        Wire.Text(envelope.ClientInfo).ShouldBe("""{"name":"c","version":"1"}""");
        Wire.Text(envelope.ClientCapabilities).ShouldBe("""{"elicitation":{}}""");
        envelope.LogLevel.ShouldBe("info");
        envelope.TraceParent.ShouldBe("00-a-b-01");
        envelope.IsStateless.ShouldBeTrue();
    }

    [Fact]
    public void Read_RetryOfInputRequired_GivesAnswersAndState()
    {
        var envelope = Wire.Read(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","inputResponses":{"q":{"action":"accept"}},"requestState":"abc"}}""");

        Wire.Text(envelope.InputResponses).ShouldBe("""{"q":{"action":"accept"}}""");
        envelope.RequestState.ShouldBe("abc");
    }

    [Fact]
    public void Read_UnknownMembers_Pass()
    {
        var envelope = Wire.Read("""{"jsonrpc":"2.0","id":1,"method":"x/y","params":{"anything":[null],"_meta":{"com.example/k":1}},"extra":true}""");

        Wire.Text(envelope.Params).ShouldBe("""{"anything":[null],"_meta":{"com.example/k":1}}""");
        Wire.Text(envelope.Meta).ShouldBe("""{"com.example/k":1}""");
    }

    [Fact]
    public void Read_Notification_HasNoId()
    {
        var envelope = Wire.Read("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");

        envelope.Kind.ShouldBe(MessageKind.Notification);
        envelope.Id.IsAbsent.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":4,"result":{"ok":true}}""", """{"ok":true}""", "")]
    [InlineData("""{"jsonrpc":"2.0","id":4,"error":{"code":1,"message":"m"}}""", "", """{"code":1,"message":"m"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"m"}}""", "", """{"code":1,"message":"m"}""")]
    [InlineData("""{"jsonrpc":"2.0","error":{"code":1,"message":"m"},"id":null}""", "", """{"code":1,"message":"m"}""")]
    public void Read_Response_GivesResultOrError(string json, string result, string error)
    {
        var envelope = Wire.Read(json);

        envelope.Kind.ShouldBe(MessageKind.Response);
        Wire.Text(envelope.Result).ShouldBe(result);
        Wire.Text(envelope.Error).ShouldBe(error);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("\"1\"", "\"1\"")]
    [InlineData("1.0", "1.0")]
    [InlineData("-7", "-7")]
    [InlineData("\"\\u0061\"", "\"\\u0061\"")]
    [InlineData("99999999999999999999999999", "99999999999999999999999999")]
    [InlineData("\"\"", "\"\"")]
    public void Read_Id_IsKeptExactly(string id, string expected)
        => Wire.Read($$"""{"jsonrpc":"2.0","id":{{id}},"method":"ping"}""").Id.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("null")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("true")]
    [InlineData("[1]")]
    [InlineData("{}")]
    public void Read_IdThatIsNeitherStringNorInteger_IsRefused(string id)
    {
        var json = $$"""{"jsonrpc":"2.0","id":{{id}},"method":"ping"}""";

        var error = Wire.Refused(json);
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldContain("\"id\" must be a string or an integer (byte 22)");
        Wire.RefusedId(json).ShouldBe("null");
    }

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("1", "1.00", true)]
    [InlineData("0", "-0", true)]
    [InlineData("1", "\"1\"", false)]
    [InlineData("\"a\"", "\"\\u0061\"", true)]
    [InlineData("1", "2", false)]
    [InlineData("10", "1.0", false)]
    public void RequestId_Key_IsEqualForTheSameId(string left, string right, bool same)
        => (RequestId.Read(Wire.Bytes(left)) == RequestId.Read(Wire.Bytes(right))).ShouldBe(same);

    [Theory]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", "Batches are not accepted")]
    [InlineData("[]", "Batches are not accepted")]
    [InlineData("42", "must be a JSON object")]
    [InlineData("null", "must be a JSON object")]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"ping"}""", "\"jsonrpc\" must be \"2.0\"")]
    [InlineData("""{"id":1,"method":"ping"}""", "\"jsonrpc\" must be \"2.0\"")]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"ping"}""", "\"jsonrpc\" must be \"2.0\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", "\"method\" is missing")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", "\"method\" must be a string")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":""}""", "\"method\" is empty")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"pi\u200bng"}""", "invisible character U+200B")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","result":{}}""", "neither \"result\" nor \"error\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{},"error":{}}""", "either \"result\" or \"error\"")]
    [InlineData("""{"jsonrpc":"2.0","result":{}}""", "needs the \"id\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":"no"}""", "\"error\" must be an object")]
    public void Read_NotOneMessage_IsAnInvalidRequest(string json, string part)
    {
        var error = Wire.Refused(json);
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldContain(part);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"delete_customer","Name":"read_file"}}""", "params.Name")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"Method":"tools/list","method":"ping"}""", "\"Method\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"ID":2,"method":"ping"}""", "\"ID\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","param\u017f":{},"params":{"name":"x"}}""", "differs from \"params\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","ARGUMENTS":{}}}""", "params.ARGUMENTS")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","_META":{}}}""", "params._META")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"PROGRESSTOKEN":1}}}""", "params._meta.PROGRESSTOKEN")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"\u212a":1,"progressTo\u212aen":1}}}""", "differs from \"progressToken\"")]
    public void Read_KeyThatImitatesAKnownOne_IsRefused(string json, string part)
    {
        var error = Wire.Refused(json);
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldContain(part);
        error.Message.ShouldContain("only by case");
        Wire.RefusedId(json).ShouldBe("1");
    }

    [Fact]
    public void Read_CaseVariantsInsideArguments_Pass()
        => Wire.Text(Wire.Read("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":{"name":1,"Name":2}}}""").Arguments)
            .ShouldBe("""{"name":1,"Name":2}""");

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}""", "\"params\" must be an object")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":null}""", "\"params\" must be an object")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call"}""", "params.name is missing")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{}}""", "params.name is missing")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"name":"x"}}""", "params.uri is missing")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":7}}""", "params.name must be a string, not a number")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":["x"]}}""", "params.name must be a string, not an array")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":""}}""", "params.name is empty")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a\nb"}}""", "control character U+000A at position 1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":[]}}""", "params.arguments must be an object or absent, not an array")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":"{}"}}""", "not a string")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":null}}""", "not null")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":true}}""", "params._meta must be an object, not a boolean")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"progressToken":null}}}""", "must be a string or an integer")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"progressToken":1.5}}}""", "must be a string or an integer")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":1}}}""", "must be a string")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/clientInfo":"x"}}}""", "must be an object")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/clientCapabilities":[]}}}""", "must be an object")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/logLevel":3}}}""", "must be a string")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":3}}""", "params.cursor must be a string")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":{}}}""", "params.uri must be a string")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","requestState":{}}}""", "params.requestState must be a string")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","inputResponses":[]}}""", "params.inputResponses must be an object")]
    public void Read_ParamsOfTheWrongShape_AreInvalidParams(string json, string part)
    {
        var error = Wire.Refused(json);
        error.Code.ShouldBe(ErrorCode.InvalidParams);
        error.Message.ShouldContain(part);
        Wire.RefusedId(json).ShouldBe("1");
    }

    [Fact]
    public void Read_DuplicateKeyInArguments_IsRefusedWithPlaceAndId()
    {
        const string Json = """{"jsonrpc":"2.0","id":"q","method":"tools/call","params":{"name":"x","arguments":{"list":[{"a":1,"\u0061":2}]}}}""";

        var error = Wire.Refused(Json);
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldContain("\"a\" stands twice");
        error.Message.ShouldContain("/params/arguments/list/0 (byte 97)");
        Wire.RefusedId(Json).ShouldBe("\"q\"");
    }

    [Fact]
    public void Read_DuplicateId_IsAnsweredWithNull()
        => Wire.RefusedId("""{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}""").ShouldBe("null");

    [Fact]
    public void Read_DuplicateMethod_IsAnsweredWithTheId()
        => Wire.RefusedId("""{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"}""").ShouldBe("1");

    [Fact]
    public void Read_OverTheLimit_SaysSizeAndLimit()
    {
        var error = MessageReader.Read(new byte[101], 100).Error.ShouldNotBeNull();

        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldBe("The message has 101 bytes, the limit is 100 bytes");
        Wire.Text(error.Data).ShouldBe("""{"limit":100,"size":101}""");
    }

    [Fact]
    public void TooLarge_OfUnknownSize_SaysTheLimit()
        => Wire.Text(MessageReader.TooLarge(null, 100).Data).ShouldBe("""{"limit":100}""");

    [Fact]
    public void Read_FourMebibytesOfMixedText_KeepsEveryByte()
    {
        var text = string.Concat(Enumerable.Repeat("日本語😀\\r\\n𠮷é", 4 * 1024 * 1024 / 30));
        var arguments = $$"""{"body":"{{text}}"}""";

        var envelope = Wire.Read($$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":{{{arguments}}}}}""");

        envelope.Arguments.Span.SequenceEqual(Wire.Bytes(arguments).Span).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","a":1,"a":1,"\ud800id":4,"result":{}}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","a":1,"a":1,"id":"\ud800","method":"ping"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"a":1,"a":1,"method":"\ud800"}""", "7")]
    public void Read_FaultBehindTheOneThatIsTold_IsStillAnswered(string text, string id)
    {
        Wire.Refused(text).Message.ShouldContain("\"a\" stands twice");
        Wire.RefusedId(text).ShouldBe(id);
    }
}
