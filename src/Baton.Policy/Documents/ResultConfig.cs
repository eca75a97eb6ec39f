namespace Baton.Policy.Documents;

/// <summary>What is done with a tool's answer before the agent sees it.</summary>
/// <param name="MaxBytes">A longer answer is refused.</param>
/// <param name="Redact">What is blanked out.</param>
/// <param name="DenyIfContains">What makes the whole answer refused.</param>
public sealed record ResultConfig(
    long? MaxBytes = null,
    Sequence<TextPatternConfig> Redact = default,
    Sequence<TextPatternConfig> DenyIfContains = default);

/// <summary>A word (the name of a built-in set, or literal text) or a regular expression.</summary>
public sealed record TextPatternConfig(string? Word = null, string? Pattern = null);

/// <summary>What a server may ask of the client; null follows the document's default.</summary>
public sealed record ServerRequestsConfig(DefaultAction? Sampling = null, DefaultAction? Elicitation = null, DefaultAction? Roots = null);
