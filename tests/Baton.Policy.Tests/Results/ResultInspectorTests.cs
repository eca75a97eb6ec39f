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

    [Theory]
    // Each form of a secret, and a near miss that stays.
    [InlineData("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPL")]
    [InlineData("ASIAIOSFODNN7EXAMPLE", "XAKIAIOSFODNN7EXAMPLE")]
    [InlineData("github_pat_0123456789012345678901234567890123456789", "github_pat_short")]
    [InlineData("glpat-01234567890123456789", "glpat-0123")]
    [InlineData("xoxb-0123456789-abcdef", "xoxz-0123456789-abcdef")]
    [InlineData("sk_live_0123456789abcdef", "sk_prod_0123456789abcdef")]
    [InlineData("sk-0123456789abcdefghij", "ask-0123456789abcdefghij")]
    [InlineData("bt_ab12_0123456789abcdefghij", "bt_ab12_short")]
    [InlineData("AIza01234567890123456789012345678901234", "AIza0123")]
    [InlineData("eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl", "eyJhbGciOiJI.eyJzdWIi")]
    [InlineData("api_key: abcdef123", "api_key: abc")]
    [InlineData("\"Password\" = \"hunter22\"", "password policy")]
    [InlineData("https://user:pw@host/x", "https://host:8080/x")]
    [InlineData("Authorization: Bearer abcdefghijklmnop==", "bearer of news")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "-----BEGIN PUBLIC KEY-----")]
    public void Inspect_Secret_IsBlankedOutAndItsNearMissIsNot(string secret, string nearMiss)
    {
        Clean("secrets", secret).ShouldContain("[redacted secret]");
        Clean("secrets", nearMiss).ShouldBe(nearMiss);
    }

    [Theory]
    [InlineData("ann.b+c@mail.example.co.uk", "email", "ann@localhost")]
    [InlineData("5500-0000-0000-0004", "card", "1234 5678 9012 3456")]
    [InlineData("378282246310005", "card", "37828224631")]
    [InlineData("DE89 3704 0044 0532 0130 00", "iban", "DE89 3704 0044")]
    [InlineData("GB29NWBK60161331926819", "iban", "gb29nwbk60161331926819")]
    [InlineData("078-05-1120", "ssn", "078-051-120")]
    [InlineData("+49 30 901820 12", "phone", "+1 23")]
    [InlineData("0044 20 7946 0958", "phone", "10044")]
    public void Inspect_PersonalData_IsBlankedOutByItsKindAndItsNearMissIsNot(string text, string kind, string nearMiss)
    {
        Clean("pii", text).ShouldContain($"[redacted {kind}]");
        Clean("pii", nearMiss).ShouldBe(nearMiss);
    }

    [Theory]
    [InlineData("""{"card":4111111111111111,"n":12}""", """{"card":"[redacted card]","n":12}""")]
    [InlineData("""[ 5500000000000004 , -4111111111111111 ]""", """[ "[redacted card]" , "-[redacted card]" ]""")]
    [InlineData("""[4.111111111111111e15,4111111111111111.0,41111111111111110E-1]""", """["[redacted card]","[redacted card].0","[redacted card].0"]""")]
    [InlineData("""[1714564800000,37828224631,4.5e3,1e400,411111111111111111111]""", null)]
    public void Inspect_Number_IsBlankedOutAsTheTextThatItIs(string result, string? expected)
    {
        var verdict = Inspect("""{"redact":["pii"]}""", result);
        (verdict.Replacement is { } clean ? Encoding.UTF8.GetString(clean) : null).ShouldBe(expected);
        (verdict.Redactions > 0).ShouldBe(expected is not null);
    }

    [Theory]
    [InlineData("""{"deny_if_contains":["4711"]}""", """{"order":4711}""", true)]
    [InlineData("""{"deny_if_contains":[{"pattern":"^47"}]}""", """[4.711e3]""", true)]
    [InlineData("""{"deny_if_contains":["4711"]}""", """[471.1,true,null]""", false)]
    public void Inspect_NumberToDeny_IsSeen(string plan, string result, bool denied) => Inspect(plan, result).IsDenied.ShouldBe(denied);

    [Fact]
    public void Inspect_NamesOfMembers_AreBlankedOutAndStayApart()
    {
        var verdict = Inspect("""{"redact":["pii"]}""", """{"ann@x.com":{"bob@x.com":1},"eve@x.com":2,"[redacted email]":3,"plain":4}""");
        Encoding.UTF8.GetString(verdict.Replacement!).ShouldBe("""{"[redacted email] 2":{"[redacted email]":1},"[redacted email] 3":2,"[redacted email]":3,"plain":4}""");
        verdict.Redactions.ShouldBe(3);
    }

    [Theory]
    [InlineData("x.", "x😀y", "[redacted pattern]y")]
    [InlineData("😀+", "a😀😀🚀", "a[redacted pattern]🚀")]
    [InlineData("[^a]", "a😀é", "a[redacted pattern][redacted pattern]")]
    [InlineData("\\bkey\\b", "kéy key 😀key😀", "kéy [redacted pattern] 😀[redacted pattern]😀")]
    [InlineData("é.", "😀é😀é", "😀[redacted pattern]é")]
    [InlineData("$", "", "[redacted pattern]")]
    public void Inspect_Pattern_SeesCharactersAndNotTheirHalves(string pattern, string text, string expected)
    {
        var verdict = Inspect($$"""{"redact":[{"pattern":{{JsonSerializer.Serialize(pattern)}} }]}""", JsonSerializer.Serialize(text));
        JsonSerializer.Deserialize<string>(verdict.Replacement!).ShouldBe(expected);
    }

    [Theory]
    [InlineData("a.b*(c)", "x a.b*(c) y", true)]
    [InlineData("a.b*(c)", "x aXb(c) y", false)]
    [InlineData("Secret", "secret", false)]
    [InlineData("é😀", "aé😀", true)]
    public void Inspect_TextToDeny_IsTakenAsItStands(string needle, string text, bool denied)
        => Inspect($$"""{"deny_if_contains":[{{JsonSerializer.Serialize(needle)}}]}""", JsonSerializer.Serialize(text)).IsDenied.ShouldBe(denied);

    [Theory]
    [InlineData("""{"redact":["secret"]}""", "unknown_word")]
    [InlineData("""{"redact":[{"pattern":"("}]}""", "operand")]
    [InlineData("""{"redact":[{"patern":"x"}]}""", "unknown_key")]
    [InlineData("""{"redact":[5]}""", "wrong_type")]
    [InlineData("""{"deny_if_contains":[""]}""", "operand")]
    [InlineData("""{"deny_if_contains":"x"}""", "wrong_type")]
    [InlineData("""{"max_bytes":0}""", "number")]
    [InlineData("""{"max_bytes":1.5}""", "number")]
    [InlineData("""{"max_bytes":3000000000}""", "number")]
    public void Load_BadResultRule_IsAnError(string result, string code)
        => Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"result":{{result}} } } }""").ShouldContain(error => error.Code == code);

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

    private static string Clean(string set, string text)
    {
        var verdict = Inspect($$"""{"redact":["{{set}}"]}""", JsonSerializer.Serialize(text));
        return verdict.Replacement is null ? text : JsonSerializer.Deserialize<string>(verdict.Replacement)!;
    }
}
