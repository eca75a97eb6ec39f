using System.Collections.Immutable;
using System.Text;
using Baton.Gateway.Audit;
using Baton.Gateway.Governance;
using Baton.Gateway.Policies;
using Baton.Gateway.Sessions;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.Relays;
using Baton.Memory.Storage;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;
using Baton.TestSupport;

namespace Baton.Gateway.Tests.Governance;

/// <summary>What a server may ask of the agent's client, and what of it is recorded.</summary>
public sealed class ServerRequestRuleTests
{
    private static readonly ClientDescription Client = new("probe", "9", default);

    private readonly Kept _log = new();

    [Theory]
    [InlineData("""{"sampling":"allow"}""", "deny", "sampling/createMessage", true)]
    [InlineData("""{"sampling":"allow"}""", "deny", "elicitation/create", false)]
    [InlineData("""{"elicitation":"deny"}""", "allow", "elicitation/create", false)]
    [InlineData("""{"elicitation":"deny"}""", "allow", "roots/list", true)]
    [InlineData("""{"roots":"allow"}""", "deny", "roots/list", true)]
    [InlineData("{}", "allow", "x/unknown", true)]
    [InlineData("{}", "deny", "x/unknown", false)]
    public async Task Judge_ARequest_FollowsItsOwnWordElseTheDefault(string requests, string otherwise, string method, bool passes)
    {
        var answer = await JudgeAsync(requests, otherwise, method);

        (answer.Refusal is null).ShouldBe(passes);
        var entry = _log.Entries.ShouldHaveSingleItem();
        (entry.Kind, entry.Outcome).ShouldBe(passes ? (AuditKind.Intent, "allow") : (AuditKind.Refusal, "deny"));
        (entry.Grant, entry.Principal, entry.Server, entry.Method, entry.ClientName, entry.ClientVersion).ShouldBe(("local", "local", "rec", method, "probe", "9"));
        if (!passes) answer.Refusal!.Code.ShouldBe(ErrorCode.Refused);
    }

    [Fact]
    public async Task Judge_ForAGrantWithoutPolicyThere_IsRefused()
    {
        var rule = new ServerRequestRule(Policy("{}", "allow"), _log, new ManualTimeProvider());

        (await rule.JudgeAsync(Gateways.Local, Client, "rec", Request("roots/list"))).Refusal.ShouldNotBeNull();

        _log.Entries.Single().Policy.ShouldBeNull();
    }

    [Fact]
    public async Task Judge_WhenItCannotBeRecorded_DoesNotAskTheClient()
    {
        _log.IsBroken = true;

        var answer = await JudgeAsync("{}", "allow", "roots/list");

        answer.Refusal!.Code.ShouldBe(ErrorCode.StepFailed);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"roots":[]}}""", "ok", false, 12L)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}""", "error", true, null)]
    [InlineData(null, "cancelled", null, null)]
    public async Task Ended_RecordsHowTheClientAnsweredUnderTheSameId(string? reply, string status, bool? isError, long? bytes)
    {
        var answer = await JudgeAsync("{}", "allow", "roots/list");

        answer.Ended(reply is null ? null : Messages.Read(reply));

        var (intent, outcome) = (_log.Entries[0], _log.Entries[1]);
        outcome.RequestId.ShouldBe(intent.RequestId);
        (outcome.Kind, outcome.UpstreamStatus, outcome.IsError, outcome.ResultBytes).ShouldBe((AuditKind.Outcome, status, isError, bytes));
    }

    [Fact]
    public async Task Judge_WithoutALog_StillDecides()
    {
        var rule = new ServerRequestRule(Policy("""{"roots":"deny"}""", "allow"), null, new ManualTimeProvider());
        (await rule.JudgeAsync(Recorded.Caller, Client, "rec", Request("roots/list"))).Refusal.ShouldNotBeNull();
        var sampling = await rule.JudgeAsync(Recorded.Caller, Client, "rec", Request("sampling/createMessage"));
        sampling.Refusal.ShouldBeNull();
        sampling.Ended(null);
    }

    private ValueTask<ServerRequest> JudgeAsync(string requests, string otherwise, string method)
        => new ServerRequestRule(Policy(requests, otherwise), _log, new ManualTimeProvider()).JudgeAsync(Recorded.Caller, Client, "rec", Request(method));

    private static FixedPolicy Policy(string requests, string otherwise)
        => new("rules", $$"""{"version":"1","default":"{{otherwise}}","server_requests":{{requests}},"tools":{"any":{} } }""");

    private static Envelope Request(string method) => Messages.Read(Messages.Request("1", method));

    private sealed class Kept : IAuditLog
    {
        public List<AuditEntry> Entries { get; } = [];

        public bool IsBroken { get; set; }

        public ValueTask<long> AppendAsync(AuditEntry entry)
        {
            if (IsBroken) throw new StoreUnavailableException("The disk is full.");
            Entries.Add(entry);
            return new(Entries.Count);
        }

        public void Post(AuditEntry entry) => Entries.Add(entry);
    }
}
