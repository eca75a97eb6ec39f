using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Search;

namespace Baton.Storage.Tests.Search;

public sealed class CjkBigramsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain words", "")]
    [InlineData("設計書", "設計 計書")]
    [InlineData("a設b計書c", "設 計書")]
    [InlineData("設", "設")]
    [InlineData("설계, 문서", "설계 문서")]
    [InlineData("𠮷野家", "𠮷野 野家")]
    [InlineData("データ", "デー ータ")]
    [InlineData("🙂設🙂", "設")]
    [InlineData("ภาษา", "ภา าษ ษา")]
    public void Split_Text_GivesOverlappingPairs(string text, string pairs)
        => string.Join(' ', CjkBigrams.Split(text)).ShouldBe(pairs);

    [Fact]
    public void Of_Fields_NeverJoinsTwoOfThem()
        => CjkBigrams.Of(new SearchText("設", "計", "書")).ShouldBe("設 計 書 ");
}
