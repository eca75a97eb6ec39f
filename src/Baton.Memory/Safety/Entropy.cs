using System.Buffers;

namespace Baton.Memory.Safety;

/// <summary>
/// Counts runs that look random. They only warn: commit hashes, lock files and ids look the same, and altering them would
/// do more harm than a warning.
/// </summary>
internal static class Entropy
{
    private const int ShortestRun = 32;
    private const double BitsPerCharacter = 4.3;

    private static readonly SearchValues<char> Characters = SecretTails.Base64;

    public static int CountRandomRuns(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (!text.IsEmpty)
        {
            var start = text.IndexOfAny(Characters);
            if (start < 0) break;
            text = text[start..];
            var length = SecretTails.Length(text, Characters);
            if (length >= ShortestRun && IsRandom(text[..Math.Min(length, 256)])) count++;
            text = text[length..];
        }
        return count;
    }

    private static bool IsRandom(ReadOnlySpan<char> run)
    {
        if (!run.ContainsAnyInRange('0', '9') || !run.ContainsAnyInRange('A', 'Z') || !run.ContainsAnyInRange('a', 'z')) return false;
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        foreach (var letter in run) counts[letter]++;
        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count == 0) continue;
            var share = (double)count / run.Length;
            bits -= share * Math.Log2(share);
        }
        return bits >= BitsPerCharacter;
    }
}
