using System.Buffers;
using System.Text.Json;
using Baton.Gateway.Pipeline;
using Baton.Protocol.Json;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>
/// Writes one <c>result</c> object as the revision of the request wants it: in the stateless era it says that it is complete, who
/// answered, and how long it may be kept (2026-07-28, ResultType; Per-response protocol fields; Caching).
/// </summary>
internal sealed class ResultWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _output;
    private readonly bool _isStateless;
    private readonly BuiltInOptions _options;
    private bool _hasMeta;

    private ResultWriter(Call call, BuiltInOptions options, int expectedBytes)
    {
        _output = new ArrayBufferWriter<byte>(expectedBytes);
        _options = options;
        _isStateless = call.Revision.Era == Era.Stateless;
        Json = new Utf8JsonWriter(_output, JsonWriting.Options);
        Json.WriteStartObject();
        if (_isStateless) Json.WriteString("resultType"u8, "complete"u8);
    }

    /// <summary>Where the members go.</summary>
    public Utf8JsonWriter Json { get; }

    public static ResultWriter Begin(Call call, BuiltInOptions options, int expectedBytes = 1024) => new(call, options, expectedBytes);

    /// <summary>Says how long the client may keep the result; lists are cut to the grant, so nobody else may use it.</summary>
    public void Cache(TimeSpan fresh)
    {
        if (!_isStateless) return;
        Json.WriteNumber("ttlMs"u8, (long)fresh.TotalMilliseconds);
        Json.WriteString("cacheScope"u8, "private"u8);
    }

    /// <summary>Opens <c>_meta</c>, to which more can be written before <see cref="End"/>.</summary>
    public void Meta()
    {
        _hasMeta = true;
        Json.WriteStartObject("_meta"u8);
    }

    /// <summary>A member that is JSON already.</summary>
    public void Raw(string name, ReadOnlyMemory<byte> json)
    {
        Json.WritePropertyName(name);
        Json.WriteRawValue(json.Span, skipInputValidation: true);
    }

    /// <summary>Closes the object and gives its text.</summary>
    public Reply.Completed End()
    {
        if (_isStateless)
        {
            if (!_hasMeta) Meta();
            Json.WritePropertyName(MetaKey.ServerInfo);
            ServerInfo(Json, _options);
        }
        if (_hasMeta) Json.WriteEndObject();
        Json.WriteEndObject();
        Json.Flush();
        return new Reply.Completed(_output.WrittenMemory);
    }

    public static void ServerInfo(Utf8JsonWriter json, BuiltInOptions options)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, options.Name);
        json.WriteString("title"u8, options.Title);
        json.WriteString("version"u8, options.Version);
        json.WriteEndObject();
    }

    public void Dispose() => Json.Dispose();
}
