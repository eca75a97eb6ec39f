using Baton.Storage.Sqlite.Vectors;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Vectors;

/// <summary>The scan beside one written without vectors of the processor.</summary>
public sealed class VectorBlockTests
{
    private static readonly Gen<sbyte[]> Values = Gen.Choose(0, 130).SelectMany(length => Gen.Choose(-127, 127).Select(value => (sbyte)value).ArrayOf(length));

    [Fact]
    public void Dot_OfAnyLength_IsTheSumOfTheProducts()
        => Prop.ForAll(Values.ToArbitrary(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), static (one, seed) =>
        {
            var other = new sbyte[one.Length + (seed % 3)];
            new Random(seed).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(other.AsSpan()));
            foreach (ref var value in other.AsSpan()) value = Math.Max(value, (sbyte)-127);
            Int8Dot.Of(one, other).ShouldBe(one.Select((value, at) => value * other[at]).Sum());
        }).Check(Repeatable.Config.WithMaxTest(400));

    [Theory]
    [InlineData(127, 127)]
    [InlineData(-127, 127)]
    [InlineData(-127, -127)]
    public void Dot_OfTheLargestValues_DoesNotOverflow(sbyte one, sbyte other)
        => Int8Dot.Of([.. Enumerable.Repeat(one, 4096)], [.. Enumerable.Repeat(other, 4096)]).ShouldBe(4096 * one * other);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    public void Nearest_OfManyRows_AreTheBestOfAll_BestFirst(int count)
    {
        var random = new Random(count);
        var block = VectorBlock.Empty(0, 3);
        var all = new List<(long Number, long Text, float Scale, byte[] Values)>();
        for (var page = 0; page < 5; page++)
        {
            var rows = Enumerable.Range(0, 20).Select(row => ((page * 20L) + row + 1, 1000L + (page * 20) + row, (float)random.Next(1, 4), new[] { (byte)random.Next(0, 4), (byte)random.Next(0, 4), (byte)(sbyte)-random.Next(0, 4) })).ToList();
            all.AddRange(rows);
            block = block.With(rows);
        }

        var nearest = block.Nearest([1, 2, 3], 0.5f, count).ToList();

        block.Last.ShouldBe(100);
        double Likeness((long Number, long Text, float Scale, byte[] Values) row) => (row.Values[0] + (2 * row.Values[1]) + (3 * (sbyte)row.Values[2])) * 0.5 * row.Scale;
        nearest.Select(found => found.Likeness).ShouldBe(all.Select(Likeness).OrderDescending().Take(count));
        foreach (var (text, likeness) in nearest) likeness.ShouldBe(Likeness(all.Single(row => row.Text == text)));
    }

    [Fact]
    public void With_NoRows_IsTheSameBlock()
    {
        var block = VectorBlock.Empty(3, 8);
        block.With([]).ShouldBeSameAs(block);
        block.Nearest([1, 2, 3, 4, 5, 6, 7, 8], 1, 5).ShouldBeEmpty();
    }
}
