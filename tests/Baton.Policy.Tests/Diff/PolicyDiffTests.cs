using Baton.Policy.Diff;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Diff;

public sealed class PolicyDiffTests
{
    private const string Before = """
        {"version":"1","default":"deny","tools":{"a":{},"b":{"rate_limit":"5/minute"},"d_*":{}},
         "tests":[{"name":"small","call":{"tool":"b","args":{"n":1}},"expect":"allow"},{"name":"big","call":{"tool":"b","args":{"n":9}},"expect":"allow"}]}
        """;

    [Fact]
    public void Compare_Same_IsEmpty() => PolicyDiff.Compare(Given.Policy(Before), Given.Policy(Before)).IsEmpty.ShouldBeTrue();

    [Fact]
    public void Compare_Changed_NamesEntriesCallsAndTests()
    {
        var after = """{"version":"1","default":"deny","hide":["d_*"],"tools":{"b":{"rate_limit":"6/minute","require":[{"conditions":[{"path":"args.n","op":"lte","value":5,"missing":"pass"}]}]},"c":{}}}""";

        var difference = PolicyDiff.Compare(Given.Policy(Before), Given.Policy(after));

        difference.Entries.Select(entry => (entry.Pointer, entry.Kind, string.Join(' ', entry.Keys))).ShouldBe(
            [("", "changed", "hide"), ("/tools/a", "removed", ""), ("/tools/b", "changed", "require rate_limit"), ("/tools/d_*", "removed", ""), ("/tools/c", "added", "")], ignoreOrder: true);
        difference.Calls.Select(call => (call.Name, call.Before, call.After)).ShouldBe([("a", "allow", "deny"), ("d_x", "allow", "hide"), ("c", "deny", "allow")], ignoreOrder: true);
        var test = difference.Tests.ShouldHaveSingleItem();
        (test.Name, test.Before, test.After, test.RuleAfter).ShouldBe(("big", "allow", "deny", "/tools/b/require/0"));
    }

    [Fact]
    public void Compare_AnotherDefault_ChangesEveryOtherTool()
        => PolicyDiff.Compare(Given.Policy("""{"version":"1","default":"deny"}"""), Given.Policy("""{"version":"1","default":"allow"}"""))
            .Calls.ShouldContain(call => call.Name == "(any other tool)" && call.After == "allow");
}
