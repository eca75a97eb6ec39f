namespace Baton.Memory.Outcomes;

/// <summary>Why an operation was refused: what the tool result's <c>_meta["dev.baton/error"]</c> carries.</summary>
/// <param name="Code">One of <see cref="FailureCode"/>; stable, for programs.</param>
/// <param name="Message">For the agent: what was wrong and where.</param>
public sealed record Failure(string Code, string Message)
{
    /// <summary>JSON Pointer to the offending argument, for example <c>/body</c>.</summary>
    public string? Path { get; init; }

    /// <summary>The limit that was passed, in the unit the message names.</summary>
    public long? Limit { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Hint { get; init; }

    /// <summary>Further facts as JSON object text: candidates of an ambiguous prefix, the current version, a diff.</summary>
    public string? DetailsJson { get; init; }
}

/// <summary>The stable codes of <see cref="Failure"/>.</summary>
public static class FailureCode
{
    public const string NotFound = "not_found";
    public const string AmbiguousId = "ambiguous_id";
    public const string StaleVersion = "stale_version";
    public const string Claimed = "claimed";
    public const string TooLarge = "too_large";
    public const string Invalid = "invalid";
    public const string BadCursor = "bad_cursor";
    public const string ConfirmRequired = "confirm_required";
    public const string Duplicate = "duplicate";
    public const string Forbidden = "forbidden";
    public const string Expired = "expired";
    public const string StoreUnavailable = "store_unavailable";
}
