using System.Collections.Immutable;
using Baton.Gateway.Governance;
using Baton.Gateway.Grants;
using Baton.Gateway.Inspection;
using Baton.Gateway.Pins;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Gateway.Tools;
using Baton.Gateway.Upstreams;
using Baton.Gateway.Upstreams.Relays;

namespace Baton.Gateway.Tests.Support;

/// <summary>What stands between a client and a server <c>rec</c> behind the gateway, whatever both speak: one policy and what it needs.</summary>
internal sealed class Relaying
{
    public const string Allow = """{"version":"1","default":"allow","tools":{}}""";

    /// <summary>The server and the policy's name, as a grant says it.</summary>
    public static readonly ImmutableDictionary<string, string> Servers = ImmutableDictionary<string, string>.Empty.Add("rec", "rules");

    private readonly FixedPolicy _policies;
    private readonly DefinitionIntake _intake;
    private readonly ListedTools _tools = new();

    public Relaying(string policy, Action<string> log)
    {
        var currency = new ListCurrency(TimeProvider.System);
        _policies = new FixedPolicy("rules", policy);
        _intake = new DefinitionIntake(_tools, currency, book: null);
        Options = new RelayOptions
        {
            Requests = new ServerRequestRule(_policies, null, TimeProvider.System),
            ListChanged = currency.Changed,
            Restarted = currency.Changed,
            Log = log,
        };
    }

    public RelayOptions Options { get; }

    public PipelineParts Before(IUpstream upstream, PipelineParts parts) => parts with
    {
        Upstreams = new UpstreamDirectory([upstream]),
        Judge = new PolicyJudge(_policies, _tools, TimeProvider.System),
        Definitions = new PinGuard(_intake, book: null),
        Tools = _tools,
        Inspector = new GrantInspector(_policies, _tools, _intake),
    };
}
