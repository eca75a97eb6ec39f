namespace Baton.Catalog.Lexicon;

/// <summary>What a verb does to the world, in the order of the guidelines: a later one outweighs an earlier one.</summary>
internal enum VerbKind
{
    None,
    Read,
    Write,
    Destroy,
    Execute,
    Pay,
}

/// <summary>A verb as the lexicon knows it.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="IsNounToo">Also a common noun (<c>order</c>, <c>report</c>): a verb only where the grammar makes it one.</param>
internal readonly record struct Verb(VerbKind Kind, bool IsNounToo);
