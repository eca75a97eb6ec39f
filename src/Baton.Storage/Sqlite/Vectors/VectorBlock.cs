using System.Runtime.InteropServices;

namespace Baton.Storage.Sqlite.Vectors;

/// <summary>The vectors of one partition and model side by side in memory, as of one state of the table. Immutable.</summary>
/// <param name="Removals">How many were ever removed from the partition when this was read: another number makes it void.</param>
/// <param name="Last">The newest row in it; later rows are read and appended.</param>
/// <param name="Dimensions">Length of each vector.</param>
/// <param name="Texts">Whose vectors they are.</param>
/// <param name="Scales">What one step of a value is worth.</param>
/// <param name="Values">All dimensions of all vectors.</param>
internal sealed record VectorBlock(long Removals, long Last, int Dimensions, long[] Texts, float[] Scales, sbyte[] Values)
{
    public static VectorBlock Empty(long removals, int dimensions) => new(removals, 0, dimensions, [], [], []);

    /// <summary>The nearest, best first, with their likeness (cosine).</summary>
    public IEnumerable<(long Text, double Likeness)> Nearest(ReadOnlySpan<sbyte> question, float scale, int count)
    {
        var best = new PriorityQueue<long, double>(count + 1);
        for (var row = 0; row < Texts.Length; row++)
        {
            var likeness = (double)Int8Dot.Of(question, Values.AsSpan(row * Dimensions, Dimensions)) * scale * Scales[row];
            if (best.Count < count) best.Enqueue(Texts[row], likeness);
            else if (best.TryPeek(out _, out var worst) && likeness > worst) best.EnqueueDequeue(Texts[row], likeness);
        }
        return best.UnorderedItems.Select(item => (item.Element, item.Priority)).OrderByDescending(item => item.Priority).ThenBy(item => item.Element).ToList();
    }

    /// <summary>This and further vectors.</summary>
    public VectorBlock With(IReadOnlyList<(long Number, long Text, float Scale, byte[] Values)> rows)
    {
        if (rows.Count == 0) return this;
        var values = new sbyte[Values.Length + (rows.Count * Dimensions)];
        Values.CopyTo(values, 0);
        for (var row = 0; row < rows.Count; row++)
        {
            MemoryMarshal.Cast<byte, sbyte>(rows[row].Values).CopyTo(values.AsSpan(Values.Length + (row * Dimensions), Dimensions));
        }
        return this with { Last = rows[^1].Number, Texts = [.. Texts, .. rows.Select(row => row.Text)], Scales = [.. Scales, .. rows.Select(row => row.Scale)], Values = values };
    }
}
