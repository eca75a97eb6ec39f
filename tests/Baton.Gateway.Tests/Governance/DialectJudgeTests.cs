using System.Text;
using Baton.Gateway.Edge;
using Baton.Gateway.Governance;
using Baton.Gateway.Inspection;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Tools;
using Baton.Gateway.Upstreams.BuiltIn;
using Baton.Memory.Dialects;
using Baton.Memory.Server;
using Baton.Protocol.Revisions;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;

namespace Baton.Gateway.Tests.Governance;

/// <summary>A dialect's tool is judged under its own name and under the native operations it maps to.</summary>
public sealed class DialectJudgeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-dialect-judge-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("""{"handoff_clear":{"deny_if":[{"id":"no","conditions":[{"path":"args.key","op":"starts_with","value":"k"}]}]}}""", "handoff_clear", VerdictOutcome.Deny)]
    [InlineData("""{"handoff_delete":{"deny_if":[{"id":"no","conditions":[{"path":"args.key","op":"starts_with","value":"k"}]}]}}""", "handoff_clear", VerdictOutcome.Deny)]
    [InlineData("""{"handoff_delete":{"deny_if":[{"id":"no","conditions":[{"path":"args.key","op":"starts_with","value":"k"}]}]}}""", "handoff_stats", VerdictOutcome.Allow)]
    [InlineData("""{"handoff_delete":{"deny_if":[{"id":"no","conditions":[{"path":"args.key","op":"starts_with","value":"k"}]}]}}""", "handoff_merge", VerdictOutcome.Deny)]
    [InlineData("""{"handoff_update":{"deny_if":[{"id":"no","conditions":[{"path":"args.key","op":"starts_with","value":"k"}]}]}}""", "handoff_add_comment", VerdictOutcome.Deny)]
    public async Task Judge_OfADialectsTool_TakesTheStricterOfBothNames(string tools, string tool, VerdictOutcome outcome)
        => (await JudgeAsync(tools, tool, DialectNames.ConversationHandoff)).Outcome.ShouldBe(outcome);

    [Fact]
    public async Task Judge_WithLimitsUnderBothNames_ReservesBoth()
    {
        const string Tools = """
            {"handoff_clear":{"limits":[{"counter":"clears","window":"minute","max":3}]},
             "handoff_delete":{"limits":[{"counter":"deletions","window":"minute","max":2}]}}
            """;
        (await JudgeAsync(Tools, "handoff_clear", DialectNames.ConversationHandoff)).Decision.Reservations.Select(one => one.Limit.Counter)
            .ShouldBe(["clears", "deletions"]);
    }

    [Fact]
    public async Task Judge_WithLimitsUnderTheNativeNameOnly_ReservesThem()
    {
        const string Tools = """{"handoff_delete":{"limits":[{"counter":"deletions","window":"minute","max":2}]}}""";
        (await JudgeAsync(Tools, "handoff_clear", DialectNames.ConversationHandoff)).Decision.Reservations.Single().Limit.Counter.ShouldBe("deletions");
    }

    [Fact]
    public async Task Judge_OfANativeTool_KnowsNoOtherName()
        => (await JudgeAsync("""{"handoff_clear":{"deny_if":[{"id":"no","conditions":[{"path":"args.key","op":"starts_with","value":"k"}]}]}}""", "handoff_delete", dialect: null)).Outcome.ShouldBe(VerdictOutcome.Allow);

    [Theory]
    [InlineData("""{"handoff_clear":{}}""", VerdictOutcome.Allow)]
    [InlineData("""{"handoff_delete":{}}""", VerdictOutcome.Deny)]
    [InlineData("""{"handoff_clear":{},"handoff_delete":{"action":"deny"}}""", VerdictOutcome.Deny)]
    [InlineData("""{"handoff_c*":{},"handoff_*":{"action":"deny"}}""", VerdictOutcome.Deny)]
    [InlineData("""{"memory_save":{}}""", VerdictOutcome.Deny)]
    [InlineData("{}", VerdictOutcome.Deny)]
    public async Task Judge_UnderADefaultDeny_LetsPassWhatIsNamedAndNothingElse(string tools, VerdictOutcome outcome)
        => (await JudgeAsync(tools, "handoff_clear", DialectNames.ConversationHandoff, "deny")).Outcome.ShouldBe(outcome);

    [Fact]
    public async Task Judge_UnderADefaultDeny_HoldsTheNativeOperationsLimitsAndConditionsAgainstTheToolThatIsNamed()
    {
        const string Limited = """{"handoff_clear":{},"handoff_delete":{"limits":[{"counter":"deletions","window":"minute","max":2}]}}""";
        (await JudgeAsync(Limited, "handoff_clear", DialectNames.ConversationHandoff, "deny")).Decision.Reservations.Single().Limit.Counter.ShouldBe("deletions");
        const string Conditional = """{"handoff_clear":{},"handoff_delete":{"require":[{"id":"only","conditions":[{"path":"args.key","op":"eq","value":"other"}]}]}}""";
        (await JudgeAsync(Conditional, "handoff_clear", DialectNames.ConversationHandoff, "deny")).Outcome.ShouldBe(VerdictOutcome.Deny);
    }

    [Theory]
    [InlineData("allow", "{}", true)]
    [InlineData("allow", """{"handoff_clear":{"action":"deny"}}""", false)]
    [InlineData("allow", """{"handoff_delete":{"action":"deny"}}""", false)]
    [InlineData("allow", """{"handoff_delete":{"action":"hide"}}""", false)]
    [InlineData("allow", """{"handoff_load":{"action":"deny"}}""", true)]
    [InlineData("allow", """{"handoff_delete":{"limits":[{"counter":"c","window":"minute","max":1}]}}""", true)]
    [InlineData("deny", "{}", false)]
    [InlineData("deny", """{"handoff_clear":{}}""", true)]
    [InlineData("deny", """{"handoff_delete":{}}""", false)]
    [InlineData("deny", """{"handoff_clear":{},"handoff_delete":{"action":"deny"}}""", false)]
    public async Task List_OfADialect_ShowsWhatCanBeCalled(string otherwise, string tools, bool isShown)
    {
        (await ListedAsync(tools, otherwise, "")).Contains("handoff_clear").ShouldBe(isShown);
        if (!isShown) (await JudgeAsync(tools, "handoff_clear", DialectNames.ConversationHandoff, otherwise)).Outcome.ShouldNotBe(VerdictOutcome.Allow);
    }

    [Fact]
    public async Task List_OfADialect_WhereDeniedToolsAreShown_ShowsThoseToo_ButNoneThatIsHidden()
    {
        (await ListedAsync("""{"handoff_delete":{"action":"deny"}}""", "allow", ",\"show_denied\":true")).ShouldContain("handoff_clear");
        (await ListedAsync("{}", "allow", ",\"show_denied\":true,\"hide\":[\"handoff_delete\"]")).ShouldNotContain("handoff_clear");
    }

    private async Task<string> ListedAsync(string tools, string otherwise, string more)
    {
        await using var store = await SqliteMemoryStore.OpenAsync(new DataFolder(_folder), TimeProvider.System);
        var server = MemoryServer.Create(store, TimeProvider.System);
        var call = CallOf(server, """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}""", DialectNames.ConversationHandoff);
        var inspector = new GrantInspector(new One(Policy(tools, otherwise, more)), new BuiltInTools(server, null), intake: null!);
        var listed = await inspector.InspectAsync(call, new Reply.Completed(Encoding.UTF8.GetBytes("""{"tools":[{"name":"handoff_clear"},{"name":"handoff_load"}]}""")), default);
        return Encoding.UTF8.GetString(listed.ShouldBeOfType<Reply.Completed>().Json.Span);
    }

    private async Task<PolicyVerdict> JudgeAsync(string tools, string tool, string? dialect, string otherwise = "allow")
    {
        await using var store = await SqliteMemoryStore.OpenAsync(new DataFolder(_folder), TimeProvider.System);
        var server = MemoryServer.Create(store, TimeProvider.System);
        var judge = new PolicyJudge(new One(Policy(tools, otherwise, "")), new BuiltInTools(server, null), TimeProvider.System);
        var call = CallOf(server, $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{"key":"k","keys":["a","b"],"content":"c"} } }""", dialect);
        return judge.Judge(call).ShouldBeOfType<PolicyVerdict>();
    }

    private static LoadedPolicy Policy(string tools, string otherwise, string more)
    {
        var loaded = PolicyText.Load("p", Encoding.UTF8.GetBytes($"{{\"version\":\"1\",\"default\":\"{otherwise}\",\"tools\":{tools}{more}}}"));
        return new LoadedPolicy("p", 1, loaded.Policy.ShouldNotBeNull(string.Join(" ", loaded.Problems)));
    }

    private static Call CallOf(MemoryServer server, string message, string? dialect) => new()
    {
        RequestId = "r_1",
        Envelope = Messages.Read(message),
        Caller = Gateways.Local,
        Connection = new Connection { Transport = Transport.Stdio, Address = "stdio", Server = "memory", Spoken = Revision.OverStdio, Dialect = dialect },
        Revision = Revision.V20251125,
        Channel = new CallBuilder.Collected(),
        Upstream = new BuiltInUpstream(server, new BuiltInOptions { Version = "1" }),
    };

    private sealed class One(LoadedPolicy policy) : IPolicySource
    {
        public LoadedPolicy? Find(string name) => policy;
    }
}
