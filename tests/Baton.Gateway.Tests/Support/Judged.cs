using System.Collections.Immutable;
using System.Text;
using Baton.Gateway.Approvals;
using Baton.Gateway.Governance;
using Baton.Gateway.Keys;
using Baton.Gateway.Limits;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Gateway.Tools;
using Baton.Gateway.Upstreams;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Gateway;

namespace Baton.Gateway.Tests.Support;

/// <summary>
/// Replicas of a gateway on one store, each with its own policy, and a server behind them that counts what arrives: calls go through
/// the whole pipeline on a clock that the test moves.
/// </summary>
internal sealed class Judged : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-judged-").FullName;
    private readonly GatewayKeys _keys = new(KeyMaterial.New());
    private readonly List<IAsyncDisposable> _open = [];
    private int _ids;

    public TimerClock Time { get; } = new();

    public Counting Server { get; } = new();

    public MessagePipeline Replica(string policy)
    {
        var store = SqliteGatewayStore.Open(new DataFolder(_folder), _keys, Time);
        var consent = new OperatorConsent(store.Approvals, new ConsentOptions(), Time);
        var budget = new LimitBudget(store.Limits, consent, Time);
        _open.Add(budget);
        _open.Add(store);
        Approvals = store.Approvals;
        return new MessagePipeline(new PipelineParts
        {
            Upstreams = new UpstreamDirectory([Server]),
            Judge = new PolicyJudge(new FixedPolicy("rules", policy), new ListedTools(), Time),
            Consent = consent,
            Budget = budget,
            OnFault = (step, fault) => throw new InvalidOperationException(step, fault),
        });
    }

    public IApprovalStore Approvals { get; private set; } = null!;

    /// <summary>What the agent was told: <c>ok</c>, or the code of the refusal.</summary>
    public async Task<string> CallAsync(MessagePipeline replica, string tool, string arguments = "{}", string grant = "ci")
    {
        var caller = Gateways.Local with { GrantId = grant, Grant = grant, Servers = ImmutableDictionary<string, string>.Empty.Add("memory", "rules") };
        var reply = await replica.SendAsync(CallBuilder.InSession(Messages.Call($"{Interlocked.Increment(ref _ids)}", tool, arguments), caller), CancellationToken.None);
        var json = Messages.Json(reply.Text());
        return json.TryGetProperty("isError", out _) ? json.GetProperty("_meta").GetProperty("dev.baton/decision").At("code") : "ok";
    }

    /// <summary>Answers the one request that is open.</summary>
    public async Task DecideAsync(bool approve)
    {
        var open = (await Approvals.ListAsync(new ApprovalFilter(ApprovalState.Pending), default)).ShouldHaveSingleItem();
        (await Approvals.DecideAsync(open.Id, new ApprovalAnswer(approve, "ada"), default)).Succeeded.ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var open in _open) await open.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A server that answers everything and keeps the arguments; or fails, in the way that a test wants.</summary>
    internal sealed class Counting : IUpstream
    {
        private readonly Lock _gate = new();

        public string Name => "memory";

        public bool IsBuiltIn => true;

        public List<string> Arrived { get; } = [];

        public Func<Call, Reply>? Answer { get; set; }

        public ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken)
        {
            lock (_gate) Arrived.Add(Encoding.UTF8.GetString(call.Envelope.Arguments.Span));
            return new(Answer?.Invoke(call) ?? new Reply.Completed("""{"content":[]}"""u8.ToArray()));
        }
    }
}
