using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Policy.Decisions;
using Baton.Policy.Results;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Results;

/// <summary>Rules on answers: how those of several layers meet, what is refused with which words, and what no rule may touch.</summary>
public sealed class ResultMergeTests
{
    [Theory]
    // limits of the tool, its class and all tools, and the one that holds
    [InlineData(null, null, null, null)]
    [InlineData(10, null, null, 10L)]
    [InlineData(null, 20, null, 20L)]
    [InlineData(10, 20, 5, 5L)]
    [InlineData(30, 20, null, 20L)]
    public void Decide_MaxBytesOfAllLayers_TheLeastHolds(int? own, int? ofClass, int? all, long? expected)
    {
        static string Entry(int? bytes) => bytes is null ? "{}" : $$"""{"result":{"max_bytes":{{bytes}} } }""";
        var policy = Given.Policy($$"""{"version":"1","default":"deny","tools":{"t":{{Entry(own)}} },"class":{"other":{{Entry(ofClass)}} },"all_tools":{{Entry(all)}} }""");
        policy.Decide(Given.Call()).Result?.MaxBytes.ShouldBe(expected);
    }

    [Fact]
    public void Decide_ObservedEntry_LeavesTheAnswerAlone()
        => Given.Decide("""{"mode":"observe","result":{"max_bytes":1}}""", "{}").Result.ShouldBeNull();

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    public void Inspect_Size_IsBoundedToTheByte(int most, bool passes)
    {
        var verdict = Inspect($"\"max_bytes\":{most}", "\"é1\"");
        verdict.IsDenied.ShouldBe(!passes);
        if (!passes) (verdict.Code, verdict.Message).ShouldBe(("result_too_large", "The answer has 5 bytes, more than the 4 that this policy lets through. Ask for less."));
    }

    [Theory]
    [InlineData("""{"a":"x","a":"y"}""", "the name \"a\" stands twice in one object")]
    [InlineData("{", "it is not valid JSON at line 1, byte 2")]
    [InlineData("\"\\ud800\"", "a string holds half of a surrogate pair")]
    public void Inspect_AnswerThatCannotBeRead_IsRefused(string answer, string why)
    {
        var verdict = Inspect("\"redact\":[\"pii\"]", answer);
        (verdict.Code, verdict.Message).ShouldBe(("result_unreadable", $"The answer could not be inspected: {why}."));
        Inspect("\"max_bytes\":1000", answer).IsDenied.ShouldBeFalse("nothing is looked for inside");
    }

    [Theory]
    [InlineData("\"deny_if_contains\":[\"TOP SECRET\"]", """{"a":["x",{"b":"it is TOP SECRET."}]}""", "text")]
    [InlineData("\"deny_if_contains\":[\"TOP SECRET\"]", """{"TOP SECRET":1}""", "text")]
    [InlineData("\"deny_if_contains\":[{\"pattern\":\"(?i)top secret\"}]", "\"Top\\u0020secret\"", "pattern")]
    [InlineData("\"deny_if_contains\":[\"é\"]", "\"\\u00e9\"", "text")]
    [InlineData("\"redact\":[{\"pattern\":\"TOP\"}],\"deny_if_contains\":[\"TOP SECRET\"]", "\"TOP SECRET\"", "text")]
    public void Inspect_WhatIsDenied_IsFoundAnywhereAndNeverQuoted(string rules, string answer, string kind)
    {
        var verdict = Inspect(rules, answer);
        (verdict.Code, verdict.Message).ShouldBe(("result_denied", $"The answer holds something that this policy does not let through ({kind})."));
        verdict.Replacement.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"TOP  SECRET\"")]
    [InlineData("\"top secret\"")]
    [InlineData("[\"TOP\",\"SECRET\"]")]
    [InlineData("null")]
    public void Inspect_NearMiss_Passes(string answer) => Inspect("\"deny_if_contains\":[\"TOP SECRET\"]", answer).ShouldBe(ResultVerdict.Pass);

    [Fact]
    public void Inspect_AnyAnswer_IsChangedInItsMatchingStringsOnly()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var values = new Values(seed);
            var answer = values.Write(values.Next(3));
            var verdict = Inspect("\"redact\":[{\"pattern\":\"[ab]+\"}]", answer);
            var expected = Blank(JsonNode.Parse(answer));
            var got = verdict.Replacement is { } replaced ? JsonNode.Parse(replaced) : JsonNode.Parse(answer);
            JsonNode.DeepEquals(got, expected).ShouldBeTrue($"{answer} became {got?.ToJsonString()}, not {expected?.ToJsonString()}");
        }
    }

    [Fact]
    public void Inspect_Redactions_AreCountedByString()
    {
        var verdict = Inspect("\"redact\":[{\"pattern\":\"x\"}]", """["xx","a","bx",{"x":"y"}]""");
        verdict.Redactions.ShouldBe(3);
        Encoding.UTF8.GetString(verdict.Replacement!).ShouldBe("""["[redacted pattern][redacted pattern]","a","b[redacted pattern]",{"[redacted pattern]":"y"}]""");
    }

    [Fact]
    public void Inspect_DeepAnswer_IsReadTo512Levels()
    {
        Inspect("\"redact\":[\"pii\"]", new string('[', 512) + "\"a@b.com\"" + new string(']', 512)).Redactions.ShouldBe(1);
        Inspect("\"redact\":[\"pii\"]", new string('[', 513) + new string(']', 513)).Code.ShouldBe("result_unreadable");
    }

    // The names of members are blanked out too and kept apart by a number.
    private static JsonNode? Blank(JsonNode? node) => node switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Text(value.GetValue<string>())),
        JsonArray items => new JsonArray([.. items.Select(Blank)]),
        JsonObject members => Members(members),
        _ => node?.DeepClone(),
    };

    private static JsonObject Members(JsonObject members)
    {
        var taken = members.Select(member => member.Key).ToHashSet(StringComparer.Ordinal);
        var blanked = new JsonObject();
        foreach (var (key, value) in members)
        {
            var name = Text(key);
            if (name != key)
            {
                var distinct = name;
                for (var number = 2; !taken.Add(distinct); number++) distinct = $"{name} {number}";
                name = distinct;
            }
            blanked[name] = Blank(value);
        }
        return blanked;
    }

    private static string Text(string text) => System.Text.RegularExpressions.Regex.Replace(text, "[ab]+", "[redacted pattern]");

    private static ResultVerdict Inspect(string rules, string answer)
        => ResultInspector.Inspect(Given.Decide($$"""{"result":{ {{rules}} } }""", "{}").Result.ShouldNotBeNull(), Encoding.UTF8.GetBytes(answer));
}
