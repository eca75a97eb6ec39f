namespace Baton.Catalog.Pins;

/// <summary>One difference between two definitions.</summary>
/// <param name="Where">What changed: <c>name</c>, <c>description</c>, <c>inputSchema.path</c>, <c>annotations.readOnlyHint</c>, …</param>
/// <param name="Before">As it was, safe to print; null when it was not there.</param>
/// <param name="After">As it is, safe to print; null when it is gone.</param>
/// <param name="Meaning">Why it has this grade.</param>
public sealed record DefinitionChange(DriftGrade Grade, string Where, string? Before, string? After, string Meaning);
