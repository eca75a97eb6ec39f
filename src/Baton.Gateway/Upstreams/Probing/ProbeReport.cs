using System.Collections.Immutable;
using Baton.Catalog.Definitions;
using Baton.Gateway.Pins;

namespace Baton.Gateway.Upstreams.Probing;

/// <summary>What a server was found to be, for its operator.</summary>
public sealed record ProbeReport
{
    /// <summary>As the server calls itself; null when it did not say.</summary>
    public string? ServerName { get; init; }

    public string? ServerVersion { get; init; }

    /// <summary>The protocol revision that it chose; null when it answered nothing.</summary>
    public string? Revision { get; init; }

    /// <summary>The names of what it says it can do.</summary>
    public ImmutableArray<string> Capabilities { get; init; } = [];

    /// <summary>Tools, prompts, resource templates and resources, in the server's order.</summary>
    public ImmutableArray<ProbedItem> Items { get; init; } = [];

    /// <summary>The definitions that can be pinned, by kind: of every kind that the server lists, the whole list.</summary>
    public ImmutableDictionary<PinKind, ImmutableArray<DeclaredTool>> Definitions { get; init; } = ImmutableDictionary<PinKind, ImmutableArray<DeclaredTool>>.Empty;

    /// <summary>What is wrong in its lists, for people; what could be read of them is in <see cref="Items"/> all the same.</summary>
    public ImmutableArray<string> Oddities { get; init; } = [];

    /// <summary>How long it all took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>What is wrong; null when everything was answered.</summary>
    public ProbeProblem? Problem { get; init; }
}

/// <summary>Something that a server offers.</summary>
/// <param name="Kind"><c>tool</c>, <c>prompt</c>, <c>template</c> or <c>resource</c>.</param>
/// <param name="Name">Its name, or a resource's URI or template.</param>
/// <param name="Category">A tool's, by the catalogue; null for others.</param>
/// <param name="Description">The server's words, which are not to be believed.</param>
public sealed record ProbedItem(string Kind, string Name, string? Category, string Description);

/// <summary>Where a server failed.</summary>
/// <param name="Step">The method that was not answered well.</param>
/// <param name="Cause">A stable word where the server was not reached or spoke nonsense, as in <c>data.cause</c>; null where it refused.</param>
/// <param name="Message">What was wrong.</param>
public sealed record ProbeProblem(string Step, string? Cause, string Message);
