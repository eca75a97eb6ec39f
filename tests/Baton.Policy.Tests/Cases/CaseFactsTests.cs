using System.Text;
using Baton.Policy.Cases;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Cases;

/// <summary>A document's own tests: the call each describes, what it stands on, and how a test that is none is refused.</summary>
public sealed class CaseFactsTests
{
    [Theory]
    // the call, a condition that must hold of it
    [InlineData("""{"tool":"t"}""", "\"path\":\"caller.grant\",\"op\":\"eq\",\"value\":\"test\"")]
    [InlineData("""{"tool":"t","caller":{"grant":"g7"}}""", "\"path\":\"caller.grant\",\"op\":\"eq\",\"value\":\"g7\"")]
    [InlineData("""{"tool":"t","caller":{"principal":"ann"}}""", "\"path\":\"caller.principal\",\"op\":\"eq\",\"value\":\"ann\"")]
    [InlineData("""{"tool":"t"}""", "\"path\":\"caller.principal\",\"op\":\"exists\",\"value\":false")]
    [InlineData("""{"tool":"t"}""", "\"path\":\"server.name\",\"op\":\"eq\",\"value\":\"server\"")]
    [InlineData("""{"tool":"t","server":"s7"}""", "\"path\":\"server.name\",\"op\":\"eq\",\"value\":\"s7\"")]
    [InlineData("""{"tool":"t"}""", "\"path\":\"tool.category\",\"op\":\"eq\",\"value\":\"other\"")]
    [InlineData("""{"tool":"t","category":"financial"}""", "\"path\":\"tool.category\",\"op\":\"eq\",\"value\":\"financial\"")]
    [InlineData("""{"tool":"t"}""", "\"path\":\"time.hour\",\"op\":\"eq\",\"value\":12")]
    [InlineData("""{"tool":"t"}""", "\"path\":\"time.weekday\",\"op\":\"eq\",\"value\":\"wednesday\"")]
    [InlineData("""{"tool":"t","at":"2026-03-01T23:30:00Z"}""", "\"path\":\"time.weekday\",\"op\":\"eq\",\"value\":\"sunday\"")]
    [InlineData("""{"tool":"t","at":"2026-03-01T23:30:00+02:00"}""", "\"path\":\"time.hour\",\"op\":\"eq\",\"value\":21")]
    [InlineData("""{"tool":"t","at":"2026-03-01T23:30:00.123Z"}""", "\"path\":\"time.hour\",\"op\":\"eq\",\"value\":0,\"tz\":\"Europe/Berlin\"")]
    [InlineData("""{"tool":"t","args":{"a":{"b":[1,2]}}}""", "\"path\":\"args.a.b[1]\",\"op\":\"eq\",\"value\":2")]
    [InlineData("""{"tool":"t"}""", "\"path\":\"args.a\",\"op\":\"exists\",\"value\":false")]
    public void Run_Call_HasTheFactsThatTheTestNames(string call, string condition)
    {
        var result = Run($$"""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{ {{condition}} }]}]} },"tests":[{"name":"n","call":{{call}},"expect":"allow"}]}""").ShouldHaveSingleItem();
        result.Pass.ShouldBeTrue(result.Message);
    }

    [Theory]
    [InlineData("""{"resource":"file:///a"}""", "allow", "")]
    [InlineData("""{"resource":"file:///b"}""", "deny", "(default deny)")]
    [InlineData("""{"prompt":"p"}""", "ask", "/prompts/p/approval")]
    [InlineData("""{"prompt":"q"}""", "deny", "(default deny)")]
    [InlineData("""{"tool":"h"}""", "hide", "(hidden)")]
    [InlineData("""{"tool":"any","category":"read"}""", "allow", "")]
    public void Run_KindOfCall_GetsItsOutcome(string call, string got, string rule)
    {
        var result = Run($$"""{"version":"1","default":"deny","hide":["h"],"class":{"read":{} },"resources":{"file:///a":{} },"prompts":{"p":{"approval":{} } },"tests":[{"name":"n","call":{{call}},"expect":"allow"}]}""").ShouldHaveSingleItem();
        (result.Got, result.Rule, result.Expected, result.Pass).ShouldBe((got, rule, "allow", got == "allow"));
    }

    [Fact]
    public void Run_Tests_EachBeginWithFullBudgets()
        => Run("""{"version":"1","default":"deny","tools":{"t":{"rate_limit":"1/day"}},"tests":[{"name":"a","call":{"tool":"t"},"expect":"allow"},{"name":"b","call":{"tool":"t"},"expect":"allow"}]}""").ShouldAllBe(result => result.Pass);

