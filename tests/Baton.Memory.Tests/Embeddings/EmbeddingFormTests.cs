using System.Text;
using Baton.Memory.Embeddings;
using Baton.Storage.Sqlite.Vectors;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Embeddings;

public sealed class EmbeddingFormTests
{
    [Theory]
    [InlineData("http://localhost:11434/v1", "http://localhost:11434/v1/embeddings")]
    [InlineData("http://localhost:11434/v1/", "http://localhost:11434/v1/embeddings")]
    [InlineData("https://api.example/v1/embeddings", "https://api.example/v1/embeddings")]
    [InlineData("http://localhost:11434/api/embed", "http://localhost:11434/api/embed")]
    public void Endpoint_Url_IsCompleted(string url, string endpoint) => new EmbeddingSettings(new Uri(url), "m").Endpoint.ToString().ShouldBe(endpoint);

    [Theory]
    [InlineData("""{"data":[{"index":1,"embedding":[3,4]},{"index":0,"embedding":[1,2]}]}""", true)]
    [InlineData("""{"data":[{"embedding":[1,2]},{"embedding":[3,4]}]}""", true)]
    [InlineData("""{"embeddings":[[1,2],[3,4]]}""", true)]
    [InlineData("""{"embeddings":[[1,2]]}""", false)]
    [InlineData("""{"embeddings":[[1,2],[3]]}""", false)]
    [InlineData("""{"embeddings":[[1,2],[3,1e99]]}""", false)]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[3,4]}]}""", false)]
    [InlineData("""{"data":[{"index":9,"embedding":[1,2]},{"index":0,"embedding":[3,4]}]}""", false)]
    [InlineData("""{"data":[{"index":0},{"index":1}]}""", false)]
    [InlineData("""{"error":"no"}""", false)]
    [InlineData("[]", false)]
    [InlineData("<html>", false)]
    public void Read_Answer_IsTwoVectorsOrNothing(string body, bool good)
    {
        var vectors = EmbeddingAnswer.Read(Encoding.UTF8.GetBytes(body), 2);
        if (good) vectors.ShouldBe([[1, 2], [3, 4]]);
        else vectors.ShouldBeNull();
    }

    [Fact]
    public void Quantize_AnyVector_KeepsItsDirection()
        => Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var (one, other) = (Direction(random), Direction(random));
            var (first, second) = (Quantizer.Quantize("m", one)!, Quantizer.Quantize("m", other)!);
            var likeness = Int8Dot.Of(first.Values.Span, second.Values.Span) * (double)first.Scale * second.Scale;
            likeness.ShouldBe(Cosine(one, other), 0.02);
            first.Model.ShouldBe($"m:{one.Length}");
        }).Check(Repeatable.Config.WithMaxTest(200));

    [Fact]
    public void Quantize_Zero_HasNoDirection() => Quantizer.Quantize("m", new float[8]).ShouldBeNull();

    [Fact]
    public void Dot_AnyLength_IsTheSumOfProducts()
        => Prop.ForAll(Gen.Choose(0, 200).ToArbitrary(), length =>
        {
            var random = new Random(length);
            var (one, other) = (Bytes(random, length), Bytes(random, length));
            Int8Dot.Of(one, other).ShouldBe(one.Zip(other, (a, b) => a * b).Sum());
        }).Check(Repeatable.Config.WithMaxTest(200));

    [Fact]
    public void Dot_LargestValues_DoNotOverflow()
    {
        var (high, low) = (Enumerable.Repeat((sbyte)127, 4096).ToArray(), Enumerable.Repeat((sbyte)-127, 4096).ToArray());
        Int8Dot.Of(high, high).ShouldBe(127 * 127 * 4096);
        Int8Dot.Of(high, low).ShouldBe(-127 * 127 * 4096);
    }

    private static float[] Direction(Random random) => [.. Enumerable.Range(0, 384).Select(_ => (float)((random.NextDouble() * 2) - 1))];

    private static sbyte[] Bytes(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-127, 128))];

    private static double Cosine(float[] one, float[] other)
        => one.Zip(other, (a, b) => (double)a * b).Sum() / Math.Sqrt(one.Sum(a => (double)a * a) * other.Sum(b => (double)b * b));
}
