namespace Baton.Policy.Schemas;

/// <summary>Why a schema cannot be used: a stable code, the place within the schema, and what is wrong.</summary>
internal sealed record SchemaProblem(string Code, string Pointer, string Message)
{
    public const string UnsupportedDialect = "unsupported_dialect";
    public const string Invalid = "invalid_schema";
}
