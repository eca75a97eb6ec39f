using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Policy.Decisions;
using Baton.Policy.Results;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Results;

/// <summary>Answers that hold JSON as a text, once and twice over, as tools write them: what is secret there is found as well.</summary>
public sealed class NestedAnswerTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    // what the tool's own JSON holds; the part that must not come through
    [InlineData("""{"password":"hunter22"}""", "hunter22")]
    [InlineData("""{"password": "hunter22"}""", "hunter22")]
    [InlineData("""{"db":{"api_key" : "abcdef123"}}""", "abcdef123")]
    [InlineData("""{"access-key":"abcdef123"}""", "abcdef123")]
    [InlineData("""{"log":"line\nAKIAIOSFODNN7EXAMPLE"}""", "AKIAIOSFODNN7EXAMPLE")]
    [InlineData("""{"log":"a\tAKIAIOSFODNN7EXAMPLE\tb"}""", "AKIAIOSFODNN7EXAMPLE")]
    [InlineData("""{"log":"a\r\nghp_012345678901234567890123456789012345"}""", "ghp_012345678901234567890123456789012345")]
    [InlineData("""{"log":"a\ngithub_pat_0123456789012345678901234567890123456789"}""", "github_pat_0123456789012345678901234567890123456789")]
    [InlineData("""{"log":"a\nglpat-01234567890123456789"}""", "glpat-01234567890123456789")]
    [InlineData("""{"log":"a\nxoxb-0123456789-abcdef"}""", "xoxb-0123456789-abcdef")]
    [InlineData("""{"log":"a\nsk_live_0123456789abcdef"}""", "sk_live_0123456789abcdef")]
    [InlineData("""{"log":"a\nsk-0123456789abcdefghij"}""", "sk-0123456789abcdefghij")]
    [InlineData("""{"log":"a\nAIza01234567890123456789012345678901234"}""", "AIza01234567890123456789012345678901234")]
    [InlineData("""{"log":"a\neyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl"}""", "eyJhbGciOiJI")]
    [InlineData("""{"log":"a\nbearer abcdefghijklmnop"}""", "abcdefghijklmnop")]
    [InlineData("""{"log":"a\nhttps://user:pw1234@host/x"}""", "pw1234")]
    [InlineData("""{"log":"a\npassword=hunter22"}""", "hunter22")]
    [InlineData("""{"log":"a\u0009AKIAIOSFODNN7EXAMPLE"}""", "AKIAIOSFODNN7EXAMPLE")]
    public void Inspect_SecretInATextOfJson_IsBlankedOutAtEveryDepth(string json, string secret)
    {
        var text = json;
        for (var depth = 0; depth < 4; depth++)
        {
            Clean("secrets", text).ShouldNotContain(secret, customMessage: $"depth {depth}");
            text = JsonSerializer.Serialize(text, Plain);
        }
    }

    [Theory]
    [InlineData("""{"log":"to\nann@example.com"}""", "ann@example.com")]
    [InlineData("""{"log":"to\n078-05-1120"}""", "078-05-1120")]
    [InlineData("""{"log":"to\n5500-0000-0000-0004"}""", "5500-0000-0000-0004")]
    [InlineData("""{"log":"to\nDE89370400440532013000"}""", "DE89370400440532013000")]
    [InlineData("""{"log":"to\t+49 30 901820 12"}""", "901820")]
    public void Inspect_PersonInATextOfJson_IsBlankedOutAtEveryDepth(string json, string datum)
    {
        var text = json;
        for (var depth = 0; depth < 4; depth++)
        {
            Clean("pii", text).ShouldNotContain(datum, customMessage: $"depth {depth}");
            text = JsonSerializer.Serialize(text, Plain);
        }
    }

    [Theory]
    // Words that only stand in letters stay, whatever they stand behind.
    [InlineData("""{"log":"a\nmasks_live_0123456789abcdef"}""")]
    [InlineData("""{"path":"C:\\new\\task-list-of-the-day-before"}""")]
    [InlineData("""{"log":"XAKIAIOSFODNN7EXAMPLE"}""")]
    [InlineData("""{"password":"short"}""")]
    [InlineData("""{"passwords":["a","b"]}""")]
    [InlineData("""{"log":"line\nnothing here\tat all"}""")]
    public void Inspect_TextOfJsonWithoutSecrets_StaysAsItIs(string json)
    {
        Clean("secrets", json).ShouldBe(json);
        Clean("secrets", JsonSerializer.Serialize(json, Plain)).ShouldBe(JsonSerializer.Serialize(json, Plain));
    }

    [Fact]
    public void Inspect_McpAnswer_IsCleanedInItsTextAndInItsStructure()
    {
        const string Answer = """{"content":[{"type":"text","text":"{\"key\":\"AKIAIOSFODNN7EXAMPLE\"}"}],"structuredContent":{"key":"AKIAIOSFODNN7EXAMPLE","n":1.0},"isError":false}""";
        var plan = Given.Entry("""{"result":{"redact":["secrets"]}}""").Decide(Given.Call()).Result.ShouldNotBeNull();
        var verdict = ResultInspector.Inspect(plan, Encoding.UTF8.GetBytes(Answer));
        Encoding.UTF8.GetString(verdict.Replacement!).ShouldBe("""{"content":[{"type":"text","text":"{\"key\":\"[redacted secret]\"}"}],"structuredContent":{"key":"[redacted secret]","n":1.0},"isError":false}""");
        verdict.Redactions.ShouldBe(2);
    }

    private static string Clean(string set, string text)
    {
        var plan = Given.Entry($$"""{"result":{"redact":["{{set}}"]} }""").Decide(Given.Call()).Result!;
        var answer = JsonSerializer.SerializeToUtf8Bytes(text);
        return JsonSerializer.Deserialize<string>(ResultInspector.Inspect(plan, answer).Replacement ?? answer)!;
    }
}
