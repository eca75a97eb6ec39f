using System.Collections.Immutable;
using System.Text;
using Baton.Gateway.Audit;
using Baton.Gateway.Governance;
using Baton.Gateway.Grants;
using Baton.Gateway.Inspection;
using Baton.Gateway.Keys;
using Baton.Gateway.Pins;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Gateway.Tools;
using Baton.Gateway.Upstreams;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Tests.Support;

/// <summary>A gateway in memory with a policy, in front of a server that answers as a test says, and the rows of its log.</summary>
internal sealed class Watched : IUpstream, IAuditLog
{
    public const string Tools =
        """{"tools":[{"name":"read_note","description":"Reads a note.","inputSchema":{"type":"object"}},{"name":"delete_note","description":"Deletes a note for ever.","inputSchema":{"type":"object"},"outputSchema":{"type":"object"}}]}""";

    private readonly Func<Call, Reply> _answer;
    private readonly AuditOptions _options;

    public Watched(string policy = Relaying.Allow, Func<Call, Reply>? answer = null, bool recordValues = false, Func<PipelineParts, PipelineParts>? change = null, PinBook? book = null)
    {
        _answer = answer ?? (static _ => Completed("""{"content":[]}"""));
        _options = new AuditOptions { RecordValues = recordValues };
        var policies = new FixedPolicy("rules", policy);
        var tools = new ListedTools();
        Currency = new ListCurrency(Time);
        var intake = new DefinitionIntake(tools, Currency, book);
        Recorder = new AuditRecorder(this, Keys, _options, Time);
        var parts = new PipelineParts
        {
            Upstreams = new UpstreamDirectory([this]),
            Judge = new PolicyJudge(policies, tools, Time),
            Definitions = new PinGuard(intake, book),
            Tools = tools,
            Inspector = new GrantInspector(policies, tools, intake),
            Recorder = Recorder,
            OnFault = (step, fault) => Faults.Add($"{step}: {fault.Message}"),
        };
        Pipeline = new MessagePipeline(change?.Invoke(parts) ?? parts);
    }

    public TimerClock Time { get; } = new();

    public AuditKeys Keys { get; } = new(new KeyMaterial(Enumerable.Repeat((byte)3, KeyMaterial.Bytes).ToArray()));

    public ListCurrency Currency { get; }

    public AuditRecorder Recorder { get; }

    public MessagePipeline Pipeline { get; }

    public List<AuditEntry> Rows { get; } = [];

    public List<string> Faults { get; } = [];

    /// <summary>The methods that reached the server, without the gateway's own looks at its list.</summary>
    public List<string> Arrived { get; } = [];

    /// <summary>What the server answers to <c>tools/list</c>; empty where it knows no such method.</summary>
    public string List { get; set; } = Tools;

    /// <summary>The error in the place of <see cref="List"/>; null for none.</summary>
    public RpcError? ListError { get; set; }

    /// <summary>How often the gateway itself asked for the list of tools.</summary>
    public int Asked { get; private set; }

    /// <summary>Thrown by the log, where a test sets it.</summary>
    public Exception? Broken { get; set; }

    public static Caller Caller { get; } = Gateways.Local with { GrantId = "g_1", Grant = "ci", Principal = "ada", Servers = Relaying.Servers };

    public string Name => "rec";

    public bool IsBuiltIn => false;

    public static Reply.Completed Completed(string json, bool isToolError = false) => new(Encoding.UTF8.GetBytes(json)) { IsToolError = isToolError };

    public Call Call(string json, Caller? caller = null, bool isStateless = false, string server = "rec")
        => isStateless ? CallBuilder.Stateless(json, caller ?? Caller, server) : CallBuilder.InSession(json, caller ?? Caller, server: server);

    public Task<Reply> SendAsync(string json, Caller? caller = null, bool isStateless = false, string server = "rec", CancellationToken cancellationToken = default)
        => SendAsync(Call(json, caller, isStateless, server), cancellationToken);

    public Task<Reply> SendAsync(Call call) => SendAsync(call, CancellationToken.None);

    private async Task<Reply> SendAsync(Call call, CancellationToken cancellationToken) => await Pipeline.SendAsync(call, cancellationToken);

    ValueTask<Reply> IUpstream.SendAsync(Call call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (call.Envelope.Method == "tools/list" && call.Channel is not CallBuilder.Collected)
        {
            Asked++;
            if (List.Length == 0) return new(new Reply.Failed(RpcError.MethodNotFound("tools/list")));
            return new(ListError is { } error ? new Reply.Failed(error) : Completed(List));
        }
        Arrived.Add(call.Envelope.Name ?? call.Envelope.Method);
        return new(call.Envelope.Method == "tools/list" ? Completed(List) : _answer(call));
    }

    public ValueTask<long> AppendAsync(AuditEntry entry)
    {
        if (Broken is not null) throw Broken;
        Rows.Add(entry);
        return new(Rows.Count);
    }

    public void Post(AuditEntry entry)
    {
        if (Broken is not null) throw Broken;
        Rows.Add(entry);
    }
}
