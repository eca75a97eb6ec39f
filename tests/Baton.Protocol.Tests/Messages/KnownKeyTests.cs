using System.Text;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Protocol.Tests.Messages;

/// <summary>Keys that a reader with other habits would take for a known one: refused at each level, however they are spelled.</summary>
public sealed class KnownKeyTests
{
    private static readonly string[] Top = ["jsonrpc", "id", "method", "params", "result", "error"];

    private static readonly string[] Params =
        ["name", "arguments", "_meta", "uri", "cursor", "inputResponses", "requestState", "protocolVersion", "capabilities", "clientInfo", "ref", "argument", "level", "notifications", "requestId", "taskId"];

    private static readonly string[] Meta =
    [
        "progressToken", "io.modelcontextprotocol/protocolVersion", "io.modelcontextprotocol/clientInfo", "io.modelcontextprotocol/clientCapabilities",
        "io.modelcontextprotocol/logLevel", "io.modelcontextprotocol/subscriptionId", "traceparent",
    ];

    public static TheoryData<string, string, string> Variants()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (level, keys) in new[] { ("top", Top), ("params", Params), ("_meta", Meta) })
        {
            foreach (var key in keys)
            {
                foreach (var variant in SpelledOtherwise(key)) data.Add(level, key, variant);
            }
        }
        return data;
    }

    [Theory, MemberData(nameof(Variants))]
    public void Read_KeyThatDiffersByCase_IsRefusedPlainAndEscaped(string level, string key, string variant)
    {
        foreach (var written in new[] { variant, Escaped(variant) })
        {
            var error = Wire.Refused(Message(level, written));
            error.Code.ShouldBe(ErrorCode.InvalidRequest);
            error.Message.ShouldContain($"{variant}\"");
            error.Message.ShouldContain($"differs from \"{key}\" only by case; keys are case-sensitive");
        }
    }

    [Theory]
    [InlineData("params", "names")]
    [InlineData("params", "nam")]
    [InlineData("params", "n\u0430me")]
    [InlineData("params", " name")]
    [InlineData("_meta", "TraceParents")]
    [InlineData("_meta", "dev.example/progressToken")]
    [InlineData("_meta", "IO.example/protocolVersion")]
    [InlineData("top", "Extra")]
    public void Read_OtherKeys_Pass(string level, string key) => MessageReader.Read(Wire.Bytes(Message(level, key))).Error.ShouldBeNull();

    [Fact]
    public void Read_KnownKeysAsEscapes_AreTheKeys()
    {
        var call = Wire.Read($$"""{"{{Escaped("jsonrpc")}}":"2.0","{{Escaped("id")}}":1,"{{Escaped("method")}}":"tools/call","{{Escaped("params")}}":{"{{Escaped("name")}}":"t","{{Escaped("arguments")}}":{"a":1},"{{Escaped("_meta")}}":{"{{Escaped("io.modelcontextprotocol/clientCapabilities")}}":{"x":{} } } } }""");
        (call.Method, call.Name, Wire.Text(call.Arguments), Wire.Text(call.ClientCapabilities)).ShouldBe(("tools/call", "t", """{"a":1}""", """{"x":{} }"""));
    }

    [Fact]
    public void Read_CaseVariantInsideArgumentsOrUnknownObjects_Passes()
        => Wire.Read("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","arguments":{"Name":1,"NAME":2},"other":{"Name":1},"_meta":{"own":{"ProgressToken":1}}}}""").Name.ShouldBe("t");

    private static IEnumerable<string> SpelledOtherwise(string key)
    {
        var slash = key.LastIndexOf('/') + 1;
        yield return key.ToUpperInvariant() is var upper && upper != key ? upper : key.ToLowerInvariant();
        yield return key[..slash] + Flip(key[slash..]);
        if (key.Contains('s', StringComparison.Ordinal)) yield return key.Replace('s', '\u017F');
        if (key.Contains('k', StringComparison.Ordinal)) yield return key.Replace('k', '\u212A');
        if (key.Contains('i', StringComparison.Ordinal)) yield return key.Replace('i', '\u0131');
    }

    private static string Flip(string word)
    {
        var letter = word.IndexOf(word.First(char.IsLetter), StringComparison.Ordinal);
        return word[..letter] + char.ToUpperInvariant(word[letter]) + word[(letter + 1)..];
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var unit in text) escaped.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        return escaped.ToString();
    }

    private static string Message(string level, string key) => level switch
    {
        "top" => $$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t"},"{{key}}":1}""",
        "params" => $$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","{{key}}":1} }""",
        _ => $$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","_meta":{"{{key}}":1} } }""",
    };
}
