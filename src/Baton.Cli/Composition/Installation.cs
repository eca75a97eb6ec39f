using Baton.Cli.Configuration;
using Baton.Gateway.Approvals;
using Baton.Gateway.Audit;
using Baton.Gateway.Governance;
using Baton.Gateway.Grants;
using Baton.Gateway.Inspection;
using Baton.Gateway.Limits;
using Baton.Gateway.MetaTools;
using Baton.Gateway.Oversight;
using Baton.Gateway.Pins;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Gateway.Telemetry;
using Baton.Gateway.Tools;
using Baton.Gateway.Upstreams;
using Baton.Gateway.Upstreams.BuiltIn;
using Baton.Gateway.Upstreams.Relays;
using Baton.Memory.Dialects;
using Baton.Memory.Limits;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;

namespace Baton.Cli.Composition;

/// <summary>
/// The parts of one Baton on one data folder, put together: the only place that knows which store stands behind which room.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    /// <summary>How soon clients that only listen hear of an operator's edit.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private readonly SqliteMemoryStore _store;
    private readonly Meaning? _meaning;
    private readonly GoverningStores _governing;
    private readonly LimitBudget _budget;
    private readonly PolicyFolder _policies;
    private readonly ITimer _look;
    private readonly ITimer _lookAtPins;
    private readonly LiveServers _servers;
    private readonly AuditHeads? _heads;

    private Installation(
        SqliteMemoryStore store, GoverningStores governing, Meaning? meaning, MemoryLimits limits, DialectOptions dialects, TimeProvider time, string version, Action<string> log)
    {
        _meaning = meaning;
        _store = store;
        _governing = governing;
        Metrics = new GatewayMetrics(version);
        Metrics.Add(new Gauge("baton_approvals_pending", "Calls that wait for a person, at most a thousand.", PendingAsync));
        var live = new LiveConfiguration(governing.Gateway, problem => log($"baton: {problem}"));
        var policies = new PolicyFolder(governing.PolicyFolder, live, problem => log($"baton: {problem}"));
        _policies = policies;
        BuiltInTools? tools = null;
        var oversight = new GatewayOversight(
            new ActionForecasts(live, policies, () => tools!, time), new Permissions(governing.Gateway.Approvals), new AuditProofs(governing.Audit));
        Memory = MemoryServer.Create(store, time, limits, questions: meaning?.Questions, oversight: oversight, dialects: dialects, trail: new AuditTrail(governing.Audit));
        var builtIn = new BuiltInUpstream(Memory, new BuiltInOptions { Version = version });
        live.Changed += builtIn.Surface.ToolsChanged;
        policies.Changed += builtIn.Surface.ToolsChanged;
        policies.Look();
        _look = time.CreateTimer(_ => Look(live, policies), null, LookEvery, LookEvery);
        if (governing.Settings.Audit.Heads is { } heads) _heads = new AuditHeads(governing.Audit, heads, time, problem => log($"baton: {problem}"));
        Grants = live;
        var consent = new OperatorConsent(governing.Gateway.Approvals, new ConsentOptions(), time, log);
        _budget = new LimitBudget(governing.Gateway.Limits, consent, time, log);
        var listed = new ListedTools();
        tools = new BuiltInTools(Memory, new OperatorCategories(new SkippedDialects(listed, server => _servers!.SkipsDialects(server)), server => _servers!.CategoriesOf(server)));
        var pins = new PinBook(governing.Gateway.Pins, governing.Audit, name => new PinSubject(name, MustBeReviewed(name)));
        pins.Changed += builtIn.Surface.ToolsChanged;
        _lookAtPins = time.CreateTimer(_ => pins.Look(), null, LookEvery, LookEvery);
        var currency = new ListCurrency(time);
        var intake = new DefinitionIntake(listed, currency, pins, new ListOddities(log));
        var relay = new RelayOptions
        {
            Requests = new ServerRequestRule(policies, governing.Audit, time),
            ListChanged = currency.Changed,
            Restarted = currency.Changed,
            Surface = builtIn.Surface,
            SpoolFolder = governing.DataFolder,
            Log = log,
            Time = time,
        };
        _servers = new LiveServers(builtIn, governing.Gateway, config => RegisteredServer.Open(config, relay));
        Pipeline = new MessagePipeline(new PipelineParts
        {
            Upstreams = _servers,
            MetaTools = new MetaToolTable(_servers.MetaToolsOf),
            Judge = new PolicyJudge(policies, tools, time),
            Definitions = new PinGuard(intake, pins),
            Tools = tools,
            Inspector = new GrantInspector(policies, tools, intake),
            Consent = consent,
            Budget = _budget,
            Recorder = new MeasuringRecorder(new AuditRecorder(governing.Audit, governing.AuditKeys, governing.Settings.Audit, time), Metrics, time),
            OnFault = (step, fault) => log($"baton: step {step} failed: {fault.Message}"),
        });
    }

    public MemoryServer Memory { get; }

    /// <summary>What agents wrote, for the operator's own jobs.</summary>
    public SqliteMemoryStore Store => _store;

    public IGrantStore Grants { get; }

    public MessagePipeline Pipeline { get; }

    /// <summary>What waits for a person.</summary>
    public IApprovalStore Approvals => _governing.Gateway.Approvals;

    /// <summary>What the pipeline has done so far.</summary>
    public GatewayMetrics Metrics { get; }

    /// <summary>Opens the data folder, making what is missing.</summary>
    /// <param name="folder">Where the databases lie.</param>
    /// <param name="environment">Says where the keys are.</param>
    /// <param name="time">The clock of everything in it.</param>
    /// <param name="version">The program's, for <c>serverInfo</c>.</param>
    /// <param name="log">Takes a line for the operator.</param>
    /// <param name="cancellationToken">Looked at before anything is opened.</param>
    /// <exception cref="Baton.Memory.Storage.StoreUnavailableException">The folder cannot be used.</exception>
    public static async Task<Installation> OpenAsync(
        DataFolder folder, Func<string, string?> environment, TimeProvider time, string version, Action<string> log, CancellationToken cancellationToken)
    {
        var limits = ConversationConfiguration.Read(SettingsFile.Of(folder));
        // The files are opened side by side, because the first answer of every session waits for all of them.
        var governed = Task.Run(() => GoverningStores.OpenAsync(folder, environment, time, log), cancellationToken);
        var remembered = Task.Run(async () => await SqliteMemoryStore.OpenAsync(folder, time, cancellationToken), cancellationToken);
        try
        {
            var store = await remembered;
            return new Installation(store, await governed, Meaning.Of(folder, environment, store, time), limits, DialectConfiguration.Read(folder), time, version, log);
        }
        catch
        {
            await Abandoned.DisposeAsync(remembered);
            await Abandoned.DisposeAsync(governed);
            throw;
        }
    }

    /// <summary>The grant in use that an operator calls so; null when there is none.</summary>
    public async ValueTask<Grant?> GrantLabelledAsync(string label, CancellationToken cancellationToken)
        => (await _governing.Gateway.Grants.ListAsync(cancellationToken)).FirstOrDefault(grant => grant.Label == label && grant.RevokedAt is null);

    /// <summary>Gives texts their vectors in the background, when they are configured.</summary>
    public void StartBackfill(Action<string> log) => _meaning?.Start(log);

    /// <summary>What does not keep calls from being answered, and yet is not as the operator wants it.</summary>
    public IReadOnlyList<string> Notes() => _policies.Problems();

    /// <summary>Whether calls would be answered: null, or what is missing.</summary>
    public async ValueTask<string?> ReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _store.ChangeStampAsync(cancellationToken);
            return null;
        }
        catch (IOException missing)
        {
            return missing.Message;
        }
    }

    private static void Look(LiveConfiguration live, PolicyFolder policies)
    {
        live.Look();
        policies.Look();
    }

    private async ValueTask<double?> PendingAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _governing.Gateway.Approvals.ListAsync(new ApprovalFilter(ApprovalState.Pending, Limit: 1000), cancellationToken)).Count;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _look.DisposeAsync();
        await _lookAtPins.DisposeAsync();
        await _servers.DisposeAsync();
        if (_meaning is not null) await _meaning.DisposeAsync();
        await _budget.DisposeAsync();
        if (_heads is not null) await _heads.DisposeAsync();
        await _governing.DisposeAsync();
        await _store.DisposeAsync();
    }

    private bool MustBeReviewed(string name) => _servers.MustBeReviewed(name);
}
