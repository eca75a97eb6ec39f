using Baton.Memory.Tools;

namespace Baton.Memory.Prompts;

/// <summary>The words of the prompts.</summary>
internal static class PromptTexts
{
    public static string ResumeOne(string id, string handoff) =>
        $"""
        Resume the work of the handoff below.
        1. Claim it first: handoff_claim with id {id}. If somebody else holds it, say so and stop.
        2. Read what it says was decided, what is pending and what comes next; check against the files before relying on it.
        3. Go on with the first next action. Keep claim.token: at the end call session_close with claim_token, so that this handoff is completed.

        {handoff}
        """;

    public static string ResumeAny(string digest) =>
        $"""
        Take up the work that is open here.
        1. Choose from the digest below: urgent before newest. If several fit, name them and ask me.
        2. Claim it with handoff_claim, then read it with handoff_load. If nothing is open, say so.
        3. Go on with its first next action. Keep claim.token for session_close.

        {digest}
        """;

    public static string HandOff(string? note, string? project) =>
        $"""
        End this session so that somebody who knows nothing of it can go on. Call session_close once{In(project)}, with:
        - summary: what was to be done, how far it is, what comes next, in a few sentences;
        - decisions with their reasons, changed (files, with what), pending, blockers;
        - next_actions: the first one so that it can be begun without asking;
        - learned: what stays true beyond this work, one fact each;
        - claim_token, if you claimed a handoff.
        Leave out what can be read from the files. Then tell me the id of the handoff.{Noted(note)}
        """;

    public static string Remember(string what, string? project) =>
        $"""
        Keep the following as a lasting memory{In(project)}. First call memory_search for it: if something like it is known, change that with memory_update instead. Otherwise call memory_save, one fact each, with a key that says what it is about and the fitting type (fact, decision, preference, procedure, context, warning, question, result). Save what it says, not that I said it. Tell me the id.

        {what}
        """;

    private static string In(string? project) => project is null ? "" : $" with project \"{HandoffText.Word(project)}\"";

    private static string Noted(string? note) => string.IsNullOrWhiteSpace(note) ? "" : $"\nDo not forget: {note}";
}
