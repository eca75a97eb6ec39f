using System.Collections.Immutable;
using Baton.Catalog.Definitions;
using Baton.Catalog.Schemas;
using Baton.Catalog.Signals;
using Baton.Policy.Documents;

namespace Baton.Catalog.Classification;

/// <summary>What the catalogue says of one tool, and why. Deterministic: the same definition gives the same verdict.</summary>
/// <param name="Confidence">0 to 1; lower for empty descriptions and conflicting evidence.</param>
/// <param name="Evidence">The words that led there, the decisive ones first.</param>
/// <param name="DefinitionHash">SHA-256 of the definition in canonical JSON, lower-case hexadecimal.</param>
public sealed record ToolVerdict(
    DeclaredTool Tool,
    ToolCategory Category,
    ToolSeverity Severity,
    double Confidence,
    ImmutableArray<Evidence> Evidence,
    Reversibility Reversible,
    ImmutableArray<Signal> Signals,
    AnnotationClaim Annotations,
    ImmutableArray<Parameter> Parameters,
    string DefinitionHash)
{
    public string Name => Tool.Name;

    /// <summary>The argument that says what a call does, where it alone makes the tool destructive; null for every other tool.</summary>
    public ToolChoice? Choice { get; init; }

    /// <summary>Whether a signal of this kind was seen.</summary>
    public bool Has(SignalKind kind) => Signals.Any(signal => signal.Kind == kind);
}
