namespace Baton.Protocol.Errors;

/// <summary>
/// JSON-RPC error codes as MCP uses them (2026-07-28, Base protocol, Error codes). The range -32020 to -32099 belongs to the
/// specification and -32000 to -32019 to history, so Baton's own codes lie outside both.
/// </summary>
public static class ErrorCode
{
    /// <summary>The bytes are not one strict JSON text.</summary>
    public const int ParseError = -32700;

    /// <summary>JSON, but not one well-formed JSON-RPC message.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>The server does not implement the method; over HTTP, 404 in the stateless era.</summary>
    public const int MethodNotFound = -32601;

    /// <summary>The parameters do not fit the method: unknown tool, unknown resource, bad cursor, missing <c>_meta</c> key.</summary>
    public const int InvalidParams = -32602;

    /// <summary>A fault of the server.</summary>
    public const int InternalError = -32603;

    /// <summary>Headers and body disagree, or a required header is missing or malformed; HTTP 400.</summary>
    public const int HeaderMismatch = -32020;

    /// <summary>The request needs a capability that the client did not declare; HTTP 400.</summary>
    public const int MissingRequiredClientCapability = -32021;

    /// <summary>The protocol revision is not spoken here; HTTP 400, with <c>supported</c> and <c>requested</c> in the data.</summary>
    public const int UnsupportedProtocolVersion = -32022;

    /// <summary>A resource that is not there, for clients of 2025-11-25 and earlier; later ones are answered <see cref="InvalidParams"/>.</summary>
    public const int LegacyResourceNotFound = -32002;

    /// <summary>Baton: policy, a missing grant or a held definition refused the message.</summary>
    public const int Refused = -31001;

    /// <summary>Baton: more requests are in flight than the connection may have.</summary>
    public const int Busy = -31002;

    /// <summary>Baton: a step of the pipeline could not do its work, so the message was refused.</summary>
    public const int StepFailed = -31003;

    /// <summary>Baton: the server behind the gateway cannot be reached, ended before it answered, or answered what is no answer.</summary>
    public const int ServerUnavailable = -31004;
}
