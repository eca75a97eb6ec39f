using System.Collections.Immutable;
using System.Text;
using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;

namespace Baton.Gateway.Pins;

/// <summary>Makes of what a server lists now what is to be recorded: cosmetic changes and a trusted server's pass, all others wait.</summary>
internal static class PinDrift
{
    public static PinUpdate Find(
        PinKind kind, string server, ServerPins pins, IReadOnlyList<Pin> known, ImmutableArray<DeclaredTool> listed, bool isWhole)
    {
        var approved = Approved(known, kind);
        var current = isWhole ? listed : [.. listed, .. approved.Where(pin => listed.All(tool => tool.Name != pin.Name))];
        var drifts = DefinitionDiff.Compare(approved, current, server).Where(drift => drift.Kind != DriftKind.Removed)
            .ToDictionary(drift => drift.Name, StringComparer.Ordinal);
        var changed = listed.Where(definition => drifts.ContainsKey(definition.Name))
            .Select(definition => PinDraft.Of(kind, definition, drifts[definition.Name])).ToImmutableArray();
        var passing = pins.IsTrusted ? changed : [.. changed.Where(draft => draft.Grade == DriftGrade.Cosmetic)];
        return new PinUpdate
        {
            Kind = kind,
            Accepted = passing,
            AcceptedBy = pins.IsTrusted ? PinReason.Trusted : PinReason.Cosmetic,
            Held = [.. changed.Except(passing).Where(draft => pins.Waiting.GetValueOrDefault(new PinKey(kind, draft.Name)) != draft.Hash)],
            Withdrawn = isWhole ? [.. Withdrawn(kind, pins, changed)] : [],
        };
    }

    private static ImmutableArray<DeclaredTool> Approved(IReadOnlyList<Pin> known, PinKind kind)
        => [.. known.Where(pin => pin.Kind == kind && pin.State == PinState.Approved).Select(pin => DefinitionText.Read(Encoding.UTF8.GetBytes(pin.Definition))).OfType<DeclaredTool>()];

    private static IEnumerable<string> Withdrawn(PinKind kind, ServerPins pins, ImmutableArray<PinDraft> changed)
        => pins.Waiting.Keys.Where(key => key.Kind == kind && changed.All(draft => draft.Name != key.Name)).Select(key => key.Name);
}
