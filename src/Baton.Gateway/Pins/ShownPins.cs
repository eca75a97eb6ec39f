using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;

namespace Baton.Gateway.Pins;

/// <summary>What may be shown of one list, by the pins as they were when it came.</summary>
internal readonly record struct ShownPins(PinKind Kind, ServerPins Pins, bool MustBeReviewed)
{
    /// <summary>Whether the definition may be shown to callers whose policy does not care for pins.</summary>
    public bool IsReviewed(string name) => !MustBeReviewed || Pins.Approved.ContainsKey(new PinKey(Kind, name));

    /// <summary>Whether the definition is the approved one.</summary>
    public bool IsApproved(DeclaredTool listed) => Pins.Approved.GetValueOrDefault(new PinKey(Kind, listed.Name)) == DefinitionHash.Of(listed);
}
