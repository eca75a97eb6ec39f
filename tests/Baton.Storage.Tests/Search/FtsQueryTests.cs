using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Search;
using Baton.Storage.Tests.Support;

namespace Baton.Storage.Tests.Search;

public sealed class FtsQueryTests
{
    [Fact]
    public void Words_Several_AreQuotedAndAlternatives()
        => FtsQuery.Words(Sample.AnyOf("a\"b", "c", "c", " ")).ShouldBe("\"a\"\"b\" OR \"c\"");

    [Fact]
    public void Words_WithoutSpaces_AlsoByTheirPairs()
        => FtsQuery.Words(Sample.AnyOf("設計書", "設")).ShouldBe("\"設計書\" OR cjk : \"設計\" OR cjk : \"計書\" OR \"設\" OR cjk : \"設\" *");

    [Fact]
    public void Words_Nothing_IsNull()
    {
        FtsQuery.Words(new TextMatch()).ShouldBeNull();
        FtsQuery.Words(Sample.Exactly("abc")).ShouldBeNull();
    }

    [Fact]
    public void Exact_ByLength_GoesToGramsOrIsLookedFor()
    {
        var match = Sample.Exactly("ab", "abc", "設計", "𠮷野家", "");
        FtsQuery.Grams(match).ShouldBe("\"abc\" OR \"𠮷野家\"");
        FtsQuery.Short(match).ShouldBe(["ab", "設計"]);
    }

    [Theory]
    [InlineData("a%b", @"%a\%b%")]
    [InlineData("a_b", @"%a\_b%")]
    [InlineData(@"a\b", @"%a\\b%")]
    public void LikePattern_Wildcards_AreEscaped(string text, string pattern) => FtsQuery.LikePattern(text).ShouldBe(pattern);

    [Fact]
    public void Quote_ZeroByte_BecomesASpace() => FtsQuery.Quote("a\0b").ShouldBe("\"a b\"");
}
