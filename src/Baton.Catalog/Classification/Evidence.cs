namespace Baton.Catalog.Classification;

/// <summary>One reason of a verdict, quoted from the definition.</summary>
/// <param name="Source">Where it stands: <c>name</c>, <c>description</c>, <c>schema</c>, <c>annotations</c> or <c>siblings</c>.</param>
/// <param name="Quote">The words themselves, safe to print.</param>
/// <param name="Meaning">What they were taken to mean.</param>
public sealed record Evidence(string Source, string Quote, string Meaning);

/// <summary>The values of <see cref="Evidence.Source"/>.</summary>
public static class EvidenceSource
{
    public const string Name = "name";
    public const string Description = "description";
    public const string Schema = "schema";
    public const string Annotations = "annotations";
    public const string Siblings = "siblings";
}
