using Baton.Memory.Embeddings;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Embeddings;

public sealed class QuantizerTests
{
    /// <summary>Only the direction counts: the same vector in any unit has the same values and the same length of 1.</summary>
    [Theory]
    [InlineData(1e-44f)]
    [InlineData(1e-40f)]
    [InlineData(1e-20f)]
    [InlineData(1f)]
    [InlineData(1e20f)]
    [InlineData(3e38f)]
    public void Quantize_AVectorOfAnyMagnitude_HasLengthOne(float largest)
    {
        var vector = Quantizer.Quantize("m", [largest, 0, -largest, largest])!;
        vector.Values.ToArray().ShouldBe([127, 0, -127, 127]);
        ((double)vector.Scale).ShouldBe(1 / (127 * Math.Sqrt(3)), 1e-6);
    }

    [Fact]
    public void Quantize_AnyVector_StaysWithin127AndHalfAStep()
        => Prop.ForAll(Gen.Choose(-1_000_000, 1_000_000).Select(value => value / 1000f).NonEmptyListOf().ToArbitrary(), values =>
        {
            float[] vector = [.. values];
            if (Quantizer.Quantize("m", vector) is not { } quantized)
            {
                vector.ShouldAllBe(value => value == 0);
                return;
            }
            var length = Math.Sqrt(vector.Sum(value => (double)value * value));
            for (var at = 0; at < vector.Length; at++)
            {
                ((int)quantized.Values.Span[at]).ShouldBeInRange(-127, 127);
                (quantized.Values.Span[at] * (double)quantized.Scale).ShouldBe(vector[at] / length, (quantized.Scale / 2) + 1e-6);
            }
            quantized.Model.ShouldBe($"m:{vector.Length}");
        }).Check(Repeatable.Config.WithMaxTest(200));
}
