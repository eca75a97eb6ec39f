using System.Collections.Immutable;
using Baton.Catalog.Definitions;

namespace Baton.Catalog.Index;

/// <summary>One well-known public server as the bundled index knows it.</summary>
/// <param name="Key">Short and stable: what <c>baton catalog show</c> takes.</param>
/// <param name="Package">The package or address by which it is started or reached.</param>
/// <param name="Listed">True when the tools were listed by running the package; false when they were read from its documentation.</param>
/// <param name="Source">Title of what was read or run, with its version where there is one.</param>
/// <param name="Date">When the record was made; servers change, a record does not.</param>
/// <param name="Licence">Of the package, where its descriptions are quoted.</param>
public sealed record IndexedServer(
    string Key, string Title, string Publisher, string Package, bool Listed, string Source, DateOnly Date, string? Licence, ImmutableArray<DeclaredTool> Tools);
