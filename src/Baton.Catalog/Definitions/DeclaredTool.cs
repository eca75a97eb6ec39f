using System.Text.Json;

namespace Baton.Catalog.Definitions;

/// <summary>
/// One tool as its server declares it: everything a model reads before it calls, and nothing that Baton concluded.
/// Source: MCP specification, server/tools.
/// </summary>
/// <param name="Name">As listed, before any prefix of the gateway.</param>
/// <param name="InputSchema">JSON Schema of the arguments; undefined when the server gave none.</param>
/// <param name="OutputSchema">JSON Schema of <c>structuredContent</c>; undefined when the server gave none.</param>
public sealed record DeclaredTool(
    string Name,
    string? Title = null,
    string? Description = null,
    JsonElement InputSchema = default,
    JsonElement OutputSchema = default,
    ToolAnnotations? Annotations = null)
{
    /// <summary>The <c>annotations</c> object as sent, unknown members included; undefined when absent.</summary>
    public JsonElement AnnotationsJson { get; init; }
}
