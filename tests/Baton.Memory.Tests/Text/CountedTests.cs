using Baton.Memory.Text;

namespace Baton.Memory.Tests.Text;

public sealed class CountedTests
{
    [Theory]
    [InlineData(0, "0 rows")]
    [InlineData(1, "1 row")]
    [InlineData(2, "2 rows")]
    [InlineData(-1, "-1 rows")]
    [InlineData(1_000_000, "1000000 rows")]
    [InlineData(long.MaxValue, "9223372036854775807 rows")]
    public void Of_Number_AgreesWithItsNoun(long number, string expected) => Counted.Of(number, "row").ShouldBe(expected);

    [Theory]
    [InlineData(0, "0 memories")]
    [InlineData(1, "1 memory")]
    [InlineData(3, "3 memories")]
    public void Of_NounOfItsOwnPlural_TakesIt(long number, string expected) => Counted.Of(number, "memory", "memories").ShouldBe(expected);
}
