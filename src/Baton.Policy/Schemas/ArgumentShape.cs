using System.Text;
using Baton.Policy.Json;

namespace Baton.Policy.Schemas;

/// <summary>
/// What a tool's input schema says of its parameters: which there are, which may be left out, and what then stands in their
/// place. Followed through <c>allOf</c> and local references only, since conditions need certainty.
/// </summary>
internal sealed class ArgumentShape
{
    private readonly Dictionary<string, ArgumentParameter> _parameters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _required = new(StringComparer.Ordinal);
    private readonly HashSet<string> _followed = new(StringComparer.Ordinal);
    private Lazy<ArgumentShape>? _items;

    /// <summary>Whether other names than the listed ones were allowed on purpose.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether an alternative may say more of what the parameters hold, at any depth.</summary>
    public bool HasAlternatives { get; private set; }

    public IReadOnlyCollection<string> Names => _parameters.Keys;

    public ArgumentShape? Items => _items?.Value;

    public static ArgumentShape? Of(JsonView schema) => schema.Kind == JsonKind.Object ? Read(schema, schema, isRoot: true) : null;

    public ArgumentParameter? Find(string name) => _parameters.GetValueOrDefault(name);

    public bool IsOptional(string name) => _parameters.ContainsKey(name) && !_required.Contains(name);

    private static ArgumentShape Read(JsonView schema, JsonView root, bool isRoot)
    {
        var shape = new ArgumentShape();
        shape.Merge(schema, root);
        // A schema that lists no parameters at all says nothing about them.
        shape.IsOpen |= isRoot && shape._parameters.Count == 0 && schema.Property("additionalProperties"u8).Kind != JsonKind.False;
        return shape;
    }

    // Read only when a path goes there: a schema that refers to itself has no end, and with several such references no bound either.
    private static Lazy<ArgumentShape> Inside(JsonView schema, JsonView root) => new(() => Read(schema, root, isRoot: false));

    private void Merge(JsonView schema, JsonView root)
    {
        if (schema.Kind != JsonKind.Object)
        {
            IsOpen = true;
            return;
        }
        var reference = schema.Property("$ref"u8);
        if (reference.Kind == JsonKind.String && _followed.Add(reference.GetString())) Merge(Follow(reference.GetString(), root), root);
        foreach (var part in schema.Property("allOf"u8).Elements()) Merge(part, root);
        foreach (var choice in new[] { "anyOf", "oneOf", "if", "dependentSchemas", "patternProperties" }) HasAlternatives |= schema.Property(Encoding.UTF8.GetBytes(choice)).Kind != JsonKind.Missing;
        IsOpen |= HasAlternatives;
        IsOpen |= schema.Property("additionalProperties"u8).Kind is JsonKind.True or JsonKind.Object;
        foreach (var member in schema.Property("properties"u8).Members()) Add(member, root);
        foreach (var name in schema.Property("required"u8).Elements())
        {
            if (name.Kind == JsonKind.String) _required.Add(name.GetString());
        }
        if (schema.Property("items"u8) is { Kind: JsonKind.Object } items) _items ??= Inside(items, root);
    }

    private void Add(JsonMember member, JsonView root)
    {
        var fallback = member.Value.Property("default"u8);
        _parameters.TryAdd(member.Name, new ArgumentParameter(fallback, IsContainer(member.Value) ? Inside(member.Value, root) : null));
    }

    private static bool IsContainer(JsonView schema)
        => schema.Property("properties"u8).Kind == JsonKind.Object || schema.Property("items"u8).Kind == JsonKind.Object
            || schema.Property("$ref"u8).Kind == JsonKind.String || schema.Property("allOf"u8).Kind == JsonKind.Array;

    private static JsonView Follow(string reference, JsonView root)
    {
        if (reference == "#") return root;
        if (!reference.StartsWith("#/", StringComparison.Ordinal)) return default;
        var target = root;
        foreach (var part in Documents.Pointer.Parts(reference[1..])) target = target.Property(Encoding.UTF8.GetBytes(part));
        return target;
    }
}

/// <summary>One parameter: what stands for it when it is left out, and what it holds.</summary>
internal sealed class ArgumentParameter(JsonView @default, Lazy<ArgumentShape>? inner)
{
    public JsonView Default { get; } = @default;

    public ArgumentShape? Inner => inner?.Value;
}
