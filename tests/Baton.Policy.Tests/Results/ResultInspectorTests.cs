using System.Text;
using System.Text.Json;
using Baton.Policy.Results;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Results;

public sealed class ResultInspectorTests
{
    [Theory]
    [InlineData("key AKIAIOSFODNN7EXAMPLE here", "key [redacted secret] here")]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123456789", "[redacted secret]")]
    [InlineData("password = hunter2hunter2", "[redacted secret]")]
    [InlineData("postgres://app:s3cr3t@db/x", "[redacted secret]db/x")]
    [InlineData("mail ann@example.com now", "mail [redacted email] now")]
    [InlineData("card 4111 1111 1111 1111", "card [redacted card]")]
    [InlineData("ssn 078-05-1120", "ssn [redacted ssn]")]
    [InlineData("order ACME-4711", "order [redacted pattern]")]
    [InlineData("nothing to see: 1234", "nothing to see: 1234")]
    public void Inspect_Redact_BlanksOutTheUsualForms(string text, string expected)
    {
        var verdict = Inspect("""{"redact":["secrets","pii",{"pattern":"ACME-[0-9]+"}]}""", $$"""{"content":[{"type":"text","text":{{JsonSerializer.Serialize(text)}} }]}""");
        verdict.IsDenied.ShouldBeFalse();
        if (expected == text)
        {
            verdict.Replacement.ShouldBeNull();
            return;
        }
        using var json = JsonDocument.Parse(verdict.Replacement!);
        json.RootElement.GetProperty("content")[0].GetProperty("text").GetString().ShouldBe(expected);
    }

    [Fact]
    public void Inspect_Redact_LeavesEveryOtherByteAlone()
    {
        var result = """{ "a" : 1.50e2,  "b":"x ACME-1 \u00e9\n", "unknown":[ null ] }""";
        var verdict = Inspect("""{"redact":[{"pattern":"ACME-[0-9]+"}]}""", result);
        Encoding.UTF8.GetString(verdict.Replacement!).ShouldBe("""{ "a" : 1.50e2,  "b":"x [redacted pattern] é\n", "unknown":[ null ] }""");
        verdict.Redactions.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"deny_if_contains":["PRIVATE KEY"]}""", """{"text":"-----BEGIN PRIVATE KEY-----"}""", "result_denied")]
    [InlineData("""{"deny_if_contains":["PRIVATE KEY"]}""", """{"PRIVATE KEY":1}""", "result_denied")]
    [InlineData("""{"deny_if_contains":["PRIVATE KEY"]}""", """{"text":"PRIVATE\u0020KEY"}""", "result_denied")]
    [InlineData("""{"deny_if_contains":[{"pattern":"(?i)top secret"}]}""", """{"text":["Top Secret"]}""", "result_denied")]
    [InlineData("""{"deny_if_contains":["zz"]}""", """{"text":"abc"}""", null)]
    [InlineData("""{"max_bytes":10}""", """{"text":"abcdefgh"}""", "result_too_large")]
    [InlineData("""{"max_bytes":100}""", """{"text":"abcdefgh"}""", null)]
    [InlineData("""{"redact":["pii"]}""", """{"text":""", "result_unreadable")]
    public void Inspect_Answer_IsRefusedOrPasses(string plan, string result, string? code) => Inspect(plan, result).Code.ShouldBe(code);

    [Fact]
    public void Decide_ResultRulesOfAllLayers_AreMerged()
    {
        var plan = Given.Policy("""{"version":"1","default":"deny","tools":{"t":{"result":{"max_bytes":100}}},"all_tools":{"result":{"max_bytes":50,"deny_if_contains":["x"]}}}""")
            .Decide(Given.Call()).Result.ShouldNotBeNull();
        plan.MaxBytes.ShouldBe(50);
        ResultInspector.Inspect(plan, "\"x\""u8.ToArray()).Code.ShouldBe("result_denied");
    }

    private static ResultVerdict Inspect(string plan, string result)
        => ResultInspector.Inspect(Given.Entry($$"""{"result":{{plan}} }""").Decide(Given.Call()).Result!, Encoding.UTF8.GetBytes(result));
}
