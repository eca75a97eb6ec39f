using System.Globalization;

namespace Baton.Policy.Regexes;

/// <summary>The general categories by the names that RE2 gives them.</summary>
internal static class UnicodeCategories
{
    // In the order of the framework's enumeration; surrogates and unassigned code points have no name.
    private static readonly string[] Names =
        ["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So"];

    /// <summary>The categories of a name; one letter stands for all that begin with it.</summary>
    public static UnicodeCategory[]? Codes(string name)
    {
        if (name.Length is not (1 or 2)) return null;
        var codes = new List<UnicodeCategory>();
        for (var at = 0; at < Names.Length; at++)
        {
            if (name.Length == 1 ? Names[at].StartsWith(name, StringComparison.Ordinal) : Names[at] == name) codes.Add((UnicodeCategory)at);
        }
        return codes.Count > 0 ? [.. codes] : null;
    }
}
