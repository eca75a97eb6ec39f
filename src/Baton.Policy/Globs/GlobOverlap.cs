using System.Text;

namespace Baton.Policy.Globs;

/// <summary>Finds a text that two globs both match, as the proof that they contradict each other.</summary>
internal static class GlobOverlap
{
    private static readonly Rune Any = new('x');

    /// <summary>The shortest such text, or null when there is none.</summary>
    public static string? Find(Glob left, Glob right)
    {
        var a = left.Steps;
        var b = right.Steps;
        var came = new Dictionary<(int, int), ((int, int) From, string Text)> { [(0, 0)] = ((0, 0), "") };
        var open = new Queue<(int, int)>([(0, 0)]);
        while (open.TryDequeue(out var at))
        {
            var (i, j) = at;
            if (i == a.Length && j == b.Length) return Text(came, at);
            if (i < a.Length && a[i].IsRun) Go((i + 1, j), "");
            if (j < b.Length && b[j].IsRun) Go((i, j + 1), "");
            if (i == a.Length || j == b.Length) continue;
            var rune = a[i].Kind == GlobStepKind.Character ? a[i].Character : b[j].Kind == GlobStepKind.Character ? b[j].Character : Any;
            foreach (var nextI in Targets(a, i, rune))
            {
                foreach (var nextJ in Targets(b, j, rune)) Go((nextI, nextJ), rune.ToString());
            }

            void Go((int, int) to, string text)
            {
                if (came.TryAdd(to, (at, text))) open.Enqueue(to);
            }
        }
        return null;
    }

    private static int[] Targets(ReadOnlySpan<GlobStep> steps, int at, Rune rune)
        => steps[at].TakesOne(rune, ignoreCase: false) ? [at + 1] : steps[at].Repeats(rune) ? [at] : [];

    private static string Text(Dictionary<(int, int), ((int, int) From, string Text)> came, (int, int) at)
    {
        var parts = new List<string>();
        while (at != (0, 0))
        {
            var (from, text) = came[at];
            parts.Add(text);
            at = from;
        }
        parts.Reverse();
        return string.Concat(parts);
    }
}
