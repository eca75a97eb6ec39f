using System.Collections.Concurrent;
using System.Text;
using Baton.Gateway.Governance;
using Baton.Gateway.Inspection;
using Baton.Catalog.Definitions;
using Baton.Gateway.Pins;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Tools;
using Baton.Gateway.Upstreams;
using Baton.Protocol.Messages;
using Baton.TestSupport;

namespace Baton.Gateway.Tests.Fuzzing;

/// <summary>
/// The pipeline with a real judge whose verdicts are kept, and a server that keeps what reaches it. Everything that arrives must
/// have been judged, once for each time, and must be what the <see cref="Witness"/> would let through.
/// </summary>
internal sealed class Courtroom : IUpstream, IJudge
{
    private const string PolicyName = "local";

    private readonly ConcurrentDictionary<string, int> _allowed = new(StringComparer.Ordinal);
    private readonly PolicyJudge _judge;
    private long _arrived;
    private long _refused;

    public Courtroom()
    {
        var policies = new FixedPolicy(PolicyName, Witness.Policy);
        // the clock stands still: the list is never asked for again
        var time = new ManualTimeProvider();
        var tools = new ListedTools();
        var list = Encoding.UTF8.GetBytes(Witness.Tools);
        tools.Learn(Name, ToolListReader.Read(list).Tools);
        var currency = new ListCurrency(time);
        foreach (var kind in PinKinds.All) currency.Listed(Name, kind, 0, "{}"u8.ToArray());
        var intake = new DefinitionIntake(tools, currency, book: null);
        _judge = new PolicyJudge(policies, tools, time);
        Gateway = new Gateways(change: parts => parts with
        {
            Upstreams = new UpstreamDirectory([this]),
            Judge = this,
            Definitions = new PinGuard(intake, book: null),
            Inspector = new GrantInspector(policies, tools, intake),
        });
    }

    public string Name => "memory";

    public bool IsBuiltIn => false;

    public Gateways Gateway { get; }

    /// <summary>How many messages reached the server.</summary>
    public long Arrived => Interlocked.Read(ref _arrived);

    /// <summary>How many the judge refused.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>What reached the server and should not have.</summary>
    public ConcurrentQueue<string> Wrongs { get; } = [];

    public Verdict Judge(Call call)
    {
        var verdict = _judge.Judge(call);
        if (verdict.Outcome == VerdictOutcome.Allow) _allowed.AddOrUpdate(SubstanceOf(call.Envelope), 1, static (_, count) => count + 1);
        else Interlocked.Increment(ref _refused);
        return verdict;
    }

    public ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _arrived);
        var sent = MessageRewriter.Apply(call.Envelope, new Rewrite { Id = RequestId.Of(Arrived).Raw, ProgressToken = RequestId.Of(Arrived).Raw }).Message;
        if (Witness.Objects(sent) is { } objection) Wrongs.Enqueue($"{objection}: {Encoding.UTF8.GetString(sent.Span)}");
        if (_allowed.AddOrUpdate(Witness.Substance(sent), -1, static (_, count) => count - 1) < 0) Wrongs.Enqueue($"it was not judged: {Encoding.UTF8.GetString(sent.Span)}");
        if (call.Envelope.Kind == MessageKind.Notification) return ValueTask.FromResult<Reply>(Reply.None.Instance);
        var result = call.Envelope.Method == MethodName.ListTools ? Witness.Tools : """{"content":[]}""";
        return ValueTask.FromResult<Reply>(new Reply.Completed(Encoding.UTF8.GetBytes(result)));
    }

    private static string SubstanceOf(Envelope envelope)
        => Witness.Substance(envelope.Method, envelope.Name, envelope.Uri, Encoding.UTF8.GetString(envelope.Arguments.Span));
}
