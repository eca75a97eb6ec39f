using Baton.Memory.Storage;

namespace Baton.Memory.Embeddings;

/// <summary>Brings vectors to length 1 and to one byte a dimension.</summary>
public static class Quantizer
{
    /// <summary>Null for a vector without direction: all zero.</summary>
    public static QuantizedVector? Quantize(string model, ReadOnlySpan<float> vector)
    {
        var (squares, largest) = (0.0, 0f);
        foreach (var value in vector)
        {
            squares += (double)value * value;
            largest = Math.Max(largest, Math.Abs(value));
        }
        if (largest == 0) return null;
        var values = new sbyte[vector.Length];
        for (var i = 0; i < values.Length; i++) values[i] = (sbyte)MathF.Round(vector[i] / largest * sbyte.MaxValue);
        return new QuantizedVector($"{model}:{vector.Length}", values, (float)((double)largest / sbyte.MaxValue / Math.Sqrt(squares)));
    }
}
