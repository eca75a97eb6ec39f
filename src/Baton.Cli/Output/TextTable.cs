using System.Collections.Immutable;

namespace Baton.Cli.Output;

/// <summary>Rows of text under headings.</summary>
/// <param name="Columns">Headings, left to right.</param>
/// <param name="Rows">Each as long as the headings.</param>
public sealed record TextTable(ImmutableArray<TextColumn> Columns, ImmutableArray<ImmutableArray<string>> Rows)
{
    public static TextTable Of(ImmutableArray<TextColumn> columns, IEnumerable<ImmutableArray<string>> rows) => new(columns, [.. rows]);
}

/// <summary>A column.</summary>
/// <param name="Heading">Shown above it.</param>
/// <param name="Fixed">Ids and numbers: never wrapped or cut, because they are typed again.</param>
public sealed record TextColumn(string Heading, bool Fixed = false);
