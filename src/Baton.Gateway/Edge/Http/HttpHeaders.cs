using Baton.Protocol.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Baton.Gateway.Edge.Http;

/// <summary>A request's headers as the protocol's rules look at them.</summary>
internal sealed class HttpHeaders(IHeaderDictionary headers) : IHeaders
{
    public IReadOnlyList<string> Values(string name) => headers.TryGetValue(name, out var values) ? Whole(values) : [];

    private static string[] Whole(StringValues values) => values.Count == 1 ? [values[0] ?? ""] : [.. values.Select(value => value ?? "")];
}
