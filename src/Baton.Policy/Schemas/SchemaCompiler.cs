using Baton.Policy.Json;
using Baton.Policy.Schemas.Keywords;

namespace Baton.Policy.Schemas;

/// <summary>Turns a schema into nodes, each place once, so that references may run in circles.</summary>
internal sealed class SchemaCompiler
{
    private const string MetaschemaName = "meta";

    private readonly Dictionary<int, SchemaNode> _nodes = [];
    private readonly Dictionary<SchemaDialect, SchemaCompiler> _metaschemas = [];
    private readonly SchemaIndex _index;
    private readonly Dictionary<string, SchemaPattern?> _patterns = new(StringComparer.Ordinal);
    private int _patternWeight;
    private int _depth;

    public SchemaCompiler(JsonView root, SchemaDialect dialect)
    {
        Dialect = dialect;
        _index = new SchemaIndex(root, dialect);
    }

    public SchemaDialect Dialect { get; }

    public bool IsModern => Dialect == SchemaDialect.Draft202012;

    /// <summary>Whether a reference depends on the way by which it was reached.</summary>
    public bool IsDynamic { get; private set; }

    public SchemaProblem? Problem { get; private set; }

    public SchemaNode Compile(JsonView schema, SchemaResource? resource = null)
    {
        if (_nodes.TryGetValue(schema.Position, out var known)) return known;
        var node = new SchemaNode(_index.OwnerOf(schema) ?? resource ?? _index.Root);
        _nodes[schema.Position] = node;
        if (schema.Kind == JsonKind.False) node.IsNever = true;
        else if (schema.Kind == JsonKind.Object && ++_depth <= SchemaLimits.MaxDepth) CompileObject(schema, node);
        else if (schema.Kind != JsonKind.True) Refuse("a schema is an object, true or false, at most 128 levels deep");
        if (schema.Kind == JsonKind.Object) _depth--;
        return node;
    }

    public SchemaNode Sub(JsonView schema, SchemaNode parent) => Compile(schema, parent.Resource);

    public SchemaNode[] SubList(JsonView list, SchemaNode parent, string keyword)
    {
        if (list.Kind != JsonKind.Array || list.Count == 0) Refuse($"`{keyword}` needs a list of schemas");
        var nodes = new List<SchemaNode>();
        foreach (var item in list.Elements()) nodes.Add(Sub(item, parent));
        return [.. nodes];
    }

    public Dictionary<string, SchemaNode> SubMap(JsonView map, SchemaNode parent, string keyword)
    {
        if (map.Kind != JsonKind.Object) Refuse($"`{keyword}` needs an object of schemas");
        var nodes = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);
        foreach (var member in map.Members()) nodes[member.Name] = Sub(member.Value, parent);
        return nodes;
    }

    public void Refuse(string message) => Problem ??= new SchemaProblem(SchemaProblem.Invalid, "", message);

    /// <summary>A pattern, made once however often it is written.</summary>
    public SchemaPattern? Pattern(JsonView view)
    {
        if (_patternWeight > SchemaLimits.MaxPatternWeight) return null;
        var source = view.Kind == JsonKind.String ? view.GetString() : null;
        if (source is not null && _patterns.TryGetValue(source, out var known)) return known;
        var pattern = source is null ? null : SchemaPattern.Parse(source);
        if (pattern is null) Refuse($"the pattern {view} cannot be read");
        _patternWeight += pattern?.Weight ?? 0;
        if (_patternWeight > SchemaLimits.MaxPatternWeight) Refuse("its patterns are too many and too large together");
        if (source is not null) _patterns[source] = pattern;
        return pattern;
    }

    public SchemaNode? Resolve(JsonView reference, SchemaNode from)
    {
        if (reference.Kind != JsonKind.String)
        {
            Refuse("a reference is a string");
            return null;
        }
        if (Follow(reference.GetString(), from.Resource) is { } node) return node;
        Refuse($"the reference {reference.GetString()} leads out of this schema, and nothing is fetched");
        return null;
    }

    private SchemaNode? Follow(string reference, SchemaResource from)
        => _index.Resolve(reference, from) is { } found ? Compile(found.Target, found.Resource) : FollowToMetaschema(reference, from);

    private SchemaNode? FollowToMetaschema(string reference, SchemaResource from)
    {
        if (!Uri.TryCreate(from.Uri, reference, out var uri) || Metaschemas.Find(uri) is not var (dialect, known)) return null;
        if (!_metaschemas.TryGetValue(dialect, out var metaschema))
        {
            metaschema = new SchemaCompiler(Metaschemas.Of(dialect), dialect);
            _metaschemas[dialect] = metaschema;
        }
        if (metaschema._index.Resolve(known, metaschema._index.Root) is not { } found) return null;
        var node = metaschema.Compile(found.Target, found.Resource);
        // What this schema gives the dynamic name of the metaschema extends it.
        if (metaschema.IsDynamic) PrepareDynamic(MetaschemaName);
        return node;
    }

    /// <summary>Compiles every schema of that dynamic name, so that it can be found while running.</summary>
    public void PrepareDynamic(string anchor)
    {
        IsDynamic = true;
        foreach (var resource in _index.Resources)
        {
            if (resource.DynamicAnchors.TryGetValue(anchor, out var target)) resource.DynamicNodes[anchor] = Compile(target, resource);
        }
    }

    private void CompileObject(JsonView schema, SchemaNode node)
    {
        var keywords = new List<SchemaKeyword>();
        var reference = schema.Property("$ref"u8);
        if (reference.Kind != JsonKind.Missing && Resolve(reference, node) is { } target) keywords.Add(new ReferenceKeyword(target));
        if (reference.Kind != JsonKind.Missing && !IsModern)
        {
            node.Complete([.. keywords], tracks: false);
            return;
        }
        KeywordFactory.AddAssertions(schema, this, keywords);
        KeywordFactory.AddApplicators(schema, node, this, keywords);
        var tracks = KeywordFactory.AddUnevaluated(schema, node, this, keywords);
        node.Complete([.. keywords], tracks);
    }
}
