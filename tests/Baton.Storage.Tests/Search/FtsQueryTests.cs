using Baton.Storage.Sqlite.Search;

namespace Baton.Storage.Tests.Search;

public sealed class FtsQueryTests
{
    [Fact]
    public void AnyOf_Several_AreQuotedAndAlternatives()
        => FtsQuery.AnyOf(["a\"b", "c d"]).ShouldBe("\"a\"\"b\" OR \"c d\"");

    [Fact]
    public void Quote_ZeroByte_BecomesASpace() => FtsQuery.Quote("a\0b").ShouldBe("\"a b\"");

    [Theory]
    [InlineData("ab", false)]
    [InlineData("abc", true)]
    [InlineData("設計", false)]
    [InlineData("𠮷野", false)]
    [InlineData("𠮷野家", true)]
    public void HasGram_ByCharacters_NotByUnits(string text, bool has) => FtsQuery.HasGram(text).ShouldBe(has);
}
