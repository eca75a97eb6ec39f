using System.Collections.Immutable;
using Baton.Gateway.Audit;
using Baton.Gateway.Grants;
using Baton.Gateway.Keys;
using Baton.Gateway.Oversight;
using Baton.Gateway.Policies;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Tools;
using Baton.Memory.Callers;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Audit;
using Baton.Storage.Sqlite.Gateway;
using Baton.TestSupport;

namespace Baton.Gateway.Tests.Oversight;

/// <summary>What agents may ask about their own permissions, on real stores: one grant <c>ci</c> with the policy <c>rules</c> on <c>memory</c> and <c>github</c>.</summary>
internal sealed class OverseenWorld : IGrantStore, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-overseen-").FullName;

    public OverseenWorld(string policy = Relaying.Allow)
    {
        Gateway = SqliteGatewayStore.Open(new DataFolder(_folder), new GatewayKeys(KeyMaterial.New()), Time);
        Audit = SqliteAuditStore.Open(new DataFolder(_folder), Keys, new AuditOptions(), Time, failure => throw failure);
        Permissions = new Permissions(Gateway.Approvals);
        Proofs = new AuditProofs(Audit);
        var tools = new BuiltInTools(new NotebookServer(), Listed);
        Forecasts = new ActionForecasts(this, new FixedPolicy("rules", policy), () => tools, Time);
    }

    public ManualTimeProvider Time { get; } = new();

    public AuditKeys Keys { get; } = new(KeyMaterial.New());

    public SqliteGatewayStore Gateway { get; }

    public SqliteAuditStore Audit { get; }

    public Permissions Permissions { get; }

    public AuditProofs Proofs { get; }

    public ActionForecasts Forecasts { get; }

    public ListedTools Listed { get; } = new();

    public static MemoryCaller Caller(string grant = "ci", string principal = "ada") => new() { Grant = grant, GrantId = $"g_{grant}", Principal = principal, RequestId = "r_1", ClientName = "probe", ClientVersion = "9" };

    public ValueTask<Grant?> FindAsync(string id, CancellationToken cancellationToken) => new(id == "g_ci"
        ? LocalGrant.Create() with { Id = "g_ci", Label = "ci", Servers = ImmutableDictionary<string, string>.Empty.Add("memory", "rules").Add("github", "rules").Add("bare", "gone") }
        : null);

    public ValueTask<Grant?> LocalAsync(CancellationToken cancellationToken) => new((Grant?)null);

    public ValueTask<bool> AnyAsync(CancellationToken cancellationToken) => new(true);

    public async ValueTask DisposeAsync()
    {
        await Audit.DisposeAsync();
        await Gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