    [Fact]
    public void Run_RuleThatDidNotDecide_FailsTheTest()
    {
        var result = Run("""{"version":"1","default":"deny","tests":[{"name":"n","call":{"tool":"t"},"expect":"deny","rule":"/tools/t/action"}]}""").ShouldHaveSingleItem();
        (result.Pass, result.Got, result.Rule, result.ExpectedRule).ShouldBe((false, "deny", "(default deny)", "/tools/t/action"));
    }

    [Fact]
    public void Run_WithTheServersTools_ChecksTheirSchemasAndTakesTheirCategory()
    {
        ToolCatalogue.TryRead(Encoding.UTF8.GetBytes("""{"tools":[{"name":"t","category":"read","inputSchema":{"required":["a"]}}]}"""), out var tools, out _).ShouldBeTrue();
        var policy = Given.Policy("""{"version":"1","default":"deny","class":{"read":{}},"tests":[{"name":"a","call":{"tool":"t","args":{"a":1}},"expect":"allow"},{"name":"b","call":{"tool":"t"},"expect":"deny","rule":"(input schema)"},{"name":"c","call":{"tool":"t","args":{"a":1},"category":"write"},"expect":"deny"}]}""");
        PolicyCases.Run(policy, tools).ShouldAllBe(result => result.Pass);
        PolicyCases.Run(policy).Select(result => result.Pass).ShouldBe([false, false, true]);
    }

    [Theory]
    [InlineData("""{"name":"n","call":{"tool":"t","prompt":"p"},"expect":"allow"}""", "test", "/tests/0/call", "A call names exactly one of tool, resource and prompt.")]
    [InlineData("""{"name":"n","call":{"tool":"t","args":[]},"expect":"allow"}""", "wrong_type", "/tests/0/call/args", "an object is expected here, not a list.")]
    [InlineData("""{"name":"n","call":{"tool":"t","at":"yesterday"},"expect":"allow"}""", "test", "/tests/0/call/at", "`yesterday` is not an instant: write 2026-03-01T12:00:00Z.")]
    [InlineData("""{"name":"n","call":{"tool":"t","at":"2026-02-30T12:00:00Z"},"expect":"allow"}""", "test", "/tests/0/call/at", "is not an instant")]
    [InlineData("""{"name":"n","call":{"tool":"t","category":"reed"},"expect":"allow"}""", "unknown_word", "/tests/0/call/category", "did you mean `read`?")]
    [InlineData("""{"name":"n","call":{"tool":"t"},"expect":"allowed"}""", "unknown_word", "/tests/0/expect", "`allowed` is not one of \"allow\", \"deny\", \"hide\", \"ask\": did you mean `allow`?")]
    [InlineData("""{"name":"n","call":{"tool":"t"}}""", "missing_key", "/tests/0", "`expect` is missing")]
    [InlineData("""{"name":"n","call":{"tool":"t","caller":{"client":"c"}},"expect":"allow"}""", "unknown_key", "/tests/0/call/caller/client", "is not a key of a caller")]
    public void Load_TestThatIsNone_SaysWhy(string test, string code, string pointer, string message)
    {
        var error = Given.Errors($$"""{"version":"1","default":"deny","tests":[{{test}}]}""").ShouldHaveSingleItem();
        (error.Code, error.Pointer).ShouldBe((code, pointer));
        error.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("""[{"name":"a"}]""", 1, null)]
    [InlineData("""{"tools":[{"name":"a"},{"name":"b","category":"read"}]}""", 2, null)]
    [InlineData("""{"result":{"tools":[{"name":"a"}]}}""", 1, null)]
    [InlineData("""{"tools":{}}""", 0, "no list of tools is in it")]
    [InlineData("5", 0, "no list of tools is in it")]
    [InlineData("""[{"title":"a"}]""", 0, "a tool has no name")]
    [InlineData("""[{"name":5}]""", 0, "a tool has no name")]
    [InlineData("[", 0, "it is not valid JSON")]
    [InlineData("""[{"name":"a","name":"b"}]""", 0, "stands twice")]
    public void TryRead_Tools_AreReadOrRefused(string json, int count, string? error)
    {
        ToolCatalogue.TryRead(Encoding.UTF8.GetBytes(json), out var tools, out var why).ShouldBe(error is null);
        (tools?.Tools.Count ?? 0).ShouldBe(count);
        if (error is not null) why.ShouldNotBeNull().ShouldContain(error);
        else tools!.Find("a").ShouldNotBeNull().Category.ShouldBe(ToolCategory.Other);
    }

    private static IReadOnlyList<CaseResult> Run(string document)
    {
        var loaded = PolicyLoader.Load(Encoding.UTF8.GetBytes(document), PolicyFormat.Json);
        return PolicyCases.Run(loaded.Policy.ShouldNotBeNull(string.Join('\n', loaded.Problems)));
    }
}
