namespace Baton.Bench.Transfer;

/// <summary>Made-up words, each as frequent as its rank allows.</summary>
internal sealed class Words(Random random)
{
    private const int Known = 20_000;
    private readonly string[] _words = [.. Enumerable.Range(0, Known).Select(_ => Make(random))];

    /// <summary>A text of so many words.</summary>
    public string Take(int least, int most) => string.Join(' ', Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Next()));

    /// <summary>The inverse of the sum of 1/rank, which grows as the logarithm of the rank.</summary>
    private string Next() => _words[(int)Math.Pow(Known, random.NextDouble()) - 1];

    private static string Make(Random random)
        => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"{"bcdfglmnprst"[random.Next(12)]}{"aeiou"[random.Next(5)]}"));
}
