namespace Baton.Catalog.Pins;

/// <summary>How much a definition changed, in ascending order; only <see cref="Cosmetic"/> passes without review.</summary>
public enum DriftGrade
{
    /// <summary>White space, case and punctuation.</summary>
    Cosmetic,

    /// <summary>Any other change of text that a model reads.</summary>
    Textual,

    /// <summary>A new parameter.</summary>
    Additive,

    /// <summary>A new tool, a looser schema, a lost read-only claim, a higher severity.</summary>
    Widening,

    /// <summary>An instruction to the model, invisible characters, a name that looks like another tool's.</summary>
    Hostile,
}
