using Baton.Policy.Documents;
using Baton.Policy.Json;
using Baton.Policy.Schemas;

namespace Baton.Policy.Decisions;

/// <summary>
/// What is known of a tool, made once when the server lists it and used for every call: its category and its compiled input
/// schema. A tool whose definition is not known has a name only.
/// </summary>
public sealed class ToolFacts
{
    /// <summary>A tool, resource or prompt of which only the name is known.</summary>
    public ToolFacts(string name, ToolCategory category = ToolCategory.Other, string? definitionHash = null)
    {
        Name = name;
        Category = category;
        DefinitionHash = definitionHash;
    }

    /// <summary>A tool with the input schema of its definition.</summary>
    /// <param name="name">The tool's name, as the server knows it.</param>
    /// <param name="category">What it can do.</param>
    /// <param name="definitionHash">The hash of its definition, for fingerprints.</param>
    /// <param name="inputSchema">The schema as the server sent it, in UTF-8.</param>
    /// <param name="skipUnsupportedDialect">Whether the server is configured to let a dialect pass that is not validated.</param>
    public ToolFacts(string name, ToolCategory category, string? definitionHash, ReadOnlySpan<byte> inputSchema, bool skipUnsupportedDialect = false)
        : this(name, category, definitionHash)
    {
        if (!JsonLiteral.TryParse(inputSchema, out var literal, out var error))
        {
            SchemaProblem = new SchemaProblem(Schemas.SchemaProblem.Invalid, "", error!);
            return;
        }
        Shape = ArgumentShape.Of(literal.View);
        if (JsonSchema.TryCompile(literal, out var schema, out var problem)) Schema = schema;
        else if (problem.Code != Schemas.SchemaProblem.UnsupportedDialect || !skipUnsupportedDialect) SchemaProblem = problem;
    }

    private ToolFacts(ToolFacts other, ToolCategory category, bool keepsProblem = true) : this(other.Name, category, other.DefinitionHash)
    {
        Schema = other.Schema;
        SchemaProblem = keepsProblem ? other.SchemaProblem : null;
        Shape = other.Shape;
    }

    /// <summary>The tool's name, the resource's URI or the prompt's name.</summary>
    public string Name { get; }

    /// <summary>What it can do; other when that is not known.</summary>
    public ToolCategory Category { get; }

    /// <summary>The hash of its definition; null when the definition is not known.</summary>
    public string? DefinitionHash { get; }

    /// <summary>Why the input schema cannot be used, in words; null when it can, or when none is known.</summary>
    public string? SchemaError => SchemaProblem?.Message;

    /// <summary>The same tool, as the operator sees it.</summary>
    public ToolFacts WithCategory(ToolCategory category) => new(this, category);

    /// <summary>The same tool, without an input schema whose dialect is not validated; itself where there is none.</summary>
    public ToolFacts WithoutOtherDialect() => SchemaProblem?.Code == Schemas.SchemaProblem.UnsupportedDialect ? new(this, Category, keepsProblem: false) : this;

    internal JsonSchema? Schema { get; }

    internal SchemaProblem? SchemaProblem { get; }

    internal ArgumentShape? Shape { get; }
}
