using System.Collections.Frozen;

namespace Baton.Memory.Search.Terms;

/// <summary>English words that carry no subject. A query drops them unless nothing else is left; the index keeps them.</summary>
internal static class StopWords
{
    private const string List =
        """
        a about above after again against all also am an and any are aren as at be because been before being below between both
        but by can cannot could couldn did didn do does doesn doing don down during each either else ever few for from further
        get got had hadn has hasn have haven having he hence her here hers herself him himself his how however i if in into is
        isn it its itself just let like ll may me might mine more most must my myself need neither no nor not now of off on once
        only or other our ours ourselves out over own per please quite rather re really same she should shouldn since so some
        such than that the their theirs them themselves then there these they this those through thus to too under until unless
        up upon us ve very was wasn we were weren what whatever when where whether which while who whom whose why will with
        within without won would wouldn yes yet you your yours yourself yourselves
        """;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words
        = List.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="word">Lower-case, not stemmed.</param>
    public static bool Contains(ReadOnlySpan<char> word) => Words.Contains(word);
}
