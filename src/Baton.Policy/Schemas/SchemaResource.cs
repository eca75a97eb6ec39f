using Baton.Policy.Json;

namespace Baton.Policy.Schemas;

/// <summary>A schema with its own identifier, and the names that are given inside it.</summary>
internal sealed class SchemaResource(JsonView root, Uri uri)
{
    public JsonView Root { get; } = root;

    public Uri Uri { get; } = uri;

    public Dictionary<string, JsonView> Anchors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonView> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    /// <summary>The compiled schemas behind the dynamic anchors.</summary>
    public Dictionary<string, SchemaNode> DynamicNodes { get; } = new(StringComparer.Ordinal);
}
