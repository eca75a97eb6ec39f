using System.Globalization;
using Baton.Memory.Embeddings;
using Baton.Storage.Sqlite.Vectors;

namespace Baton.Bench.Search;

/// <summary>The scan of a project's vectors beside the same cosine over floats, as one would write it by hand.</summary>
internal static class VectorScan
{
    public const string Header = "\n| vectors | scan | p50 ms | p95 ms | CPU p50 ms | CPU p95 ms |\n|---|---|---|---|---|---|";
    private const int Questions = 60;
    private const int Best = 70;

    public static async Task MeasureAsync(int count, int dimensions)
    {
        var random = new Random(7);
        var floats = Enumerable.Range(0, count).Select(_ => Unit(random, dimensions)).ToArray();
        var block = VectorBlock.Empty(0, dimensions).With([.. floats.Select(Row)]);
        var (ours, plain) = (new SearchTiming(), new SearchTiming());
        var (agreed, asked) = (0, 0);
        for (var round = 0; round < Questions; round++)
        {
            var question = Unit(random, dimensions);
            var quantized = Quantizer.Quantize("bench", question)!;
            List<long> near = [], exact = [];
            await ours.MeasureAsync(() => Task.FromResult(near = [.. block.Nearest(quantized.Values.Span, quantized.Scale, Best).Select(find => find.Text)]));
            await plain.MeasureAsync(() => Task.FromResult(exact = Exact(floats, question)));
            agreed += near.Take(10).Intersect(exact.Take(10)).Count();
            asked += 10;
        }
        var what = string.Create(CultureInfo.InvariantCulture, $"{count:N0} of {dimensions}");
        ours.Print(what, string.Create(CultureInfo.InvariantCulture, $"Baton, 8 bits ({100.0 * agreed / asked:F0}% of the exact ten)"));
        plain.Print(what, "floats, one loop");
    }

    private static (long Number, long Text, float Scale, byte[] Values) Row(float[] vector, int number)
    {
        var quantized = Quantizer.Quantize("bench", vector)!;
        return (number, number, quantized.Scale, [.. quantized.Values.ToArray().Select(value => (byte)value)]);
    }

    private static List<long> Exact(float[][] vectors, float[] question)
        => [.. vectors.Select((vector, number) => (Number: (long)number, Likeness: Cosine(vector, question))).OrderByDescending(find => find.Likeness).Take(Best).Select(find => find.Number)];

    private static float Cosine(float[] left, float[] right)
    {
        var sum = 0f;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    private static float[] Unit(Random random, int dimensions)
    {
        var values = Enumerable.Range(0, dimensions).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var length = MathF.Sqrt(values.Sum(value => value * value));
        return [.. values.Select(value => value / length)];
    }
}
