using System.Net;
using Baton.Gateway.Audit;
using Baton.Gateway.Grants;
using Baton.Gateway.Tests.Support;
using Baton.Policy.Decisions;

namespace Baton.Gateway.Tests.Governance;

/// <summary>Policies, limits and audit as a client over HTTP meets them.</summary>
public sealed class GovernedCallTests
{
    private const string Rules = """
        {
          "version": "1", "default": "deny", "hide": ["crash"],
          "tools": {
            "note_save": {
              "deny_if": [ { "id": "no-secrets", "conditions": [ {"path": "args.key", "op": "starts_with", "value": "secret"} ], "on_deny": "Secrets do not belong here." } ],
              "limits": [ { "counter": "saves", "window": "minute", "max": 3, "scope": "grant" } ]
            },
            "note_read": {},
            "fail": { "limits": [ { "counter": "fails", "window": "hour", "max": 2 } ] }
          }
        }
        """;

    [Fact]
    public async Task Call_OfAnAllowedTool_ReachesTheServer()
    {
        await using var gateway = await Governed.StartAsync(Rules);

        (await gateway.CallAsync("note_save", """{"key":"a","text":"hello"}""")).At("structuredContent.bytes").ShouldBe("5");

        gateway.Peer.Gateway.Server.Callers.Single().Grant.ShouldBe("ci");
        gateway.Peer.Gateway.Server.Arguments.Single().ShouldBe("""{"key":"a","text":"hello"}""");
    }

