using System.Collections.Frozen;
using System.Globalization;
using Baton.Memory.Records;

namespace Baton.Memory.Memories;

/// <summary>
/// What readers think of a memory acts on it: a rating moves its importance, which weighs in every search, and is counted in a label,
/// so that it can be seen why the memory stands where it does.
/// </summary>
public static class MemoryRating
{
    private const double Unsaid = 0.5;

    private static readonly FrozenDictionary<string, double> Steps =
        new Dictionary<string, double> { ["useful"] = 0.1, ["not_useful"] = -0.1, ["misleading"] = -0.3 }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a word is a rating: <c>useful</c>, <c>not_useful</c> or <c>misleading</c>.</summary>
    public static bool IsRating(string word) => Steps.ContainsKey(word);

    /// <summary>What a rating changes in a memory.</summary>
    internal static MemoryFields Applied(MemoryRecord memory, string rating)
    {
        var label = "feedback_" + rating;
        _ = int.TryParse(memory.Labels.GetValueOrDefault(label), CultureInfo.InvariantCulture, out var times);
        return new MemoryFields
        {
            Importance = Math.Round(Math.Clamp((memory.Importance ?? Unsaid) + Steps[rating], 0, 1), 3),
            Labels = memory.Labels.SetItem(label, (times + 1).ToString(CultureInfo.InvariantCulture)),
            IfMatch = memory.Version,
        };
    }
}
