namespace Baton.Policy.Regexes;

/// <summary>The flags in force at a place of a pattern.</summary>
internal readonly record struct Re2Flags(bool IgnoreCase, bool MultiLine, bool DotAll);
