using Baton.Policy.Json;

namespace Baton.Policy.Schemas.Keywords;

/// <summary><c>allOf</c>.</summary>
internal sealed class AllOfKeyword(SchemaNode[] schemas) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        foreach (var schema in schemas)
        {
            if (!schema.Holds(instance, ref run, evaluated)) return false;
        }
        return true;
    }
}

/// <summary><c>anyOf</c>; all are judged when marks are wanted, since each that holds adds its own.</summary>
internal sealed class AnyOfKeyword(SchemaNode[] schemas) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        var any = false;
        foreach (var schema in schemas)
        {
            any |= schema.HoldsQuietly(instance, ref run, evaluated);
            if (run.IsExhausted) return false;
            if (any && evaluated is null) return true;
        }
        return any || run.Fail("none of the alternatives fits");
    }
}

/// <summary><c>oneOf</c>.</summary>
internal sealed class OneOfKeyword(SchemaNode[] schemas) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        var fitting = 0;
        foreach (var schema in schemas)
        {
            if (schema.HoldsQuietly(instance, ref run, evaluated)) fitting++;
            if (run.IsExhausted) return false;
            if (fitting > 1) return run.Fail("more than one of the alternatives fits");
        }
        return fitting == 1 || run.Fail("none of the alternatives fits");
    }
}

/// <summary><c>not</c>.</summary>
internal sealed class NotKeyword(SchemaNode schema) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        var holds = schema.HoldsQuietly(instance, ref run);
        return !run.IsExhausted && (!holds || run.Fail("this value is not allowed"));
    }
}

/// <summary><c>if</c>, <c>then</c> and <c>else</c>.</summary>
internal sealed class IfKeyword(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        var branch = condition.HoldsQuietly(instance, ref run, evaluated) ? then : otherwise;
        return !run.IsExhausted && (branch is null || branch.Holds(instance, ref run, evaluated));
    }
}
