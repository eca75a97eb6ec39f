using Baton.Catalog.Text;
using Baton.Gateway.Audit;

namespace Baton.Gateway.Pins;

/// <summary>Makes audit rows of what a look at a server's list changed.</summary>
internal static class PinAudit
{
    public static IEnumerable<AuditEntry> Of(string server, PinUpdate update)
    {
        var word = PinKinds.Word(update.Kind);
        if (update is { IsFirst: true, Accepted.Length: > 0 })
        {
            yield return Entry(server, "definitions_pinned", $"{update.Accepted.Length} {word} definition{(update.Accepted.Length == 1 ? "" : "s")} pinned at first use.");
        }
        foreach (var draft in update.IsFirst ? [] : update.Accepted)
        {
            yield return Entry(server, "definition_accepted", $"A changed {word} definition was let pass ({update.AcceptedBy}).", draft);
        }
        foreach (var draft in update.Held)
        {
            yield return Entry(server, "definition_held", $"A {word} definition waits for the operator: {Describe(draft)}", draft);
        }
        foreach (var name in update.Withdrawn)
        {
            yield return Entry(server, "definition_withdrawn", $"The server no longer offers the {word} definition that waited.") with { Tool = Printable.Of(name) };
        }
    }

    private static string Describe(PinDraft draft)
        => draft.Changes is [var heaviest, ..] ? $"{draft.Grade.ToString()!.ToLowerInvariant()}, {heaviest.Where}: {heaviest.Meaning}" : "never reviewed";

    private static AuditEntry Entry(string server, string outcome, string message, PinDraft? draft = null) => new()
    {
        Kind = AuditKind.Event,
        Outcome = outcome,
        Server = server,
        Tool = draft is null ? null : Printable.Of(draft.Name),
        DefinitionHash = draft?.Hash,
        Message = message,
    };
}
