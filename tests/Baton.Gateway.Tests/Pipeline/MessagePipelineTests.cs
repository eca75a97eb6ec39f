using Baton.Gateway.Edge;
using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Tests.Pipeline;

/// <summary>The one path: its order, what each step adds, and that nothing fails open.</summary>
public sealed class MessagePipelineTests
{
    private static readonly string Save = Messages.Call("1", "note_save", """{"key":"k","text":"t"}""");

    private static async Task<Reply> Send(Gateways gateways, string json, Caller? caller = null, string server = "memory")
        => await gateways.Pipeline.SendAsync(CallBuilder.InSession(json, caller, server: server), CancellationToken.None);

    [Fact]
    public void Steps_StandInTheOrderOfTheHouse()
    {
        new Gateways().Pipeline.Steps.ShouldBe(["route", "pins", "policy", "approvals", "limits", "upstream"]);
        new Gateways(change: parts => parts with { Recorder = new Recorder(), Inspector = new Cutter() }).Pipeline.Steps
            .ShouldBe(["audit", "route", "pins", "policy", "approvals", "limits", "audit", "inspect", "upstream"]);
    }

    [Fact]
    public async Task Call_OfTheLocalGrant_ReachesTheServer()
    {
        var gateways = new Gateways();

        (await Send(gateways, Save)).Text().ShouldContain("\"bytes\":1");
        gateways.Server.Arguments.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Server_ThatTheGrantMayNotReach_LooksLikeNone()
    {
        var gateways = new Gateways();
        var stranger = Gateways.Local with { Servers = Gateways.Local.Servers.Clear() };

        var hidden = await Send(gateways, Save, stranger);
        var unknown = await Send(gateways, Save, server: "nowhere");

        hidden.ShouldBeOfType<Reply.Failed>().HttpStatus.ShouldBe(404);
        unknown.Text().ShouldBe(hidden.Text().Replace("memory", "nowhere", StringComparison.Ordinal));
        gateways.Server.Callers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Grant_WithoutPolicy_IsDenied()
    {
        var gateways = new Gateways();
        var other = Gateways.Local with { Servers = Gateways.Local.Servers.SetItem("memory", "strict") };

        var denied = (await Send(gateways, Save, other)).ShouldBeOfType<Reply.Completed>();

        denied.IsToolError.ShouldBeTrue();
        denied.Text().ShouldContain("[POLICY DENIED] This grant has no policy");
        denied.Text().ShouldContain("\"rule\":\"(no policy)\"");
        gateways.Server.Callers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Denied_ToolCall_IsAResultThatTheAgentReads()
    {
        var gateways = Judged(new Verdict { Outcome = VerdictOutcome.Deny, Rule = "/tools/note_save/deny_if/0", Code = "denied", Message = "Not today." });

        var result = Messages.Json((await Send(gateways, Save)).Text());

        result.At("isError").ShouldBe("true");
        result.At("content.0.text").ShouldBe("[POLICY DENIED] Not today.");
        result.At("structuredContent").ShouldBe("""{"code":"denied","rule":"/tools/note_save/deny_if/0","reason":"Not today."}""");
        result.GetProperty("_meta").GetProperty("dev.baton/decision").GetRawText().ShouldBe(result.At("structuredContent"));
    }

    [Fact]
    public async Task Denied_ToolWithOutputSchema_HasNoStructuredContent()
    {
        var gateways = Judged(new Verdict { Outcome = VerdictOutcome.Deny, Rule = "x", Message = "No.", HasOutputSchema = true });

        Messages.Json((await Send(gateways, Save)).Text()).TryGetProperty("structuredContent", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Denied_Stateless_SaysThatItIsComplete()
    {
        var gateways = Judged(new Verdict { Outcome = VerdictOutcome.Deny, Rule = "x", Message = "No." });
        var call = CallBuilder.Stateless(Messages.Stateless("1", "tools/call", "\"name\":\"note_save\""));

        Messages.Json((await gateways.Pipeline.SendAsync(call, CancellationToken.None)).Text()).At("resultType").ShouldBe("complete");
    }

    [Fact]
    public async Task Denied_OtherMethod_IsAnError()
    {
        var gateways = Judged(new Verdict { Outcome = VerdictOutcome.Deny, Rule = "(default deny)", Code = "denied", Message = "No." });

        var failed = (await Send(gateways, Messages.Request("1", "tools/list"))).ShouldBeOfType<Reply.Failed>();

        failed.Error.Code.ShouldBe(ErrorCode.Refused);
        failed.Text().ShouldContain("(default deny)");
    }

    [Theory]
    [InlineData("tools/call", """{"name":"nothing_like_it"}""")]
    [InlineData("prompts/get", """{"name":"nothing_like_it"}""")]
    [InlineData("resources/read", """{"uri":"note://nothing"}""")]
    [InlineData("nothing/like_it", "{}")]
    public async Task Hidden_LooksExactlyLikeUnknown(string method, string parameters)
    {
        var message = Messages.Request("1", method, parameters);
        var hidden = await Send(Judged(new Verdict { Outcome = VerdictOutcome.Hide, Rule = "(hidden)", Message = "secret" }), message);

        hidden.Text().ShouldBe((await Send(new Gateways(), message)).Text());
    }

    [Fact]
    public async Task Ask_WithNobodyToAsk_IsRefused()
    {
        var gateways = Judged(new Verdict { Outcome = VerdictOutcome.Ask, Rule = "/tools/note_save/approval" });

        (await Send(gateways, Save)).Text().ShouldContain("approval_unavailable");
        gateways.Server.Callers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_Given_PassesAndRefused_DoesNot()
    {
        var ask = new Verdict { Outcome = VerdictOutcome.Ask, Rule = "x" };

        (await Send(Judged(ask, parts => parts with { Consent = new Consent(null) }), Save)).Text().ShouldContain("\"bytes\":1");
        (await Send(Judged(ask, parts => parts with { Consent = new Consent(new Refusal("approvals", RefusalKind.Denied, "approval_pending", "Ask again.")
        {
            Details = [KeyValuePair.Create("approval", (ReadOnlyMemory<byte>)"""{"id":"ap_1"}"""u8.ToArray())],
        }) }), Save)).Text().ShouldContain("""
            "approval":{"id":"ap_1"}
            """.Trim());
    }

    [Fact]
    public async Task Limits_WithoutAStore_AreRefused()
    {
        var gateways = Judged(Verdict.AllowedByDefault with { HasLimits = true });

        (await Send(gateways, Save)).Text().ShouldContain("limits_unavailable");
        gateways.Server.Callers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Limits_AreReservedBeforeAndSettledAfter()
    {
        var budget = new Budget();
        var gateways = Judged(Verdict.AllowedByDefault with { HasLimits = true }, parts => parts with { Budget = budget });

        await Send(gateways, Save);
        await Send(gateways, Messages.Call("2", "crash"));

        budget.Settled.ShouldBe([true, true]);
    }

    [Fact]
    public async Task Limits_OfACallThatNeverLeft_AreGivenBack()
    {
        var budget = new Budget();
        var gateways = Judged(
            Verdict.AllowedByDefault with { HasLimits = true }, parts => parts with { Budget = budget, Recorder = new Recorder { Breaks = true } });

        (await Send(gateways, Save)).Text().ShouldContain("'audit'");

        budget.Settled.ShouldBe([false]);
        gateways.Server.Callers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Limits_UsedUp_AreRefused()
    {
        var gateways = Judged(
            Verdict.AllowedByDefault with { HasLimits = true },
            parts => parts with { Budget = new Budget { Refusal = new Refusal("limits", RefusalKind.Denied, "limit_reached", "Enough.") } });

        (await Send(gateways, Save)).Text().ShouldContain("[POLICY DENIED] Enough.");
        gateways.Server.Callers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pins_OfAServerThatIsNotBuiltIn_MustBeKnown()
    {
        var remote = new Remote();
        var caller = Gateways.Local with { Servers = Gateways.Local.Servers.Add("remote", LocalGrant.Policy) };
        Gateways With(IDefinitionGuard? guard) => new(change: parts => parts with { Upstreams = new UpstreamDirectory([remote]), Definitions = guard });

        (await Send(With(null), Save, caller, "remote")).Text().ShouldContain("definition_unknown");
        (await Send(With(new Guard(new Refusal("pins", RefusalKind.Denied, "definition_changed", "Changed."))), Save, caller, "remote")).Text().ShouldContain("Changed.");
        remote.Count.ShouldBe(0);
        (await Send(With(new Guard(null)), Save, caller, "remote")).Text().ShouldBe("{}");
        remote.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Audit_RecordsIntentBeforeAndOutcomeAfter()
    {
        var recorder = new Recorder();
        var gateways = new Gateways(change: parts => parts with { Recorder = recorder });

        await Send(gateways, Save);
        await Send(gateways, Save, server: "nowhere");
        gateways.Pipeline.RefusedAtEdge(new EdgeRefusal(Transport.Http, "::1", null, "malformed", "m"));

        recorder.Rows.ShouldBe(["intent tools/call allow", "outcome Completed", "outcome Refused", "edge malformed"]);
    }

    [Fact]
    public async Task Audit_ThatBreaks_RefusesTheCall()
    {
        var gateways = new Gateways(change: parts => parts with { Recorder = new Recorder { Breaks = true } });

        var failed = (await Send(gateways, Save)).ShouldBeOfType<Reply.Failed>();

        failed.Error.Code.ShouldBe(ErrorCode.StepFailed);
        gateways.Server.Callers.ShouldBeEmpty();
        gateways.Pipeline.RefusedAtEdge(new EdgeRefusal(Transport.Http, "::1", null, "malformed", "m"));
        gateways.Faults.Select(fault => fault.Step).ShouldBe(["audit", "audit"]);
    }

    [Fact]
    public async Task Judge_ThatBreaks_RefusesTheCall()
    {
        var gateways = new Gateways(change: parts => parts with { Judge = new BrokenJudge() });

        (await Send(gateways, Save)).Text().ShouldContain("its step 'policy' failed");
        gateways.Server.Callers.ShouldBeEmpty();
        gateways.Faults.ShouldHaveSingleItem().Step.ShouldBe("policy");
    }

    [Fact]
    public async Task Inspector_SeesEveryReply()
        => (await Send(new Gateways(change: parts => parts with { Inspector = new Cutter() }), Save)).Text().ShouldBe("""{"cut":true}""");

    [Fact]
    public async Task Return_OfAStepThatBreaks_StillPassesTheStepsBefore()
    {
        var budget = new Budget();
        var recorder = new Recorder();
        var gateways = Judged(
            Verdict.AllowedByDefault with { HasLimits = true }, parts => parts with { Budget = budget, Recorder = recorder, Inspector = new Cutter { Breaks = true } });

        (await Send(gateways, Save)).Text().ShouldContain("its step 'inspect' failed");

        budget.Settled.ShouldBe([true]);
        recorder.Rows.ShouldBe(["intent tools/call allow", "outcome Refused"]);
    }

    [Fact]
    public async Task Return_OfAStepThatRefused_IsLeftOut()
    {
        var budget = new Budget { Refusal = new Refusal("limits", RefusalKind.Denied, "limit_reached", "Enough.") };
        var recorder = new Recorder();
        var gateways = Judged(Verdict.AllowedByDefault with { HasLimits = true }, parts => parts with { Budget = budget, Recorder = recorder, Inspector = new Cutter() });

        (await Send(gateways, Save)).Text().ShouldContain("Enough.");

        budget.Settled.ShouldBeEmpty();
        recorder.Rows.ShouldBe(["outcome Refused"]);
    }

    [Fact]
    public async Task Cancelled_Call_IsAnsweredWithNothing()
    {
        var gateways = new Gateways();
        using var cancel = new CancellationTokenSource();
        var sending = gateways.Pipeline.SendAsync(CallBuilder.InSession(Messages.Call("1", "wait")), cancel.Token).AsTask();
        await gateways.Server.Waiting.Expect();

        await cancel.CancelAsync();

        (await sending).ShouldBe(Reply.None.Instance);
        gateways.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Directory_Replaced_ServesTheNewServers()
    {
        var directory = new UpstreamDirectory([]);
        var gateways = new Gateways(change: parts => parts with { Upstreams = directory });
        (await Send(gateways, Save)).ShouldBeOfType<Reply.Failed>();

        directory.Replace([gateways.Upstream]);

        (await Send(gateways, Save)).ShouldBeOfType<Reply.Completed>();
    }

    private static Gateways Judged(Verdict verdict, Func<PipelineParts, PipelineParts>? change = null)
        => new(change: parts => (change?.Invoke(parts) ?? parts) with { Judge = new FixedJudge(verdict) });

    private sealed class FixedJudge(Verdict verdict) : IJudge
    {
        public Verdict Judge(Call call) => verdict;
    }

    private sealed class BrokenJudge : IJudge
    {
        public Verdict Judge(Call call) => throw new InvalidOperationException("broken");
    }

    private sealed class Consent(Refusal? refusal) : IConsent
    {
        public ValueTask<Refusal?> ObtainAsync(Call call, CancellationToken cancellationToken) => ValueTask.FromResult(refusal);
    }

    private sealed class Guard(Refusal? refusal) : IDefinitionGuard
    {
        public ValueTask<Refusal?> CheckAsync(Call call, CancellationToken cancellationToken) => ValueTask.FromResult(refusal);
    }

    private sealed class Budget : IBudget
    {
        public Refusal? Refusal { get; init; }

        public List<bool> Settled { get; } = [];

        public ValueTask<Reservation> ReserveAsync(Call call, CancellationToken cancellationToken) => ValueTask.FromResult(new Reservation { Refusal = Refusal });

        public ValueTask SettleAsync(Reservation reservation, bool reachedServer)
        {
            Settled.Add(reachedServer);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Recorder : IRecorder
    {
        public bool Breaks { get; init; }

        public List<string> Rows { get; } = [];

        public ValueTask IntentAsync(Call call, CancellationToken cancellationToken)
        {
            if (Breaks) throw new InvalidOperationException("disk full");
            Rows.Add($"intent {call.Envelope.Method} {call.Verdict!.Outcome.ToString().ToLowerInvariant()}");
            return ValueTask.CompletedTask;
        }

        public void Outcome(Call call, Reply reply) => Rows.Add($"outcome {reply.GetType().Name}");

        public void RefusedAtEdge(EdgeRefusal refusal)
        {
            if (Breaks) throw new InvalidOperationException("disk full");
            Rows.Add($"edge {refusal.Code}");
        }
    }

    private sealed class Cutter : IInspector
    {
        public bool Breaks { get; init; }

        public string? MustBeWhole(Call call) => null;

        public ValueTask<Reply> InspectAsync(Call call, Reply reply, CancellationToken cancellationToken) => Breaks
            ? throw new InvalidOperationException("broken")
            : ValueTask.FromResult<Reply>(new Reply.Completed("""{"cut":true}"""u8.ToArray()));
    }

    private sealed class Remote : IUpstream
    {
        public int Count { get; private set; }

        public string Name => "remote";

        public bool IsBuiltIn => false;

        public ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken)
        {
            Count++;
            return ValueTask.FromResult<Reply>(new Reply.Completed("{}"u8.ToArray()));
        }
    }
}
