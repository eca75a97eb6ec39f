using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Baton.Gateway.Approvals;
using Baton.Gateway.Audit;
using Baton.Gateway.Governance;
using Baton.Gateway.Grants;
using Baton.Gateway.Keys;
using Baton.Gateway.Limits;
using Baton.Gateway.Policies;
using Baton.Gateway.Tools;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Audit;
using Baton.Storage.Sqlite.Gateway;

namespace Baton.Gateway.Tests.Support;

/// <summary>A governed gateway over HTTP on real stores: one grant <c>ci</c> with the policy <c>rules</c> on the memory server.</summary>
internal sealed class Governed : IAsyncDisposable
{
    private readonly string _folder;
    private readonly LimitBudget _budget;
    private int _ids;

    private Governed(string folder, SqliteGatewayStore store, SqliteAuditStore audit, LiveConfiguration live, LimitBudget budget, HttpPeer peer)
    {
        _folder = folder;
        _budget = budget;
        Store = store;
        Audit = audit;
        Live = live;
        Peer = peer;
    }

    public SqliteGatewayStore Store { get; }

    public SqliteAuditStore Audit { get; }

    public LiveConfiguration Live { get; }

    public HttpPeer Peer { get; }

    public string Token { get; private set; } = "";

    public static async Task<Governed> StartAsync(string? policy, bool recordValues = false, ILimitStore? limits = null)
    {
        var folder = Directory.CreateTempSubdirectory("baton-governed-").FullName;
        var time = TimeProvider.System;
        var store = SqliteGatewayStore.Open(new DataFolder(folder), new GatewayKeys(KeyMaterial.New()), time);
        var keys = new AuditKeys(KeyMaterial.New());
        var options = new AuditOptions { RecordValues = recordValues };
        var audit = SqliteAuditStore.Open(new DataFolder(folder), keys, options, time, failure => throw failure);
        var live = new LiveConfiguration(store, static _ => { });
        var consent = new OperatorConsent(store.Approvals, new ConsentOptions { PollEvery = TimeSpan.FromMilliseconds(10) }, time);
        var budget = new LimitBudget(limits ?? store.Limits, consent, time);
        var server = new NotebookServer();
        var gateways = new Gateways(server, parts => parts with
        {
            Judge = new PolicyJudge(live, new BuiltInTools(server, null), time),
            Consent = consent,
            Budget = budget,
            Recorder = new AuditRecorder(audit, keys, options, time),
        });
        var governed = new Governed(folder, store, audit, live, budget, await HttpPeer.StartAsync(gateways, host => host with { Approvals = store.Approvals }, live));
        if (policy is not null) await governed.PutAsync(policy);
        governed.Token = await governed.GrantAsync("ci");
        return governed;
    }

    public async Task PutAsync(string policy)
        => (await new PolicyOffice(Store.Policies).PutAsync("rules", policy, null, default)).Failure.ShouldBeNull();

    public async Task<string> GrantAsync(string label) => (await new GrantOffice(Store.Grants, TimeProvider.System).AddAsync(new GrantDraft
    {
        Label = label,
        Servers = ImmutableDictionary<string, string>.Empty.Add("memory", "rules"),
        Toolsets = ["core"],
    }, default)).Value.Token;

    /// <summary>The whole answer to a tool call of the stateless era.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> AnswerAsync(string tool, string arguments = "{}", string? token = null)
    {
        var body = Messages.Stateless($"{Interlocked.Increment(ref _ids)}", "tools/call", $"\"name\":\"{tool}\",\"arguments\":{arguments}");
        using var response = await Peer.SendAsync(Peer.Stateless(body, $"Authorization: Bearer {token ?? Token}"));
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            await using var events = new SseClient(response);
            return (response.StatusCode, (await events.NextAsync()).ShouldNotBeNull());
        }
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : Messages.Json(text));
    }

    /// <summary>The result of a tool call.</summary>
    public async Task<JsonElement> CallAsync(string tool, string arguments = "{}", string? token = null)
    {
        var (status, body) = await AnswerAsync(tool, arguments, token);
        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        return body.GetProperty("result");
    }

    /// <summary>The decision that a denied call carries.</summary>
    public async Task<JsonElement> DeniedAsync(string tool, string arguments = "{}", string? token = null)
    {
        var result = await CallAsync(tool, arguments, token);
        result.GetProperty("isError").GetBoolean().ShouldBeTrue(result.ToString());
        result.At("content.0.text").ShouldStartWith("[POLICY DENIED] ");
        return result.GetProperty("_meta").GetProperty("dev.baton/decision");
    }

    public async Task<bool> IsAllowedAsync(string tool, string arguments = "{}", string? token = null)
        => (await CallAsync(tool, arguments, token)).TryGetProperty("isError", out var isError) is var there && !(there && isError.GetBoolean());

    public async Task<IReadOnlyList<JsonElement>> RowsAsync(AuditQuery? query = null)
    {
        await Audit.FlushAsync();
        return [.. Audit.Read(query ?? new AuditQuery()).Select(row => Messages.Json(System.Text.Encoding.UTF8.GetString(row.Body.Span)))];
    }

    public async ValueTask DisposeAsync()
    {
        await Peer.DisposeAsync();
        await _budget.DisposeAsync();
        await Audit.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
