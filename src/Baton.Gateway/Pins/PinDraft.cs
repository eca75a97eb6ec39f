using System.Collections.Immutable;
using System.Text;
using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;

namespace Baton.Gateway.Pins;

/// <summary>A definition as a server lists it now, to be recorded.</summary>
public sealed record PinDraft(PinKind Kind, string Name, string Hash, string Definition)
{
    /// <inheritdoc cref="Pin.Grade"/>
    public DriftGrade? Grade { get; init; }

    /// <inheritdoc cref="Pin.PreviousName"/>
    public string? PreviousName { get; init; }

    /// <inheritdoc cref="Pin.Changes"/>
    public ImmutableArray<DefinitionChange> Changes { get; init; } = [];

    /// <summary>What was listed, without a difference to anything.</summary>
    public static PinDraft Of(PinKind kind, DeclaredTool definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new PinDraft(kind, definition.Name, DefinitionHash.Of(definition), Encoding.UTF8.GetString(DefinitionText.Write(definition)));
    }

    /// <summary>What was listed, with how it differs.</summary>
    public static PinDraft Of(PinKind kind, DeclaredTool definition, ToolDrift drift)
    {
        ArgumentNullException.ThrowIfNull(drift);
        return Of(kind, definition) with { Grade = drift.Grade, PreviousName = drift.PreviousName, Changes = drift.Changes };
    }
}
