using Baton.Policy.Json;

namespace Baton.Policy.Schemas.Keywords;

/// <summary><c>$ref</c>.</summary>
internal sealed class ReferenceKeyword(SchemaNode target) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated) => target.Holds(instance, ref run, evaluated);
}

/// <summary><c>$dynamicRef</c>: the outermost schema of that dynamic name on the way here.</summary>
internal sealed class DynamicReferenceKeyword(string anchor, SchemaNode initial) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        var target = initial;
        foreach (var resource in run.Scope!)
        {
            if (!resource.DynamicNodes.TryGetValue(anchor, out var outer)) continue;
            target = outer;
            break;
        }
        return target.Holds(instance, ref run, evaluated);
    }
}
