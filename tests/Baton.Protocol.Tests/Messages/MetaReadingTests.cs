using Baton.Protocol.Messages;

namespace Baton.Protocol.Tests.Messages;

/// <summary>Each member of <c>params</c> and <c>_meta</c> that the gateway reads: what it may be, and what is said when it is something else.</summary>
public sealed class MetaReadingTests
{
    private const string Revision = "io.modelcontextprotocol/protocolVersion";
    private const string Info = "io.modelcontextprotocol/clientInfo";
    private const string Capabilities = "io.modelcontextprotocol/clientCapabilities";
    private const string Level = "io.modelcontextprotocol/logLevel";

    private static readonly (string Json, string Name)[] Kinds =
        [("{\"a\":1}", "an object"), ("[1]", "an array"), ("\"text\"", "a string"), ("1.5", "a number"), ("null", "null"), ("true", "a boolean"), ("false", "a boolean")];

    public static TheoryData<string, string, string, string, string> WrongKinds()
    {
        var data = new TheoryData<string, string, string, string, string>();
        (string Key, string Expected, string[] Right)[] members =
        [
            ("progressToken", "a string or an integer", ["a string"]), (Revision, "a string", ["a string"]), (Level, "a string", ["a string"]), ("traceparent", "a string", ["a string"]), ("tracestate", "a string", ["a string"]), ("baggage", "a string", ["a string"]),
            (Info, "an object", ["an object"]), (Capabilities, "an object", ["an object"]),
        ];
        foreach (var (key, expected, right) in members)
        {
            foreach (var (json, name) in Kinds.Where(kind => !right.Contains(kind.Name))) data.Add("_meta", key, json, expected, name);
        }
        (string Key, string Expected, string Right)[] parameters =
        [
            ("name", "a string", "a string"), ("uri", "a string", "a string"), ("cursor", "a string", "a string"), ("requestState", "a string", "a string"),
            ("arguments", "an object or absent", "an object"), ("inputResponses", "an object", "an object"), ("_meta", "an object", "an object"),
        ];
        foreach (var (key, expected, right) in parameters)
        {
            foreach (var (json, name) in Kinds.Where(kind => kind.Name != right)) data.Add("params", key, json, expected, name);
        }
        return data;
    }

    [Theory, MemberData(nameof(WrongKinds))]
    public void Read_MemberOfAnotherKind_IsInvalidParamsAndSaysBoth(string level, string key, string json, string expected, string name)
    {
        var message = level == "_meta" ? Call($"\"_meta\":{{\"{key}\":{json}}}") : $$"""{"jsonrpc":"2.0","id":4,"method":"x/y","params":{"{{key}}":{{json}} } }""";
        var error = Wire.Refused(message);
        var place = level == "_meta" ? $"params._meta[\"{key}\"]" : $"params.{key}";
        (error.Code, error.Message).ShouldBe((-32602, $"{place} must be {expected}, not {name}"));
        Wire.RefusedId(message).ShouldBe("4");
    }

    [Fact]
    public void Read_Meta_GivesEachMemberAsItStands()
    {
        var call = Wire.Read(Call($$"""
            "_meta":{"progressToken" : 7.0 ,"{{Revision}}":"2026-07-28","{{Info}}":{ "name":"c" },"{{Capabilities}}":{ },"{{Level}}":"debug","traceparent":"00-1-2-01","own":[1]}
            """));
        Wire.Text(call.ProgressToken).ShouldBe("7.0");
        Wire.Text(call.ClientInfo).ShouldBe("""{ "name":"c" }""");
        Wire.Text(call.ClientCapabilities).ShouldBe("{ }");
        (call.ProtocolVersion, call.LogLevel, call.TraceParent, call.IsStateless).ShouldBe(("2026-07-28", "debug", "00-1-2-01", true));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"t\"")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("12345678901234567890")]
    public void Read_ProgressToken_IsKeptByItsText(string token) => Wire.Text(Wire.Read(Call($"\"_meta\":{{\"progressToken\":{token}}}")).ProgressToken).ShouldBe(token);

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("{}")]
    public void Read_ProgressTokenThatIsNoInteger_IsRefused(string token)
        => Wire.Refused(Call($"\"_meta\":{{\"progressToken\":{token}}}")).Message.ShouldStartWith("params._meta[\"progressToken\"] must be a string or an integer, not ");

    [Theory]
    [InlineData("tools/call", "params.name is missing")]
    [InlineData("prompts/get", "params.name is missing")]
    [InlineData("resources/read", "params.uri is missing")]
    public void Read_MethodWithoutWhatItNames_IsInvalidParams(string method, string message)
    {
        foreach (var parameters in (string[])["", ",\"params\":{}", ",\"params\":{\"other\":1}", ",\"params\":{\"_meta\":{}}"])
        {
            var error = Wire.Refused($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"{{parameters}} }""");
            (error.Code, error.Message).ShouldBe((-32602, message));
        }
    }

    [Theory]
    [InlineData("tools/list")]
    [InlineData("resources/subscribe")]
    [InlineData("completion/complete")]
    [InlineData("notifications/x")]
    public void Read_OtherMethods_NeedNoName(string method) => Wire.Read($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"}""").Name.ShouldBeNull();

    [Theory]
    [InlineData("\"params\":[]", -32602, "\"params\" must be an object (byte 34)")]
    [InlineData("\"params\":null", -32602, "\"params\" must be an object (byte 34)")]
    [InlineData("\"error\":[]", -32600, "\"error\" must be an object (byte 34)")]
    [InlineData("\"method\":5", -32600, "\"method\" must be a string (byte 43)")]
    [InlineData("\"id\":[]", -32600, "\"id\" must be a string or an integer (byte 39)")]
    public void Read_EnvelopeMemberOfAnotherKind_IsToldByItsByte(string member, int code, string message)
    {
        var error = Wire.Refused($$"""{"jsonrpc":"2.0","x":"xxxxxxxxxx",{{member}} }""");
        (error.Code, error.Message).ShouldBe((code, message));
    }

    private static string Call(string member) => $$"""{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"t",{{member}} } }""";
}
