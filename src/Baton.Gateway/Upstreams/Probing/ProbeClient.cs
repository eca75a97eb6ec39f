using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Baton.Gateway.Edge;
using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Sessions;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Json;
using Baton.Protocol.Messages;
using Spoken = Baton.Protocol.Revisions.Revision;

namespace Baton.Gateway.Upstreams.Probing;

/// <summary>A client of one server that can do nothing itself: in a session, or statelessly where the server knows no sessions.</summary>
internal sealed class ProbeClient(IUpstream upstream, string version, TimeProvider time) : IDisposable
{
    private readonly ClientSession _session = new("probe", "probe", "operator", upstream.Name, Spoken.V20251125, ClientDescription.Unknown, time);
    private bool _isStateless;
    private int _ids;

    /// <summary>What the server chose.</summary>
    public string? Revision { get; private set; }

    public async Task<Reply> InitializeAsync(CancellationToken cancellationToken)
    {
        var reply = await SendAsync(Read(MethodName.Initialize, json =>
        {
            json.WriteString("protocolVersion"u8, Spoken.V20251125.Text);
            json.WriteStartObject("capabilities"u8);
            json.WriteEndObject();
            WriteClient(json, "clientInfo");
        }), cancellationToken);
        if (reply is not Reply.Completed greeted) return reply;
        Revision = JsonMembers.Text(greeted.Json, "protocolVersion"u8);
        await SendAsync(MessageReader.Read("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"u8.ToArray()).Envelope!, cancellationToken);
        return reply;
    }

    public async Task<Reply> DiscoverAsync(CancellationToken cancellationToken)
    {
        _isStateless = true;
        Revision = Spoken.V20260728.Text;
        return await SendAsync(Read(MethodName.Discover, static _ => { }), cancellationToken);
    }

    public Task<Reply> ListAsync(string method, string? cursor, CancellationToken cancellationToken) => SendAsync(Read(method, json =>
    {
        if (cursor is not null) json.WriteString("cursor"u8, cursor);
    }), cancellationToken);

    public void Dispose() => _session.Dispose();

    private Task<Reply> SendAsync(Envelope message, CancellationToken cancellationToken) => upstream.SendAsync(new Call
    {
        RequestId = "probe",
        Envelope = message,
        Caller = new Caller { GrantId = "operator", Grant = "operator", Principal = "operator", Servers = ImmutableDictionary<string, string>.Empty },
        Connection = new Connection { Transport = Transport.Http, Address = "operator", Server = upstream.Name, Spoken = Spoken.OverHttp },
        Revision = _isStateless ? Spoken.V20260728 : Spoken.V20251125,
        Session = _isStateless ? null : _session,
        Channel = NoChannel.Instance,
    }, cancellationToken).AsTask();

    private Envelope Read(string method, Action<Utf8JsonWriter> parameters)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, JsonWriting.Options))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteNumber("id"u8, ++_ids);
            json.WriteString("method"u8, method);
            json.WriteStartObject("params"u8);
            parameters(json);
            if (_isStateless) WriteMeta(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return MessageReader.Read(output.WrittenMemory).Envelope!;
    }

    private void WriteMeta(Utf8JsonWriter json)
    {
        json.WriteStartObject("_meta"u8);
        json.WriteString(MetaKey.ProtocolVersion, Spoken.V20260728.Text);
        WriteClient(json, MetaKey.ClientInfo);
        json.WriteStartObject(MetaKey.ClientCapabilities);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteClient(Utf8JsonWriter json, string key)
    {
        json.WriteStartObject(key);
        json.WriteString("name"u8, "baton"u8);
        json.WriteString("version"u8, version);
        json.WriteEndObject();
    }
}
