using Baton.Gateway.Approvals;
using Baton.Gateway.Audit;
using Baton.Gateway.Governance;
using Baton.Gateway.Keys;
using Baton.Gateway.Oversight;
using Baton.Gateway.Tools;
using Baton.Memory.Dialects;
using Baton.Memory.Tests.Support;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Audit;
using Baton.Storage.Sqlite.Gateway;

namespace Baton.Memory.Tests.Dialects;

/// <summary>A room with the real policies, approvals and audit log before it, as an operator has them.</summary>
internal sealed class GovernedRoom : IAsyncDisposable
{
    private GovernedRoom(Room room, SqliteGatewayStore gateway, SqliteAuditStore audit)
    {
        Room = room;
        Gateway = gateway;
        Audit = audit;
        Agent = new DialectRoom(room, DialectNames.Loaditout);
    }

    public Room Room { get; }

    public SqliteGatewayStore Gateway { get; }

    public SqliteAuditStore Audit { get; }

    /// <summary>Calls in the dialect <c>loaditout</c>.</summary>
    public DialectRoom Agent { get; }

    public static async Task<GovernedRoom> OpenAsync()
    {
        SqliteGatewayStore? gateway = null;
        SqliteAuditStore? audit = null;
        BuiltInTools? tools = null;
        var room = await Room.OpenAsync(null, (folder, clock) =>
        {
            gateway = SqliteGatewayStore.Open(folder, new GatewayKeys(KeyMaterial.New()), clock);
            audit = SqliteAuditStore.Open(folder, new AuditKeys(KeyMaterial.New()), new AuditOptions(), clock, failed => throw failed);
            var live = new LiveConfiguration(gateway, problem => throw new InvalidOperationException(problem));
            return new GatewayOversight(new ActionForecasts(live, live, () => tools!, clock), new Permissions(gateway.Approvals), new AuditProofs(audit));
        });
        tools = new BuiltInTools(room.Server, new ListedTools());
        return new GovernedRoom(room, gateway!, audit!);
    }

    /// <summary>Puts a policy into force for the local grant, on a server.</summary>
    public async Task GovernAsync(string server, string policy)
    {
        await Gateway.Policies.PutAsync("rules", policy, null, default);
        (await Gateway.Grants.ChangeAsync("local", grant => grant with { Servers = grant.Servers.SetItem(server, "rules") }, default)).Succeeded.ShouldBeTrue();
    }

    /// <summary>Answers the only open request, as the operator would.</summary>
    public async Task AnswerAsync(bool isApproved, string reason)
    {
        var open = (await Gateway.Approvals.ListAsync(new ApprovalFilter(ApprovalState.Pending), default)).Single();
        (await Gateway.Approvals.DecideAsync(open.Id, new ApprovalAnswer(isApproved, "operator", reason), default)).Succeeded.ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Audit.DisposeAsync();
        await Room.DisposeAsync();
    }
}
