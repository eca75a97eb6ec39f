using Baton.Policy.Json;

namespace Baton.Policy.Schemas;

/// <summary>Finds the resources and anchors of a schema before references are resolved.</summary>
internal sealed class SchemaIndex
{
    private static readonly Uri Nameless = new("baton:///schema");

    private static readonly HashSet<string> SchemaKeys = new(StringComparer.Ordinal)
    {
        "items", "additionalItems", "contains", "additionalProperties", "propertyNames", "not", "if", "then", "else", "unevaluatedItems", "unevaluatedProperties", "contentSchema",
    };

    private static readonly HashSet<string> ListKeys = new(StringComparer.Ordinal) { "allOf", "anyOf", "oneOf", "prefixItems", "items" };

    private static readonly HashSet<string> MapKeys = new(StringComparer.Ordinal)
    {
        "properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies",
    };

    private readonly Dictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<int, SchemaResource> _owners = [];
    private readonly SchemaDialect _dialect;

    public SchemaIndex(JsonView root, SchemaDialect dialect)
    {
        _dialect = dialect;
        Root = new SchemaResource(root, Nameless);
        _resources[Nameless.AbsoluteUri] = Root;
        Walk(root, Root);
    }

    public SchemaResource Root { get; }

    public IEnumerable<SchemaResource> Resources => _resources.Values.Distinct();

    public SchemaResource? OwnerOf(JsonView schema) => _owners.GetValueOrDefault(schema.Position);

    /// <summary>The schema that a reference names, and the resource it lies in; nothing when this schema does not hold it.</summary>
    public (JsonView Target, SchemaResource Resource)? Resolve(string reference, SchemaResource from)
    {
        if (!Uri.TryCreate(from.Uri, reference, out var uri)) return null;
        var fragment = Uri.UnescapeDataString(uri.Fragment.TrimStart('#'));
        var address = uri.GetLeftPart(UriPartial.Query);
        if (!_resources.TryGetValue(address, out var resource)) return null;
        if (fragment.Length == 0) return (resource.Root, resource);
        if (!fragment.StartsWith('/')) return resource.Anchors.TryGetValue(fragment, out var anchor) ? (anchor, resource) : null;
        var target = resource.Root;
        foreach (var part in Documents.Pointer.Parts(fragment))
        {
            target = target.Kind == JsonKind.Array ? target.Element(Documents.Pointer.Index(part) ?? -1) : target.Property(System.Text.Encoding.UTF8.GetBytes(part));
        }
        return target.Kind == JsonKind.Missing ? null : (target, OwnerOf(target) ?? resource);
    }

    private void Walk(JsonView schema, SchemaResource resource)
    {
        if (schema.Kind != JsonKind.Object) return;
        resource = Identify(schema, resource);
        _owners[schema.Position] = resource;
        foreach (var member in schema.Members())
        {
            var name = member.Name;
            if (SchemaKeys.Contains(name) && member.Value.Kind == JsonKind.Object) Walk(member.Value, resource);
            else if (ListKeys.Contains(name))
            {
                foreach (var item in member.Value.Elements()) Walk(item, resource);
            }
            else if (MapKeys.Contains(name))
            {
                foreach (var entry in member.Value.Members()) Walk(entry.Value, resource);
            }
        }
    }

    private SchemaResource Identify(JsonView schema, SchemaResource resource)
    {
        var isReference = _dialect == SchemaDialect.Draft07 && schema.Property("$ref"u8).Kind == JsonKind.String;
        var id = schema.Property("$id"u8);
        if (!isReference && id.Kind == JsonKind.String && Uri.TryCreate(resource.Uri, id.GetString(), out var uri))
        {
            var name = _dialect == SchemaDialect.Draft07 ? Uri.UnescapeDataString(uri.Fragment.TrimStart('#')) : "";
            var address = uri.GetLeftPart(UriPartial.Query);
            // In draft-07 a name stands behind the address, and what has one need not be a resource of its own.
            if (name.Length > 0 && _resources.TryGetValue(address, out var named)) resource = named;
            else
            {
                resource = new SchemaResource(schema, uri);
                _resources[address] = resource;
                if (schema.Position == Root.Root.Position) _resources[Nameless.AbsoluteUri] = resource;
            }
            if (name.Length > 0) resource.Anchors.TryAdd(name, schema);
        }
        if (_dialect == SchemaDialect.Draft07) return resource;
        if (schema.Property("$anchor"u8) is { Kind: JsonKind.String } anchor) resource.Anchors.TryAdd(anchor.GetString(), schema);
        if (schema.Property("$dynamicAnchor"u8) is { Kind: JsonKind.String } dynamic)
        {
            resource.Anchors.TryAdd(dynamic.GetString(), schema);
            resource.DynamicAnchors.TryAdd(dynamic.GetString(), schema);
        }
        return resource;
    }
}
