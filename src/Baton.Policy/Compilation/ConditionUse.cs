namespace Baton.Policy.Compilation;

/// <summary>Where a condition stands, which decides what absence and <c>[*]</c> mean.</summary>
internal enum ConditionUse
{
    Require,
    DenyIf,
    Guard,
}
