using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Baton.Storage.Sqlite.Vectors;

/// <summary>Dot products of vectors of bytes, 32 dimensions at a time.</summary>
internal static class Int8Dot
{
    public static int Of(ReadOnlySpan<sbyte> one, ReadOnlySpan<sbyte> other)
    {
        var at = 0;
        var total = 0;
        if (Vector256.IsHardwareAccelerated && one.Length >= Vector256<sbyte>.Count)
        {
            ref var first = ref MemoryMarshal.GetReference(one);
            ref var second = ref MemoryMarshal.GetReference(other[..one.Length]);
            var sum = Vector256<int>.Zero;
            for (; at <= one.Length - Vector256<sbyte>.Count; at += Vector256<sbyte>.Count)
            {
                var (lowOne, highOne) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)at));
                var (lowOther, highOther) = Vector256.Widen(Vector256.LoadUnsafe(ref second, (nuint)at));
                // Two products of values within -127 to 127 fit 16 bits.
                var (low, high) = Vector256.Widen((lowOne * lowOther) + (highOne * highOther));
                sum += low + high;
            }
            total = Vector256.Sum(sum);
        }
        for (; at < one.Length; at++) total += one[at] * other[at];
        return total;
    }
}
