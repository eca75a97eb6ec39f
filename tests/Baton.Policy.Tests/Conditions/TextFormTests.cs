using System.Text.Json;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Conditions;

/// <summary><c>normalize</c> and <c>ignore_case</c> on every operator that takes them, on the argument and on the operand.</summary>
public sealed class TextFormTests
{
    // What is told apart (F) and what is the same (T): plain, ignore_case, nfkc, both.
    [Theory]
    [InlineData("main", "main", "TTTT")]
    [InlineData("Main", "main", "FTFT")]
    [InlineData("ｍａｉｎ", "main", "FFTT")]
    [InlineData("ＭＡＩＮ", "main", "FFFT")]
    [InlineData("e\u0301", "é", "FFTT")]
    [InlineData("É", "e\u0301", "FFFT")]
    [InlineData("ﬁx", "fix", "FFTT")]
    [InlineData("①", "1", "FFTT")]
    [InlineData("ΜΆΙΟΣ", "μάιοσ", "FTFT")]
    [InlineData("ма\u0456n", "main", "FFFF")]
    [InlineData("ma\u200Bin", "main", "FFFF")]
    [InlineData("main ", "main", "FFFF")]
    public void Equal_TwoTexts_AreTheSameUnderTheirForms(string argument, string operand, string truths)
    {
        foreach (var op in new[] { "eq", "in", "starts_with", "ends_with", "contains" })
        {
            for (var form = 0; form < 4; form++)
            {
                var value = JsonSerializer.Serialize(operand);
                var condition = $$"""{"path":"args.x","op":"{{op}}","value":{{(op == "in" ? $"[{value}]" : value)}},"ignore_case":{{((form & 1) != 0 ? "true" : "false")}},"normalize":"{{((form & 2) != 0 ? "nfkc" : "none")}}"}""";
                var expected = truths[form].ToString();
                // A text that is longer may still begin or end with, or hold, the operand.
                if (expected == "F" && op is "starts_with" or "ends_with" or "contains" && argument.Trim() == operand) continue;
                Verdict.Of(condition, $$"""{"x":{{JsonSerializer.Serialize(argument)}} }""").Letter().ShouldBe(expected, condition);
            }
        }
    }

    [Theory]
    [InlineData("regex", "^main$", "MAIN", "T")]
    [InlineData("matches", "MA*", "main", "T")]
    [InlineData("matches", "?ain", "MAIN", "T")]
    [InlineData("not_in", "[\"main\"]", "MAIN", "F")]
    [InlineData("neq", "main", "MAIN", "F")]
    public void IgnoreCase_EveryTextualOperator_SeesThroughCase(string op, string operand, string argument, string truth)
        => Verdict.Of($$"""{"path":"args.x","op":"{{op}}","value":{{(operand[0] == '[' ? operand : $"\"{operand}\"")}},"ignore_case":true}""", $$"""{"x":"{{argument}}"}""").Letter().ShouldBe(truth);

    [Theory]
    [InlineData("regex", "^main$", "T")]
    [InlineData("matches", "m*n", "T")]
    public void Normalize_PatternsToo_SeeThroughWidth(string op, string operand, string truth)
        => Verdict.Of($$"""{"path":"args.x","op":"{{op}}","value":"{{operand}}","normalize":"nfkc"}""", """{"x":"ｍａｉｎ"}""").Letter().ShouldBe(truth);

    [Theory]
    [InlineData("lt", "1")]
    [InlineData("exists", "true")]
    [InlineData("type", "\"string\"")]
    [InlineData("length", "{\"lte\":1}")]
    [InlineData("bytes", "{\"lte\":1}")]
    [InlineData("url", "{\"scheme\":[\"https\"]}")]
    [InlineData("path_within", "[\"/a\"]")]
    [InlineData("cidr", "[\"10.0.0.0/8\"]")]
    [InlineData("email_domain", "[\"x.com\"]")]
    [InlineData("argv", "[\"git\"]")]
    public void Load_FormOnAnOperatorThatTakesNone_IsAnError(string op, string value)
    {
        foreach (var modifier in new[] { "\"normalize\":\"nfkc\"", "\"ignore_case\":true" })
        {
            var error = Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.x","op":"{{op}}","value":{{value}},{{modifier}} }]}]} } }""").ShouldHaveSingleItem();
            error.Message.ShouldContain($"`{op}` takes no");
        }
    }

    [Fact]
    public void Equal_InsideLists_TakesTheFormsToo()
        => Verdict.Of("""{"path":"args.x","op":"contains","value":"URGENT","ignore_case":true}""", """{"x":["low","urgent"]}""").Letter().ShouldBe("T");

    [Fact]
    public void Equal_LongTexts_AreReadToTheirEnd()
    {
        var text = new string('é', 5000);
        Verdict.Of($$"""{"path":"args.x","op":"eq","value":"{{text}}a","normalize":"nfkc"}""", $$"""{"x":"{{text}}b"}""").Letter().ShouldBe("F");
        Verdict.Of($$"""{"path":"args.x","op":"ends_with","value":"éb"}""", $$"""{"x":"{{text}}b"}""").Letter().ShouldBe("T");
    }
}
