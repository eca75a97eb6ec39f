using System.Text;
using Baton.Policy.Canonical;
using Baton.Policy.Decisions;
using Baton.Policy.Json;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Canonical;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : 1.0, "a" : [ true , null ] }""", """{"a":[true,null],"b":1}""")]
    [InlineData("""{"\uff61":1,"\ud83d\ude00":2}""", """{"｡":1,"😀":2}""")]
    [InlineData("1.50e2", "15e1")]
    [InlineData("0.10", "1e-1")]
    [InlineData("-0.0", "0")]
    [InlineData("1E+2", "1e2")]
    [InlineData("\"\\u0041\\/\\n\\u001f\"", "\"A/\\n\\u001f\"")]
    public void TryWrite_GoodText_IsCanonical(string json, string canonical)
        => Encoding.UTF8.GetString(CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(json), out _)!).ShouldBe(canonical);

    [Theory]
    [InlineData("\"\\ud800\"", "surrogate")]
    [InlineData("{\"a\":1,\"a\":2}", "twice")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "twice")]
    [InlineData("1e401", "exponent")]
    [InlineData("1e-99999999999", "exponent")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345", "digits")]
    [InlineData("{", "not valid JSON")]
    [InlineData("1 2", "not valid JSON")]
    public void TryWrite_BadText_IsMalformed(string json, string why)
    {
        CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(json), out var error).ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain(why);
    }

    [Fact]
    public void TryWrite_BadUtf8_IsMalformed() => CanonicalJson.TryWrite(new byte[] { (byte)'"', 0xC3, (byte)'"' }, out _).ShouldBeNull();

    [Fact]
    public void TryWrite_ObjectWithManyNames_FindsADuplicate()
    {
        var names = string.Join(',', Enumerable.Range(0, 100).Select(number => $"\"k{number}\":1"));
        CanonicalJson.TryWrite(Encoding.UTF8.GetBytes($"{{{names}}}"), out _).ShouldNotBeNull();
        CanonicalJson.TryWrite(Encoding.UTF8.GetBytes($"{{{names},\"k7\":1}}"), out _).ShouldBeNull();
    }

    [Theory]
    [InlineData("1", "1.0", 0)]
    [InlineData("0.1", "0.10000000000000000000000001", -1)]
    [InlineData("-2", "1", -1)]
    [InlineData("-2", "-3", 1)]
    [InlineData("9007199254740993", "9007199254740992", 1)]
    [InlineData("1e-400", "0", 1)]
    [InlineData("10", "9", 1)]
    [InlineData("0.001", "1e-3", 0)]
    public void CompareTo_Numbers_IsExact(string left, string right, int order)
        => Math.Sign(ExactNumber.Parse(Encoding.ASCII.GetBytes(left)).CompareTo(ExactNumber.Parse(Encoding.ASCII.GetBytes(right)))).ShouldBe(order);

    [Fact]
    public void Fingerprint_ChangesWithEveryPart()
    {
        var policy = Given.Entry("{}");
        var call = Given.Call("""{"a":1,"b":"x"}""");
        var one = policy.FingerprintOf(call);

        policy.FingerprintOf(Given.Call("""{ "b":"x", "a":1.0 }""")).ShouldBe(one);
        string?[] others =
        [
            policy.FingerprintOf(Given.Call("""{"a":2,"b":"x"}""")),
            policy.FingerprintOf(call with { Grant = "h" }),
            policy.FingerprintOf(call with { Server = "other" }),
            policy.FingerprintOf(call with { Tool = new ToolFacts("u") }),
            policy.FingerprintOf(call with { Tool = new ToolFacts("t", definitionHash: "new") }),
            Given.Entry("""{"action":"require_approval"}""").FingerprintOf(call),
        ];
        others.Append(one).Distinct().Count().ShouldBe(others.Length + 1);
        policy.FingerprintOf(Given.Call("[")).ShouldBeNull();
    }
}
