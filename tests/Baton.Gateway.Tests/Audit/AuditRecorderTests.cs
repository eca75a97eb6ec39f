using System.Text;
using Baton.Gateway.Audit;
using Baton.Gateway.Edge;
using Baton.Gateway.Keys;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Tests.Audit;

/// <summary>Which rows a message leaves: an intent and an outcome when it left, one row when it was refused, none where nothing was asked.</summary>
public sealed class AuditRecorderTests
{
    private static readonly AuditKeys Keys = new(KeyMaterial.New());
    private readonly Log _log = new();
    private readonly TimerClock _time = new();

    [Fact]
    public async Task Intent_OfACall_SaysWhoWhatAndWhichArguments()
    {
        await Recorder().IntentAsync(CallBuilder.InSession(Messages.Call("1", "pay", """{"amount":5,"to":{"secret":"x"}}""")), default);

        var row = _log.Rows.ShouldHaveSingleItem();
        (row.Kind, row.Outcome, row.Grant, row.Principal, row.Server, row.Method, row.Tool, row.Address).ShouldBe(("intent", "allow", "local", "local", "memory", "tools/call", "pay", "stdio"));
        row.ArgumentKeys.ShouldBe(["amount", "to"]);
        row.ArgumentDigest.ShouldNotBeNull().Length.ShouldBe(64);
        row.ArgumentsEncrypted.ShouldBeNull();
        Encoding.UTF8.GetString(AuditBody.Write(row)).ShouldNotContain("secret");
    }

