using Baton.Memory.Search.Terms;

namespace Baton.Memory.Search.Queries;

/// <summary>One term to look for.</summary>
/// <param name="Term">As it is indexed.</param>
/// <param name="Written">As it was asked, for <c>matched_terms</c>.</param>
/// <param name="Kind">What it is of the question.</param>
/// <param name="Group">Terms of one written word share a number: finding the identifier whole and finding its words is one find.</param>
internal sealed record QueryTerm(string Term, string Written, TermKind Kind, int Group);
