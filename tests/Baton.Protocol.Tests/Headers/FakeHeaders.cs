using Baton.Protocol.Headers;

namespace Baton.Protocol.Tests.Headers;

/// <summary>Headers written out in a test, <c>Name: value</c> each.</summary>
internal sealed class FakeHeaders(params string[] lines) : IHeaders
{
    public IReadOnlyList<string> Values(string name)
        => [.. lines.Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..])];
}
