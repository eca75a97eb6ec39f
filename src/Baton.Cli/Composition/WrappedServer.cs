using System.Collections.Immutable;
using Baton.Gateway.Approvals;
using Baton.Gateway.Audit;
using Baton.Gateway.Governance;
using Baton.Gateway.Grants;
using Baton.Gateway.Inspection;
using Baton.Gateway.Limits;
using Baton.Gateway.MetaTools;
using Baton.Gateway.Pins;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Gateway.Servers;
using Baton.Gateway.Tools;
using Baton.Gateway.Upstreams;
using Baton.Gateway.Upstreams.BuiltIn;
using Baton.Gateway.Upstreams.Relays;
using Baton.Gateway.Upstreams.Stdio;

namespace Baton.Cli.Composition;

/// <summary>One stdio server behind the pipeline, governed by one policy: what <c>baton wrap</c> is made of.</summary>
internal sealed class WrappedServer : IAsyncDisposable
{
    private const string PolicyName = "wrap";
    private const string AllowAll = """{"version":"1","default":"allow","tools":{}}""";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly GoverningStores _governing;
    private readonly LimitBudget _budget;
    private readonly StdioUpstream _upstream;
    private readonly PolicyWatch _watch;
    private readonly ITimer _lookAtPins;

    /// <param name="governing">Limits, approvals and audit; disposed with this.</param>
    /// <param name="name">What the server is called in audit, counters and approvals.</param>
    /// <param name="pinName">Under what name its definitions are pinned.</param>
    /// <param name="command">How it is started.</param>
    /// <param name="policyFile">The policy's path; null allows everything, and records it.</param>
    /// <param name="metaTools">Its tools that call others.</param>
    /// <param name="silence">How long it may say nothing about a call; null for what is usual.</param>
    /// <param name="skipsDialects">Whether schemas in a dialect that is not validated are passed over.</param>
    /// <param name="time">The clock of everything in it.</param>
    /// <param name="log">Takes a line for the operator.</param>
    public WrappedServer(
        GoverningStores governing, string name, string pinName, ChildCommand command, string? policyFile, MetaToolTable metaTools, TimeSpan? silence, bool skipsDialects, TimeProvider time, Action<string> log)
    {
        _governing = governing;
        IPolicySource policies = policyFile is null
            ? new FixedPolicy(PolicyName, AllowAll)
            : new FilePolicies(ImmutableDictionary<string, PolicyFile>.Empty.Add(PolicyName, new PolicyFile(policyFile, problem => log($"baton: {problem}"))));
        var surface = new SurfaceChanges();
        _watch = new PolicyWatch(policies, PolicyName, surface.ToolsChanged, LookEvery, time);
        var listed = new ListedTools();
        var tools = new SkippedDialects(listed, _ => skipsDialects);
        var pins = new PinBook(governing.Gateway.Pins, governing.Audit, _ => new PinSubject(pinName));
        pins.Changed += surface.ToolsChanged;
        _lookAtPins = time.CreateTimer(_ => pins.Look(), null, LookEvery, LookEvery);
        var currency = new ListCurrency(time);
        var intake = new DefinitionIntake(listed, currency, pins, new ListOddities(log));
        var consent = new OperatorConsent(governing.Gateway.Approvals, new ConsentOptions(), time, log);
        _budget = new LimitBudget(governing.Gateway.Limits, consent, time, log);
        _upstream = new StdioUpstream(name, command, new RelayOptions
        {
            Requests = new ServerRequestRule(policies, governing.Audit, time),
            ListChanged = currency.Changed,
            Restarted = currency.Changed,
            Surface = surface,
            Silence = silence ?? ServerConfig.Stdio.Patience,
            SpoolFolder = governing.DataFolder,
            Log = log,
            Time = time,
        });
        Caller = LocalGrant.Create().ToCaller() with { Servers = ImmutableDictionary<string, string>.Empty.Add(name, PolicyName) };
        Pipeline = new MessagePipeline(new PipelineParts
        {
            Upstreams = new UpstreamDirectory([_upstream]),
            MetaTools = metaTools,
            Judge = new PolicyJudge(policies, tools, time),
            Definitions = new PinGuard(intake, pins),
            Consent = consent,
            Budget = _budget,
            Recorder = new AuditRecorder(governing.Audit, governing.AuditKeys, governing.Settings.Audit, time),
            Inspector = new GrantInspector(policies, tools, intake),
            OnFault = (step, fault) => log($"baton: step {step} failed: {fault.Message}"),
        });
    }

    /// <summary>Whoever started the process: the local grant, on this server only.</summary>
    public Caller Caller { get; }

    public MessagePipeline Pipeline { get; }

    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _lookAtPins.DisposeAsync();
        await _upstream.DisposeAsync();
        await _budget.DisposeAsync();
        await _governing.DisposeAsync();
    }
}
