using Baton.Protocol.Headers;
using Microsoft.AspNetCore.Http;

namespace Baton.EverythingServer.Http;

/// <summary>The headers of a request for the rules that compare them with the body.</summary>
internal sealed class RequestHeaders(IHeaderDictionary headers) : IHeaders
{
    public IReadOnlyList<string> Values(string name) => [.. headers[name].Select(value => value ?? "")];
}
