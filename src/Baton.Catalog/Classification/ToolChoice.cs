using System.Collections.Immutable;
using Baton.Catalog.Schemas;

namespace Baton.Catalog.Classification;

/// <summary>The argument by which a caller says what a tool shall do, of a tool that reads and writes under other values of it.</summary>
/// <param name="Harmless">The values under which a call loses nothing, in the schema's order; at least one.</param>
public sealed record ToolChoice(Parameter Parameter, ImmutableArray<string> Harmless);
