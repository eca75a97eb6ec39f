using System.Collections.Immutable;

namespace Baton.Gateway.Pipeline;

/// <summary>Why a step did not let a message through.</summary>
/// <param name="Step">The step that refused, by name.</param>
/// <param name="Kind">How the client is told.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">What was wrong and how to go on; reveals no other rule.</param>
public sealed record Refusal(string Step, RefusalKind Kind, string Code, string Message)
{
    /// <summary>The rule that decided, where one did.</summary>
    public string? Rule { get; init; }

    /// <summary>Further members of the decision object: name and raw JSON (<c>retry_after_ms</c>, <c>remaining</c>, <c>approval</c>).</summary>
    public ImmutableArray<KeyValuePair<string, ReadOnlyMemory<byte>>> Details { get; init; } = [];

    /// <summary>Whether the tool declares an output schema; the decision is then not repeated as structured content.</summary>
    public bool HasOutputSchema { get; init; }

    /// <summary>The refusal of a step that broke: nothing fails open.</summary>
    public static Refusal Broken(string step) => new(
        step, RefusalKind.Failed, "step_failed",
        $"The gateway refused this message because its step '{step}' failed; the operator's log says why. Try again later.");
}

/// <summary>How a refusal looks to the client.</summary>
public enum RefusalKind
{
    /// <summary>A decision: a tool result with <c>isError</c>, or a JSON-RPC error for other methods.</summary>
    Denied,

    /// <summary>Answered exactly like something that does not exist.</summary>
    Hidden,

    /// <summary>The server is not there for this grant; over HTTP 404.</summary>
    NoSuchServer,

    /// <summary>A header says another thing than the body: the error that is meant for it, over HTTP with 400.</summary>
    HeaderMismatch,

    /// <summary>A step could not do its work.</summary>
    Failed,
}
