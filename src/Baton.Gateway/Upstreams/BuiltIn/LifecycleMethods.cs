using System.Text.Json;
using Baton.Gateway.Edge;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tools;
using Baton.Protocol.Errors;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary><c>initialize</c>, <c>server/discover</c> and <c>logging/setLevel</c>.</summary>
internal sealed class LifecycleMethods(BuiltInContext context)
{
    public Reply Initialize(Call call)
    {
        using var result = ResultWriter.Begin(call, context.Options);
        result.Json.WriteString("protocolVersion"u8, call.Revision.Text);
        Capabilities(result.Json, Era.Sessions);
        result.Json.WritePropertyName("serverInfo"u8);
        ResultWriter.ServerInfo(result.Json, context.Options);
        Instructions(result.Json, call);
        if (call.Session is { } session) SessionNotices.Attach(context, call, session);
        return result.End();
    }

    public Reply Discover(Call call)
    {
        using var result = ResultWriter.Begin(call, context.Options);
        result.Json.WriteStartArray("supportedVersions"u8);
        foreach (var revision in call.Connection.Spoken) result.Json.WriteStringValue(revision.Text);
        result.Json.WriteEndArray();
        Capabilities(result.Json, Era.Stateless);
        Instructions(result.Json, call);
        result.Cache(CacheTimes.Definitions);
        return result.End();
    }

    public static Reply SetLogLevel(Call call)
    {
        using var document = JsonDocument.Parse(call.Envelope.Params.IsEmpty ? "{}"u8.ToArray() : call.Envelope.Params);
        var isText = document.RootElement.TryGetProperty("level"u8, out var level) && level.ValueKind == JsonValueKind.String;
        if (!isText || !StatelessRule.IsLevel(level.GetString()!))
        {
            return new Reply.Failed(RpcError.InvalidParams("params.level must be one of MCP's log levels"));
        }
        if (call.Session is { } session) session.LogLevel = level.GetString();
        return new Reply.Completed("{}"u8.ToArray());
    }

    private void Capabilities(Utf8JsonWriter json, Era era)
    {
        json.WriteStartObject("capabilities"u8);
        json.WriteStartObject("tools"u8);
        json.WriteBoolean("listChanged"u8, true);
        json.WriteEndObject();
        if (context.Server.Resources is not null)
        {
            json.WriteStartObject("resources"u8);
            json.WriteBoolean("subscribe"u8, true);
            json.WriteEndObject();
            Empty(json, "completions");
        }
        if (context.Server.Prompts is not null) Empty(json, "prompts");
        if (era == Era.Sessions) Empty(json, "logging");
        json.WriteEndObject();
    }

    private void Instructions(Utf8JsonWriter json, Call call)
    {
        var text = context.Server.Instructions(BuiltInContext.CallerOf(call));
        // Over HTTP nobody reads a standard error: whoever asked for more than its grant has learns it here.
        if (Toolsets.Missing(call.Connection.Toolsets, call.Caller) is { } missing) text = text.Length > 0 ? $"{text}\n\n{missing}" : missing;
        if (text.Length > 0) json.WriteString("instructions"u8, text);
    }

    private static void Empty(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteEndObject();
    }
}