    [Fact]
    public async Task Call_OfWhatTheDefaultDenies_SaysSoAndNeverArrives()
    {
        await using var gateway = await Governed.StartAsync(Rules);

        var decision = await gateway.DeniedAsync("steps");

        decision.At("rule").ShouldBe(RuleIds.DefaultDeny);
        decision.At("code").ShouldBe(DecisionCodes.DefaultDeny);
        gateway.Peer.Gateway.Server.Callers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_ThatARuleDenies_CarriesTheRulesIdAndItsReason()
    {
        await using var gateway = await Governed.StartAsync(Rules);

        var decision = await gateway.DeniedAsync("note_save", """{"key":"secret-1","text":"x"}""");

        decision.At("rule").ShouldBe("no-secrets");
        decision.At("reason").ShouldContain("Secrets do not belong here.");
        gateway.Peer.Gateway.Server.Callers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_OfAHiddenTool_LooksLikeAnUnknownOne_OnlyTheAuditKnows()
    {
        await using var gateway = await Governed.StartAsync(Rules.Replace("\"deny\"", "\"allow\"", StringComparison.Ordinal));

        var hidden = (await gateway.AnswerAsync("crash")).Body.GetProperty("error");
        var unknown = (await gateway.AnswerAsync("crush")).Body.GetProperty("error");

        hidden.ToString().Replace("crash", "crush", StringComparison.Ordinal).ShouldBe(unknown.ToString());
        (await gateway.RowsAsync(new AuditQuery { Tool = "crash" })).Single().At("rule").ShouldBe(RuleIds.Hidden);
    }

    [Fact]
    public async Task Call_BeyondALimit_SaysWhenToTryAgain()
    {
        await using var gateway = await Governed.StartAsync(Rules);
        for (var call = 0; call < 3; call++) (await gateway.IsAllowedAsync("note_save", """{"key":"a","text":"b"}""")).ShouldBeTrue();

        var decision = await gateway.DeniedAsync("note_save", """{"key":"a","text":"b"}""");

        decision.At("code").ShouldBe(DecisionCodes.LimitExceeded);
        decision.At("remaining").ShouldBe("0");
        long.Parse(decision.At("retry_after_ms"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(50_000, 62_000);
        gateway.Peer.Gateway.Server.Callers.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Call_ThatTheServerAnswersWithAnError_Counts()
    {
        await using var gateway = await Governed.StartAsync(Rules);
        await gateway.CallAsync("fail");
        await gateway.CallAsync("fail");

        (await gateway.DeniedAsync("fail")).At("code").ShouldBe(DecisionCodes.LimitExceeded);
    }

    [Fact]
    public async Task Call_OfAnotherGrant_HasItsOwnBudget()
    {
        await using var gateway = await Governed.StartAsync(Rules);
        var other = await gateway.GrantAsync("dev");
        for (var call = 0; call < 3; call++) await gateway.CallAsync("note_save", """{"key":"a","text":"b"}""");

        (await gateway.IsAllowedAsync("note_save", """{"key":"a","text":"b"}""", other)).ShouldBeTrue();
    }

    [Fact]
    public async Task Call_WhenTheCountersCannotBeReached_IsDeniedAsThat_NeverAsALimit()
    {
        await using var gateway = await Governed.StartAsync(Rules, limits: new BrokenLimitStore());

        var decision = await gateway.DeniedAsync("note_save", """{"key":"a","text":"b"}""");

        (decision.At("code"), decision.At("rule")).ShouldBe((DecisionCodes.LimitsUnavailable, RuleIds.LimitsUnavailable));
        decision.At("reason").ShouldContain("No limit was reached");
        gateway.Peer.Gateway.Server.Callers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_AfterAPolicyEdit_IsJudgedByTheNewOne()
    {
        await using var gateway = await Governed.StartAsync(Rules);
        (await gateway.IsAllowedAsync("steps")).ShouldBeFalse();

        await gateway.PutAsync("""{"version":"1","default":"allow","tools":{}}""");

        (await gateway.IsAllowedAsync("steps")).ShouldBeTrue();
    }

    [Fact]
    public async Task Call_WithoutAPolicy_IsDeniedEverything()
    {
        await using var gateway = await Governed.StartAsync(policy: null);

        (await gateway.DeniedAsync("note_read", """{"key":"a"}""")).At("rule").ShouldBe(RuleIds.NoPolicy);
        gateway.Peer.Gateway.Server.Callers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_WithARevokedToken_Is401AtOnce()
    {
        await using var gateway = await Governed.StartAsync(Rules);
        (await gateway.IsAllowedAsync("note_save", """{"key":"a","text":"b"}""")).ShouldBeTrue();

        await new GrantOffice(gateway.Store.Grants, TimeProvider.System).RevokeAsync("ci", default);

        (await gateway.AnswerAsync("note_save")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var row = (await gateway.RowsAsync(new AuditQuery { Outcome = "deny" })).Last();
        row.At("code").ShouldBe("unauthorized");
        row.TryGetProperty("grant", out _).ShouldBeFalse("whose token it was is not said of one that opens nothing");
    }

    [Fact]
    public async Task Call_UnderObserve_PassesAndIsRecordedAsObserved()
    {
        await using var gateway = await Governed.StartAsync("""{"version":"1","default":"deny","mode":"observe","tools":{}}""");

        (await gateway.IsAllowedAsync("steps")).ShouldBeTrue();

        var intent = (await gateway.RowsAsync(new AuditQuery { Kind = AuditKind.Intent })).Single();
        intent.At("observed").ShouldBe("true");
        intent.At("rule").ShouldBe(RuleIds.DefaultDeny);
    }

    [Fact]
    public async Task Audit_OfAMessageThatCannotBeRead_SaysWhoseConnectionItWas()
    {
        await using var gateway = await Governed.StartAsync(Rules);
        await gateway.Peer.AskAsync(gateway.Peer.Post("""{"jsonrpc":"2.0","id":1,"id":2}""", $"Authorization: Bearer {gateway.Token}"));

        var row = (await gateway.RowsAsync(new AuditQuery { Grant = "ci", Outcome = "deny" })).ShouldHaveSingleItem();
        (row.At("code"), row.At("grant"), row.At("principal")).ShouldBe(("malformed", "ci", "ci"));
    }

    [Fact]
    public async Task Audit_OfAForwardedCall_HasAnIntentAndAnOutcomeUnderOneId()
    {
        await using var gateway = await Governed.StartAsync(Rules);
        await gateway.CallAsync("note_save", """{"key":"a","text":"hello"}""");

        var rows = await gateway.RowsAsync(new AuditQuery { Tool = "note_save" });

        rows.Select(row => row.At("kind")).ShouldBe([AuditKind.Intent, AuditKind.Outcome]);
        rows.Select(row => row.At("request_id")).Distinct().ShouldHaveSingleItem();
        var (intent, outcome) = (rows[0], rows[1]);
        (intent.At("grant"), intent.At("principal"), intent.At("server"), intent.At("method")).ShouldBe(("ci", "ci", "memory", "tools/call"));
        (intent.At("client_name"), intent.At("category"), intent.At("policy"), intent.At("policy_revision")).ShouldBe(("probe", "write", "rules", "1"));
        intent.At("argument_keys.0").ShouldBe("key");
        intent.At("argument_digest").Length.ShouldBe(64);
        intent.At("limits.0.remaining").ShouldBe("2");
        (outcome.At("upstream_status"), outcome.At("is_error")).ShouldBe(("ok", "false"));
        outcome.GetProperty("gateway_us").GetInt64().ShouldBePositive();
        gateway.Audit.Verify([], default).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task Audit_OfArguments_NeverHoldsTheirValues_UnlessTheOperatorWantsThem()
    {
        await using var plain = await Governed.StartAsync(Rules);
        await using var recording = await Governed.StartAsync(Rules, recordValues: true);
        const string Arguments = """{"key":"a","text":"very private words"}""";
        await plain.CallAsync("note_save", Arguments);
        await recording.CallAsync("note_save", Arguments);

        (await plain.RowsAsync()).ShouldAllBe(row => !row.ToString().Contains("private", StringComparison.Ordinal));
        var row = (await recording.RowsAsync(new AuditQuery { Kind = AuditKind.Intent })).Single(found => found.TryGetProperty("tool", out _));
        row.ToString().ShouldNotContain("private");
        row.At("arguments_encrypted").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Audit_OfEqualArguments_HasOneDigest_WhateverTheirOrder()
    {
        await using var gateway = await Governed.StartAsync(Rules);
        await gateway.CallAsync("note_save", """{"key":"a","text":"b"}""");
        await gateway.CallAsync("note_save", """{ "text":"b", "key":"a" }""");

        (await gateway.RowsAsync(new AuditQuery { Kind = AuditKind.Intent })).Select(row => row.At("argument_digest")).Distinct().ShouldHaveSingleItem();
    }
}
