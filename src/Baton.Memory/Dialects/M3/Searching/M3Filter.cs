using System.Collections.Immutable;
using Baton.Memory.Records;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Searching;

/// <summary>The filters of a search that go by M3's labels; they hold for every result, on whichever path it was found.</summary>
/// <param name="Agent">Only under this agent's name.</param>
/// <param name="User">Only under this user's name.</param>
/// <param name="Scope">Only of this scope.</param>
/// <param name="Type">The type that was asked for, which lifts what is otherwise left out.</param>
/// <param name="Scratchpad">Also notes of the moment.</param>
internal sealed record M3Filter(string? Agent, string? User, string? Scope, string? Type, bool Scratchpad)
{
    public static M3Filter None { get; } = new(null, null, null, M3Types.Message, Scratchpad: true);

    public static M3Filter Of(Arguments arguments, string? type) => new(
        arguments.Filled("agent_filter"), arguments.Filled(M3Labels.UserId), arguments.Filled(M3Labels.Scope), type, arguments.Flag("include_scratchpad"));

    public bool Takes(MemoryRecord memory)
        => (Type is not null || (!memory.Type.StartsWith(M3Types.OwnPrefix, StringComparison.Ordinal) && (Scratchpad || memory.Type != M3Types.Scratchpad)))
        && (Scope is null || M3Scope.AreSame(M3Scope.WordOf(memory.Visibility, memory.Labels.GetValueOrDefault(M3Labels.Scope)), Scope))
        && Labelled(memory.Labels, memory.CreatedBy.Principal);

    public bool Takes(Handoff handoff) => Scope is null && Labelled(handoff.Labels, handoff.CreatedBy.Principal);

    private bool Labelled(ImmutableSortedDictionary<string, string> labels, string principal)
        => (Agent is null || Agent == (labels.GetValueOrDefault(M3Labels.AgentId) ?? labels.GetValueOrDefault(M3Labels.FromAgent) ?? principal))
        && (User is null || User == labels.GetValueOrDefault(M3Labels.UserId));
}
