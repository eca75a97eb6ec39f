namespace Baton.Policy.Conditions;

/// <summary>Kleene's three values, ordered so that AND is the least and OR the greatest.</summary>
internal enum Truth : sbyte
{
    False = 0,
    Undecided = 1,
    True = 2,
}

/// <summary>Kleene's connectives.</summary>
internal static class TruthLogic
{
    public static Truth Of(bool value) => value ? Truth.True : Truth.False;

    public static Truth And(this Truth left, Truth right) => left < right ? left : right;

    public static Truth Or(this Truth left, Truth right) => left > right ? left : right;

    public static Truth Not(this Truth value) => (Truth)(2 - (sbyte)value);
}
