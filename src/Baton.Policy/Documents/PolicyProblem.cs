namespace Baton.Policy.Documents;

/// <summary>How much a problem matters.</summary>
public enum ProblemSeverity
{
    /// <summary>Worth a look; the document works.</summary>
    Warning,

    /// <summary>The document is refused.</summary>
    Error,
}

/// <summary>Something wrong with a document: what, where, and how to mend it.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">A stable word for the kind of problem.</param>
/// <param name="Pointer">The place as a JSON Pointer (RFC 6901), also in YAML.</param>
/// <param name="Line">The line, from 1; 0 when the document has no text.</param>
/// <param name="Column">The column in UTF-16 units, from 1; 0 when the document has no text.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record PolicyProblem(ProblemSeverity Severity, string Code, string Pointer, int Line, int Column, string Message)
{
    /// <summary>Whether the document is refused for it.</summary>
    public bool IsError => Severity == ProblemSeverity.Error;

    /// <inheritdoc/>
    public override string ToString()
        => $"{(Line > 0 ? $"{Line}:{Column}: " : "")}{(IsError ? "error" : "warning")} {Code}{(Pointer.Length > 0 ? $" at {Pointer}" : "")}: {Message}";
}
