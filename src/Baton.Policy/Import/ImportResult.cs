using Baton.Policy.Documents;

namespace Baton.Policy.Import;

/// <summary>What became of a foreign document.</summary>
/// <param name="Document">The policy; null when the text could not be read.</param>
/// <param name="Problems">Errors, and a warning for each construct whose meaning there was unsafe or that has none here.</param>
public sealed record ImportResult(PolicyDocument? Document, IReadOnlyList<PolicyProblem> Problems);
