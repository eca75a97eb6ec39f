namespace Baton.Protocol.Errors;

/// <summary>A JSON-RPC error as a value: what was wrong, where, and what to do, in a form that goes on the wire as it is.</summary>
/// <param name="Code">One of <see cref="ErrorCode"/>.</param>
/// <param name="Message">One or two sentences for the reader at the other end.</param>
public sealed record RpcError(int Code, string Message)
{
    /// <summary>UTF-8 JSON for <c>data</c>; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Shorthand for <see cref="ErrorCode.InvalidRequest"/>.</summary>
    public static RpcError InvalidRequest(string message) => new(ErrorCode.InvalidRequest, message);

    /// <summary>Shorthand for <see cref="ErrorCode.InvalidParams"/>.</summary>
    public static RpcError InvalidParams(string message) => new(ErrorCode.InvalidParams, message);

    /// <summary>Shorthand for <see cref="ErrorCode.ParseError"/>.</summary>
    public static RpcError Parse(string message) => new(ErrorCode.ParseError, message);

    /// <summary>Shorthand for <see cref="ErrorCode.HeaderMismatch"/>.</summary>
    public static RpcError HeaderMismatch(string message) => new(ErrorCode.HeaderMismatch, message);

    /// <summary>The answer to a method that this server does not implement in the revision of the request.</summary>
    public static RpcError MethodNotFound(string method) => new(ErrorCode.MethodNotFound, $"Method not found: {method}");
}
