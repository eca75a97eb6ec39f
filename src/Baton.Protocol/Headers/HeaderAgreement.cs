using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Protocol.Headers;

/// <summary>
/// Headers repeat what the body says, for intermediaries that route by them. Where the two disagree somebody is being deceived,
/// so the message is refused; nothing is ever decided on a header (2026-07-28, Streamable HTTP, Server validation).
/// </summary>
public static class HeaderAgreement
{
    /// <summary>Null when the headers agree with the body.</summary>
    /// <param name="headers">Those of the request.</param>
    /// <param name="envelope">The body.</param>
    /// <param name="required">Whether <c>Mcp-Method</c> and <c>Mcp-Name</c> must be there, as in the stateless era for requests.</param>
    public static RpcError? Check(IHeaders headers, Envelope envelope, bool required)
        => Method(headers, envelope, required) ?? Name(headers, envelope, required);

    /// <summary>Null when <c>MCP-Protocol-Version</c> says what <c>_meta</c> says.</summary>
    public static RpcError? CheckRevision(string? header, string inBody)
    {
        if (header is null) return RpcError.HeaderMismatch($"The header {HeaderName.ProtocolVersion} is missing; the body says '{inBody}'");
        return header == inBody ? null : Mismatch(HeaderName.ProtocolVersion, header, inBody);
    }

    /// <summary>The single value of a header, or null when absent; more than one line is an error.</summary>
    public static RpcError? OneValue(IHeaders headers, string name, out string? value)
    {
        var values = headers.Values(name);
        value = values.Count == 1 ? values[0].Trim(' ', '\t') : null;
        return values.Count > 1 ? RpcError.HeaderMismatch($"The header {name} stands {values.Count} times; it must stand once") : null;
    }

    private static RpcError? Method(IHeaders headers, Envelope envelope, bool required)
    {
        if (OneValue(headers, HeaderName.Method, out var header) is { } repeated) return repeated;
        if (header is null) return required ? Absent(HeaderName.Method, envelope.Method) : null;
        return header == envelope.Method ? null : Mismatch(HeaderName.Method, header, envelope.Method);
    }

    private static RpcError? Name(IHeaders headers, Envelope envelope, bool required)
    {
        if (OneValue(headers, HeaderName.Name, out var header) is { } repeated) return repeated;
        var inBody = NameOf(envelope);
        if (header is null) return required && inBody is not null ? Absent(HeaderName.Name, inBody) : null;
        if (inBody is null) return null;
        var decoded = HeaderValue.Decode(header);
        if (decoded is null) return Unreadable(HeaderName.Name);
        return decoded == inBody ? null : Mismatch(HeaderName.Name, decoded, inBody);
    }

    /// <summary>The part of the body that <c>Mcp-Name</c> mirrors, or null when this method has none.</summary>
    public static string? NameOf(Envelope envelope) => envelope.Method switch
    {
        MethodName.CallTool or MethodName.GetPrompt => envelope.Name,
        MethodName.ReadResource => envelope.Uri,
        _ => null,
    };

    internal static RpcError Unreadable(string header)
        => RpcError.HeaderMismatch($"The header {header} holds characters that are not allowed, or is not valid Base64 of UTF-8");

    private static RpcError Absent(string header, string inBody)
        => RpcError.HeaderMismatch($"The header {header} is missing; the body says '{inBody}'");

    private static RpcError Mismatch(string header, string value, string inBody)
        => RpcError.HeaderMismatch($"The header {header} says '{value}', the body says '{inBody}'");
}
