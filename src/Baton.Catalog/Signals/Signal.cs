namespace Baton.Catalog.Signals;

/// <summary>One signal, and where it was seen.</summary>
/// <param name="Parameter">Path of the parameter below <c>args</c>, or null when it is in the name or description.</param>
/// <param name="Quote">What was seen, safe to print.</param>
public sealed record Signal(SignalKind Kind, string? Parameter, string Quote)
{
    /// <summary>The name that documents and reports use: <c>query</c>, <c>cmd</c>, <c>content</c>, <c>path</c>, …</summary>
    public string Id => SignalNames.Of(Kind);
}
