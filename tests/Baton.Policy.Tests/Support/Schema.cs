using Baton.Policy.Json;
using Baton.Policy.Schemas;

namespace Baton.Policy.Tests.Support;

/// <summary>Schemas and instances, as tests write them.</summary>
internal static class Schema
{
    private const string Draft07 = "http://json-schema.org/draft-07/schema#";

    public static JsonSchema Compile(string schema)
    {
        JsonSchema.TryCompile(JsonLiteral.Parse(schema), out var compiled, out var problem).ShouldBeTrue($"{schema}: {problem?.Message}");
        return compiled!;
    }

    public static SchemaFailure? Validate(string schema, string instance) => Compile(schema).Validate(JsonLiteral.Parse(instance).View);

    /// <summary>The same schema, said to be of draft-07.</summary>
    public static string Old(string schema) => schema == "{}" ? $$"""{"$schema":"{{Draft07}}"}""" : $$"""{"$schema":"{{Draft07}}",{{schema[1..]}}""";

    public static SchemaProblem Refused(string schema)
    {
        JsonSchema.TryCompile(JsonLiteral.Parse(schema), out _, out var problem).ShouldBeFalse(schema);
        return problem!;
    }
}
