namespace Baton.Policy.Regexes;

/// <summary>The flags in force at a place of a pattern.</summary>
internal readonly record struct Re2Flags(bool IgnoreCase, bool MultiLine, bool DotAll)
{
    /// <summary>Whether <c>\p{..}</c> may name the properties that ECMA-262 knows and RE2 does not.</summary>
    public bool KnowsProperties { get; init; }
}
