using Baton.Catalog.Pins;

namespace Baton.Gateway.Pins;

/// <summary>Why a definition may not be used now.</summary>
/// <param name="Message">What the agent is told. Nothing in it was written by the server: a hostile text must not arrive by way of its refusal.</param>
/// <param name="IsUnreviewed">Whether nothing was ever approved under its name on a server that is to be reviewed first.</param>
public sealed record PinHold(string Message, bool IsUnreviewed = false)
{
    internal static PinHold Unreviewed(string set, PinKind kind) => new(
        $"The operator has not reviewed this {PinKinds.Word(kind)} yet. 'baton server pins {set}' shows what waits, 'baton server approve {set}' lets it in.", true);

    internal static PinHold Of(string set, PinKind kind, Pin? waiting)
    {
        var word = PinKinds.Word(kind);
        if (waiting is { State: PinState.Rejected })
        {
            return new PinHold($"The operator rejected the definition that the server now gives this {word}; it stays refused until 'baton server approve {set}' names it.");
        }
        var what = waiting is null ? "is not the approved one" : Difference(waiting);
        return new PinHold(
            $"The definition of this {word} {what}, so it is held back. The operator sees the difference with 'baton server diff {set}' and lets it in with 'baton server approve {set}'.");
    }

    private static string Difference(Pin waiting)
    {
        var grade = waiting.Grade?.ToString().ToLowerInvariant() ?? "unknown";
        if (waiting.PreviousName is not null) return $"was approved under another name ({grade}: {Meaning(waiting.Grade)})";
        if (IsNew(waiting)) return $"is new since the server was approved ({grade}: {Meaning(waiting.Grade)})";
        var places = waiting.Changes.Select(change => Place(change.Where)).Distinct(StringComparer.Ordinal);
        return $"changed since it was approved, in its {string.Join(", ", places)} ({grade}: {Meaning(waiting.Grade)})";
    }

    private static bool IsNew(Pin waiting) => waiting.Changes.Any(change => change is { Where: "name", Meaning: "a new tool" });

    private static readonly (string Start, string Word)[] Places =
        [("inputSchema", "parameters"), ("outputSchema", "output schema"), ("annotations", "annotations"), ("name", "name"), ("title", "title"), ("description", "description")];

    /// <summary>Names of parameters are the server's words, so they are not told.</summary>
    private static string Place(string where) => Places.FirstOrDefault(place => where.StartsWith(place.Start, StringComparison.Ordinal)).Word ?? "definition";

    private static string Meaning(DriftGrade? grade) => grade switch
    {
        DriftGrade.Hostile => "it speaks to the model, hides characters, or looks like another name",
        DriftGrade.Widening => "it can do or admits more than before",
        DriftGrade.Additive => "it takes a new parameter",
        _ => "a text that the model reads is another",
    };
}
