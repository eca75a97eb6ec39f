using System.Globalization;

namespace Baton.Memory.Text;

/// <summary>A number beside what is counted, as people read it: <c>1 row</c>, <c>2 rows</c>. One place says it, so that none says "1 rows".</summary>
public static class Counted
{
    /// <param name="number">How many.</param>
    /// <param name="one">The noun for one.</param>
    /// <param name="many">The noun for any other number; with an <c>s</c> unless given.</param>
    public static string Of(long number, string one, string? many = null)
        => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many ?? one + "s")}");
}
