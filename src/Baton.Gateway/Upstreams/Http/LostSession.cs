using System.Net;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>
/// Many servers that have forgotten a session say 400 in the place of 404, with the error of the official examples (code -32000 or
/// -32001, "No valid session ID provided"). Nothing was done then, so the session may be opened anew as after 404.
/// </summary>
internal static class LostSession
{
    public static bool Is(HttpStatusCode status, ReadOnlyMemory<byte> error)
        => status == HttpStatusCode.BadRequest
        && JsonMembers.Find(error, "code"u8).Span is var code && (code.SequenceEqual("-32000"u8) || code.SequenceEqual("-32001"u8))
        && JsonMembers.Text(error, "message"u8)?.Contains("session", StringComparison.OrdinalIgnoreCase) == true;
}
