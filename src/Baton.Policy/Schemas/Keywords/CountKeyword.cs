using Baton.Policy.Json;

namespace Baton.Policy.Schemas.Keywords;

/// <summary><c>maxItems</c>, <c>minItems</c>, <c>maxProperties</c>, <c>minProperties</c>.</summary>
internal sealed class CountKeyword(JsonKind kind, long bound, bool upper) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
        => instance.Kind != kind || (upper ? instance.Count <= bound : instance.Count >= bound)
            || run.Fail($"{(upper ? "at most" : "at least")} {bound} {(kind == JsonKind.Array ? "elements" : "members")} are expected");
}
