using System.Text;
using Baton.Policy.Json;

namespace Baton.Policy.Schemas.Keywords;

/// <summary><c>required</c>.</summary>
internal sealed class RequiredKeyword(string[] names) : SchemaKeyword
{
    private readonly byte[][] _utf8 = [.. names.Select(Encoding.UTF8.GetBytes)];

    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        if (instance.Kind != JsonKind.Object) return true;
        for (var at = 0; at < names.Length; at++)
        {
            if (!run.Spend()) return false;
            if (instance.Property(_utf8[at]).Kind == JsonKind.Missing) return run.Fail($"\"{names[at]}\" is missing");
        }
        return true;
    }
}

/// <summary><c>properties</c>, <c>patternProperties</c> and <c>additionalProperties</c>, which look at one another.</summary>
internal sealed class PropertiesKeyword((byte[] Name, SchemaNode Schema)[] named, (SchemaPattern Pattern, SchemaNode Schema)[] patterns, SchemaNode? others) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        if (instance.Kind != JsonKind.Object) return true;
        var index = 0;
        foreach (var member in instance.Members())
        {
            if (!Judge(member, ref run, out var judged)) return run.FailInside(member.Name);
            if (judged) evaluated?.Mark(index);
            index++;
        }
        return true;
    }

    private bool Judge(JsonMember member, ref SchemaRun run, out bool judged)
    {
        judged = false;
        if (!run.Spend()) return false;
        foreach (var (name, schema) in named)
        {
            if (!member.NameIs(name)) continue;
            judged = true;
            if (!schema.Holds(member.Value, ref run)) return false;
            break;
        }
        foreach (var (pattern, schema) in patterns)
        {
            if (!run.Spend()) return false;
            var match = pattern.IsMatch(member.Name);
            if (match is null) return run.Exhaust();
            if (match == false) continue;
            judged = true;
            if (!schema.Holds(member.Value, ref run)) return false;
        }
        if (judged || others is null) return true;
        judged = true;
        return others.IsNever ? run.Fail("this name is not allowed") : others.Holds(member.Value, ref run);
    }
}

/// <summary><c>propertyNames</c>.</summary>
internal sealed class PropertyNamesKeyword(SchemaNode schema) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        foreach (var member in instance.Members())
        {
            if (!schema.Holds(member.NameView, ref run)) return run.FailInside(member.Name);
        }
        return true;
    }
}

/// <summary><c>dependentRequired</c>, <c>dependentSchemas</c>, and draft-07's <c>dependencies</c> that are both.</summary>
internal sealed class DependentKeyword(string name, SchemaKeyword? required, SchemaNode? schema) : SchemaKeyword
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);

    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        if (instance.Kind != JsonKind.Object || instance.Property(_utf8).Kind == JsonKind.Missing) return true;
        return (required is null || required.Holds(instance, ref run, evaluated)) && (schema is null || schema.Holds(instance, ref run, evaluated));
    }
}

/// <summary><c>unevaluatedProperties</c>: for the members that no other keyword judged.</summary>
internal sealed class UnevaluatedPropertiesKeyword(SchemaNode schema) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        if (instance.Kind != JsonKind.Object) return true;
        var index = 0;
        foreach (var member in instance.Members())
        {
            if (!evaluated!.IsMarked(index++) && !schema.Holds(member.Value, ref run)) return run.FailInside(member.Name);
        }
        evaluated!.MarkAll();
        return true;
    }
}
