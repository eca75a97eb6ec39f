using System.Collections.Immutable;

namespace Baton.Catalog.Schemas;

/// <summary>One argument that a tool takes, found in its input schema.</summary>
/// <param name="Path">As a policy writes it below <c>args</c>: <c>path</c>, <c>edits[*].text</c>, <c>["a.b"]</c>.</param>
/// <param name="Name">The property's own name.</param>
/// <param name="Type">The JSON type; <see cref="ParameterType.Any"/> when the schema leaves it open.</param>
/// <param name="Required">It and everything above it are required.</param>
/// <param name="Values">The values of an <c>enum</c> or <c>const</c>, as text; empty when free.</param>
/// <param name="IsArray">A list of <see cref="Type"/>.</param>
/// <param name="IsOpen">An object, or the items of a list, whose properties the schema does not say.</param>
/// <param name="Depth">0 for a top-level argument.</param>
public sealed record Parameter(
    string Path,
    string Name,
    ParameterType Type,
    bool Required,
    string? Description,
    string? Format,
    ImmutableArray<string> Values,
    bool IsArray,
    bool IsOpen,
    int Depth)
{
    /// <summary>Any text the caller likes.</summary>
    public bool IsFreeText => Values.IsEmpty && Type is ParameterType.Text or ParameterType.Any;
}

/// <summary>The JSON types of a parameter.</summary>
public enum ParameterType
{
    Any,
    Text,
    Number,
    WholeNumber,
    Boolean,
    Map,
    Null,
}
