using System.Collections.Immutable;
using Baton.Catalog.Definitions;

namespace Baton.Cli.Catalog.Listing;

/// <summary>What a server told of itself.</summary>
/// <param name="Name">As the server calls itself, or the source's own name.</param>
/// <param name="Version">Of the server, where it says one.</param>
/// <param name="Source">The command, address or file, as a person wrote it.</param>
/// <param name="Folders">Folders that the command line names: what its path rules are made of.</param>
/// <param name="Incomplete">True when a limit stopped the listing.</param>
internal sealed record ServerListing(string Name, string? Version, string Source, ToolList List, ImmutableArray<string> Folders, bool Incomplete = false)
{
    /// <summary>The command line that starts it, where one was given; null otherwise.</summary>
    public string? Command { get; init; }
}

/// <summary>Why a server could not be listed at all.</summary>
internal sealed class ListingException(string message, string? hint = null) : Exception(message)
{
    public string? Hint { get; } = hint;
}
