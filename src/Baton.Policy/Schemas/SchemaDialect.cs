using Baton.Policy.Json;

namespace Baton.Policy.Schemas;

/// <summary>The dialects of JSON Schema that are validated; MCP's default is the newer.</summary>
internal enum SchemaDialect
{
    Draft07,
    Draft202012,
}

/// <summary>Finds the dialect of a schema.</summary>
internal static class SchemaDialects
{
    /// <summary>The dialect that <c>$schema</c> names, 2020-12 when it is absent, or null for one that is not validated.</summary>
    public static SchemaDialect? Of(JsonView schema)
    {
        var named = schema.Property("$schema"u8);
        if (named.Kind != JsonKind.String) return SchemaDialect.Draft202012;
        return named.GetString().TrimEnd('#').Replace("http://", "https://", StringComparison.Ordinal) switch
        {
            "https://json-schema.org/draft/2020-12/schema" => SchemaDialect.Draft202012,
            "https://json-schema.org/draft-07/schema" => SchemaDialect.Draft07,
            _ => null,
        };
    }
}
