using System.Collections.Immutable;

namespace Baton.Protocol.Headers;

/// <summary>A parameter of a tool that HTTP clients mirror into a header.</summary>
/// <param name="Header">The full header name, <c>Mcp-Param-…</c>.</param>
/// <param name="Path">The chain of <c>properties</c> keys that leads to the parameter.</param>
public sealed record ParamHeader(string Header, ImmutableArray<string> Path);
