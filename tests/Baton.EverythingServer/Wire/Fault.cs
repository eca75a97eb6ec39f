using System.Text.Json.Nodes;
using Baton.Protocol.Errors;

namespace Baton.EverythingServer.Wire;

/// <summary>A request that is answered with a JSON-RPC error.</summary>
internal sealed class Fault(int code, string message, JsonObject? data = null) : Exception(message)
{
    public int Code => code;

    public JsonObject? Details => data;

    public static Fault Of(RpcError error)
        => new(error.Code, error.Message, error.Data.IsEmpty ? null : JsonNode.Parse(error.Data.Span)!.AsObject());

    public static Fault Params(string message, JsonObject? data = null) => new(ErrorCode.InvalidParams, message, data);
}