    [Fact]
    public async Task Intent_WhereValuesAreRecorded_KeepsThemEncrypted()
    {
        await Recorder(new AuditOptions { RecordValues = true }).IntentAsync(CallBuilder.InSession(Messages.Call("1", "pay", """{"to":"ada lovelace"}""")), default);

        var row = _log.Rows.Single();
        Encoding.UTF8.GetString(AuditBody.Write(row)).ShouldNotContain("lovelace");
        Encoding.UTF8.GetString(Keys.Decrypt(row.ArgumentsEncrypted!)!).ShouldBe("""{"to":"ada lovelace"}""");
    }

    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{ "b":2.0, "a":1 }""", true)]
    [InlineData("""{"a":1}""", """{"a":2}""", false)]
    [InlineData("""{"a":"1"}""", """{"a":1}""", false)]
    public async Task Intent_EqualArguments_HaveOneDigest(string one, string other, bool same)
    {
        var recorder = Recorder();
        await recorder.IntentAsync(CallBuilder.InSession(Messages.Call("1", "pay", one)), default);
        await recorder.IntentAsync(CallBuilder.InSession(Messages.Call("2", "pay", other)), default);
        (_log.Rows[0].ArgumentDigest == _log.Rows[1].ArgumentDigest).ShouldBe(same);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"}""")]
    public async Task NothingAsked_LeavesNoRow(string message)
    {
        var call = CallBuilder.InSession(message);
        var recorder = Recorder();
        await recorder.IntentAsync(call, default);
        call.HasLeft = true;
        recorder.Outcome(call, Reply.None.Instance);
        _log.Rows.ShouldBeEmpty();
    }

    [Fact]
    public void Outcome_OfARefusedNotification_IsRecordedAllTheSame()
    {
        Recorder().Outcome(CallBuilder.InSession("""{"jsonrpc":"2.0","method":"notifications/own"}"""), new Reply.Refused(new Refusal("policy", RefusalKind.Denied, "denied", "No.")));
        _log.Rows.Single().Kind.ShouldBe("refusal");
    }

    public static TheoryData<string, Reply, string, bool?, long?, string?> Replies => new()
    {
        { "a result", new Reply.Completed("""{"x":1}"""u8.ToArray()), "ok", false, 7, null },
        { "a tool's error", new Reply.Completed("""{"x":1}"""u8.ToArray()) { IsToolError = true }, "ok", true, 7, null },
        { "a streamed result", new Reply.Streamed(1234), "ok", false, 1234, null },
        { "a server's error", new Reply.Failed(RpcError.InvalidParams("Bad.")), "error", true, null, "Bad." },
        { "a broken step", new Reply.Refused(new Refusal("inspect", RefusalKind.Failed, "step_failed", "Broke.")), "failed", true, null, "Broke." },
        { "a cancellation", Reply.None.Instance, "cancelled", null, null, null },
    };

    [Theory, MemberData(nameof(Replies))]
    public async Task Outcome_OfWhatLeft_SaysWhatBecameOfIt(string what, Reply reply, string status, bool? isError, long? bytes, string? message)
    {
        var call = CallBuilder.InSession(Messages.Call("1", "pay"));
        var recorder = Recorder();
        await recorder.IntentAsync(call, default);
        call.HasLeft = true;
        recorder.Outcome(call, reply);

        var row = _log.Rows[^1];
        (row.Kind, row.RequestId, row.UpstreamStatus, row.IsError, row.ResultBytes, row.Message).ShouldBe(("outcome", _log.Rows[0].RequestId, status, isError, bytes, message), what);
    }

    [Fact]
    public async Task Outcome_Times_AreSplitBetweenGatewayAndServer()
    {
        var call = CallBuilder.InSession(Messages.Call("1", "pay"));
        var timed = new Call
        {
            RequestId = call.RequestId, Envelope = call.Envelope, Caller = call.Caller, Connection = call.Connection, Revision = call.Revision,
            Channel = call.Channel, ReceivedAt = _time.GetTimestamp(),
        };
        _time.Advance(TimeSpan.FromMilliseconds(3));
        var recorder = Recorder();
        await recorder.IntentAsync(timed, default);
        timed.HasLeft = true;
        _time.Advance(TimeSpan.FromMilliseconds(40));
        recorder.Outcome(timed, new Reply.Completed("{}"u8.ToArray()));

        (_log.Rows[^1].GatewayTime, _log.Rows[^1].UpstreamTime).ShouldBe((TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(40)));
    }

    [Theory]
    [InlineData(RefusalKind.Denied, "denied", "deny")]
    [InlineData(RefusalKind.Hidden, "hidden", "hide")]
    [InlineData(RefusalKind.NoSuchServer, "unknown_server", "deny")]
    [InlineData(RefusalKind.Failed, "step_failed", "deny")]
    public void Outcome_OfWhatNeverLeft_IsOneRefusalWithItsRule(RefusalKind kind, string code, string outcome)
    {
        Recorder().Outcome(CallBuilder.InSession(Messages.Call("1", "pay")), new Reply.Refused(new Refusal("policy", kind, code, "No.") { Rule = "/tools/pay" }));

        var row = _log.Rows.Single();
        (row.Kind, row.Outcome, row.Code, row.Rule, row.Message).ShouldBe(("refusal", outcome, code, "/tools/pay", "No."));
    }

    [Fact]
    public void Outcome_OfAStepWithoutARule_NamesTheStep()
    {
        Recorder().Outcome(CallBuilder.InSession(Messages.Call("1", "pay")), new Reply.Refused(new Refusal("pins", RefusalKind.Denied, "x", "No.")));
        _log.Rows.Single().Rule.ShouldBe("(pins)");
    }

    [Fact]
    public void RefusedAtEdge_BeforeAGrantIsKnown_HasAddressAndReason()
    {
        Recorder().RefusedAtEdge(new EdgeRefusal(Transport.Http, "10.0.0.9", "memory", "unauthorized", "No token."));

        var row = _log.Rows.Single();
        (row.Kind, row.Outcome, row.Grant, row.Address, row.Server, row.Rule, row.Message).ShouldBe(("refusal", "deny", null, "10.0.0.9", "memory", "(unauthorized)", "No token."));
    }

    [Fact]
    public async Task Intent_LogThatCannotCommit_IsNotSwallowed()
    {
        _log.Fault = new IOException("disk");
        await Should.ThrowAsync<IOException>(async () => await Recorder().IntentAsync(CallBuilder.InSession(Messages.Call("1", "pay")), default));
    }

    private AuditRecorder Recorder(AuditOptions? options = null) => new(_log, Keys, options ?? new AuditOptions(), _time);

    private sealed class Log : IAuditLog
    {
        public List<AuditEntry> Rows { get; } = [];

        public Exception? Fault { get; set; }

        public ValueTask<long> AppendAsync(AuditEntry entry)
        {
            if (Fault is not null) throw Fault;
            Rows.Add(entry);
            return new(Rows.Count);
        }

        public void Post(AuditEntry entry) => Rows.Add(entry);
    }
}
