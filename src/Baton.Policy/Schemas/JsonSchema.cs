using System.Diagnostics.CodeAnalysis;
using Baton.Policy.Json;

namespace Baton.Policy.Schemas;

/// <summary>
/// A JSON Schema (2020-12 or draft-07) made ready to judge arguments. It reads nothing from a network; a schema that refers
/// to something it does not hold is refused. <c>format</c> is an annotation, as both dialects have it.
/// </summary>
internal sealed class JsonSchema
{
    private readonly SchemaNode _root;
    private readonly bool _isDynamic;

    private JsonSchema(SchemaNode root, JsonView view, SchemaDialect dialect, bool isDynamic)
    {
        _root = root;
        View = view;
        Dialect = dialect;
        _isDynamic = isDynamic;
    }

    public JsonView View { get; }

    public SchemaDialect Dialect { get; }

    public static bool TryCompile(JsonLiteral schema, [NotNullWhen(true)] out JsonSchema? compiled, [NotNullWhen(false)] out SchemaProblem? problem)
    {
        compiled = null;
        if (schema.Utf8.Length > SchemaLimits.MaxBytes)
        {
            problem = new SchemaProblem(SchemaProblem.Invalid, "", $"the schema has {schema.Utf8.Length} bytes, more than {SchemaLimits.MaxBytes}");
            return false;
        }
        if (SchemaDialects.Of(schema.View) is not { } dialect)
        {
            problem = new SchemaProblem(SchemaProblem.UnsupportedDialect, "/$schema",
                $"the dialect {schema.View.Property("$schema"u8)} is not validated; 2020-12 and draft-07 are");
            return false;
        }
        var compiler = new SchemaCompiler(schema.View, dialect);
        var root = compiler.Compile(schema.View);
        problem = compiler.Problem;
        if (problem is not null) return false;
        compiled = new JsonSchema(root, schema.View, dialect, compiler.IsDynamic);
        return true;
    }

    /// <summary>Null when the instance is valid, else what is wrong and where.</summary>
    public SchemaFailure? Validate(JsonView instance)
    {
        var run = new SchemaRun(_isDynamic);
        if (_root.Holds(instance, ref run) && !run.IsExhausted) return null;
        return new SchemaFailure(run.Place, run.Message ?? "it does not satisfy the schema", run.IsExhausted);
    }
}

/// <summary>What is wrong with an instance: the place in it, why, and whether validation ran into its bounds.</summary>
internal sealed record SchemaFailure(string Place, string Message, bool IsExhausted);
