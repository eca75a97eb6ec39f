using System.Diagnostics;
using System.Globalization;
using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Documents;

/// <summary>Documents made to cost time or to look like what they are not.</summary>
public sealed class HostileDocumentTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Theory]
    // As many as a large document holds: names, globs that are apart, globs that all overlap, wrong keys, hidden names.
    [InlineData("\"tools\":{PARTS}", "\"t_NUMBER*\":{}", "")]
    [InlineData("\"tools\":{PARTS}", "\"*_NUMBER\":{}", "too_many_globs")]
    [InlineData("\"tools\":{PARTS}", "\"*NUMBER*\":{}", "ambiguous_globs")]
    [InlineData("\"tools\":{PARTS}", "\"?NUMBER*\":{}", "too_many_globs")]
    [InlineData("\"resources\":{PARTS}", "\"f:/NUMBER/**\":{}", "")]
    [InlineData("\"tools\":{PARTS}", "\"tNUMBER\":{\"x\":1}", "unknown_key")]
    [InlineData("\"tools\":{PARTS}", "\"tNUMBER\":[]", "wrong_type")]
    [InlineData("\"hide\":[PARTS]", "\"tNUMBER\"", "")]
    [InlineData("\"hide\":[PARTS]", "NUMBER", "wrong_type")]
    [InlineData("PARTS", "\"kNUMBER\":1", "unknown_key")]
    [InlineData("\"tools\":{\"t\":{\"deny_if\":[PARTS]}}", "{\"id\":\"NUMBER\"}", "")]
    [InlineData("\"tools\":{\"t\":{\"limits\":[PARTS]}}", "{\"counter\":\"NUMBER\"}", "missing_key")]
    public void Check_VeryManyOfOneKind_EndsSoon(string document, string part, string code)
    {
        var size = code == "too_many_globs" ? 200_000 : 100_000;
        var parts = new StringBuilder();
        for (var number = 10_000; parts.Length < size; number++) parts.Append(parts.Length > 0 ? "," : "").Append(part.Replace("NUMBER", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        var bytes = Encoding.UTF8.GetBytes($"{{\"version\":\"1\",\"default\":\"deny\",{document.Replace("PARTS", parts.ToString(), StringComparison.Ordinal)}}}");
        var time = Stopwatch.StartNew();
        var errors = PolicyLoader.Check(bytes, PolicyFormat.Json).Problems.Where(problem => problem.IsError).ToArray();
        time.Elapsed.ShouldBeLessThan(Soon);
        if (code.Length == 0) errors.ShouldBeEmpty();
        else errors.ShouldContain(error => error.Code == code && error.Line == 1 && error.Column > 1);
        errors.Length.ShouldBeLessThanOrEqualTo(200);
    }

    [Theory]
    // A key that only looks like the one it is not, and what it is told.
    [InlineData("dеfault", "`dеfault` is not a key of a policy: did you mean `default`?")]
    [InlineData("default\u200b", "`default\u200b` is not a key of a policy: did you mean `default`?")]
    [InlineData("ｄefault", "`ｄefault` is not a key of a policy: did you mean `default`?")]
    [InlineData("Default", "`Default` is not a key of a policy: did you mean `default`?")]
    [InlineData("DEFAULT", "`DEFAULT` is not a key of a policy: did you mean `default`?")]
    [InlineData(" default", "` default` is not a key of a policy: did you mean `default`?")]
    [InlineData("default ", "`default ` is not a key of a policy: did you mean `default`?")]
    [InlineData("\uFEFFdefault", "`\uFEFFdefault` is not a key of a policy: did you mean `default`?")]
    [InlineData("defa\u0308ult", "`defa\u0308ult` is not a key of a policy: did you mean `default`?")]
    public void Load_KeyThatOnlyLooksLikeOne_IsToldWithTheOneItIsNot(string key, string message)
    {
        foreach (var (text, format) in new[] { ($"{{\"version\":\"1\",\"{key}\":\"deny\"}}", PolicyFormat.Json), ($"version: \"1\"\n\"{key}\": deny\n", PolicyFormat.Yaml) })
        {
            var errors = Given.Errors(text, format);
            errors.Select(error => (error.Code, error.Message)).ShouldBe(
                [("unknown_key", message), ("missing_key", "`default` is missing: What happens to tools that no entry matches.")], ignoreOrder: true);
        }
    }

    [Theory]
    // Values that only look like the word they are not.
    [InlineData("dеny", "did you mean `deny`?")]
    [InlineData("DENY", "did you mean `deny`?")]
    [InlineData(" deny", "did you mean `deny`?")]
    [InlineData("deny\\u0000", "did you mean `deny`?")]
    [InlineData("allow\\n", "did you mean `allow`?")]
    [InlineData("", "is not one of \"deny\", \"allow\".")]
    public void Load_WordThatOnlyLooksLikeOne_IsNeverTaken(string word, string says)
    {
        var error = Given.Errors($$"""{"version":"1","default":"{{word}}"}""").ShouldHaveSingleItem();
        error.Code.ShouldBe("unknown_word");
        error.Message.ShouldEndWith(says);
    }

    [Fact]
    public void Decide_NamesThatOnlyLookAlike_AreDifferentTools()
    {
        var policy = Given.Policy("""{"version":"1","default":"deny","tools":{"delete":{},"é":{}}}""");
        foreach (var name in new[] { "dеlete", "delete\u200b", "Delete", "ｄelete", "delete ", "e\u0301" }) policy.Decide(Given.Call(tool: name)).Code.ShouldBe("default_deny", name);
        policy.Decide(Given.Call(tool: "delete")).Code.ShouldBe("allowed");
        policy.Decide(Given.Call(tool: "é")).Code.ShouldBe("allowed");
    }

    [Theory]
    // Half a pair can be written in JSON only as an escape, and is refused wherever it stands.
    [InlineData("""{"version":"1","default":"deny","tools":{"\ud800":{}}}""")]
    [InlineData("""{"version":"1","default":"deny","hide":["\udfff"]}""")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"reason":"\ud83d"}}}""")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"deny_if":[{"conditions":[{"path":"args.a","op":"eq","value":{"\ud83dx":1}}]}]}}}""")]
    public void Load_HalfAPair_IsRefused(string json)
        => Given.Errors(json).ShouldHaveSingleItem().Message.ShouldBe("A string holds half of a surrogate pair: write the whole character.");

    [Fact]
    public void Check_ManyPatterns_EndSoon()
    {
        var conditions = string.Join(',', Enumerable.Range(0, 2_000).Select(number => $$"""{"path":"args.a","op":"regex","value":"^(?i)[a-z]{1,100}\\d+x{{number}}$"}"""));
        var time = Stopwatch.StartNew();
        Given.Load($$"""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{{conditions}}]}]} } }""").IsValid.ShouldBeTrue();
        time.Elapsed.ShouldBeLessThan(Soon);
    }

    [Fact]
    public void Check_TwoGlobsOfAThirdOfAMegabyte_EndSoon()
    {
        var letters = new string('a', 300_000);
        var time = Stopwatch.StartNew();
        var error = Given.Errors($$"""{"version":"1","default":"deny","tools":{"*{{letters}}":{},"{{letters}}*":{} } }""").ShouldHaveSingleItem();
        time.Elapsed.ShouldBeLessThan(Soon);
        (error.Code, error.Message).ShouldBe(("too_many_globs", "There are too many globs of 300001 characters to tell which of them match one name: write fewer, or shorter ones."));
    }

    [Theory]
    [InlineData("a?b", "a*b", true)]
    [InlineData("ab*", "a*b", true)]
    [InlineData("ab*", "ac*", false)]
    [InlineData("*ab", "*ac", false)]
    [InlineData("a*b", "a*c", false)]
    [InlineData("a*?", "a?*", true)]
    [InlineData("abc*", "ab*d", true)]
    [InlineData("abc*", "abd*", false)]
    [InlineData("a?c*", "ab?d", true)]
    [InlineData("?bcd", "a*cd", true)]
    [InlineData("?bcd", "*ecd", false)]
    [InlineData("x*yz", "x*zy", false)]
    public void Load_GlobsOfOneLength_AreAnErrorWhereOneNameFitsBoth(string left, string right, bool overlap)
    {
        foreach (var (first, second) in new[] { (left, right), (right, left) })
        {
            var errors = Given.Errors($$"""{"version":"1","default":"deny","tools":{"{{first}}":{},"{{second}}":{} } }""");
            if (overlap) errors.ShouldHaveSingleItem().Code.ShouldBe("ambiguous_globs");
            else errors.ShouldBeEmpty();
        }
    }
}
