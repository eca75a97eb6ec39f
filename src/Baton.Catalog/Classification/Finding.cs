using Baton.Catalog.Lexicon;

namespace Baton.Catalog.Classification;

/// <summary>What one reading of a definition says it does.</summary>
/// <param name="Strength">1: a hint; 2: likely; 3: plain words.</param>
internal sealed record Finding(VerbKind Kind, int Strength, Evidence Evidence)
{
    public static Finding From(VerbKind kind, int strength, string source, string quote, string meaning)
        => new(kind, strength, new Evidence(source, Text.Printable.Of(quote), meaning));
}

/// <summary>Words for what a kind of verb means, as evidence shows them.</summary>
internal static class Meanings
{
    public static string Of(VerbKind kind) => kind switch
    {
        VerbKind.Read => "reads",
        VerbKind.Write => "adds or changes",
        VerbKind.Destroy => "loses something",
        VerbKind.Execute => "runs something",
        VerbKind.Pay => "moves or promises money",
        _ => "tells nothing",
    };
}
