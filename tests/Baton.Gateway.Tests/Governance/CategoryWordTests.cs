using Baton.Gateway.Governance;
using Baton.Policy.Documents;

namespace Baton.Gateway.Tests.Governance;

public sealed class CategoryWordTests
{
    [Fact]
    public void Read_OfEveryWord_IsTheCategoryItCameFrom()
    {
        Enum.GetValues<ToolCategory>().Select(category => CategoryWord.Read(CategoryWord.Of(category))).ShouldBe(Enum.GetValues<ToolCategory>().Cast<ToolCategory?>());
        CategoryWord.All.ShouldBe(Enum.GetValues<ToolCategory>().Select(CategoryWord.Of), ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Read")]
    [InlineData("destroy")]
    public void Read_OfAnotherWord_IsNone(string word) => CategoryWord.Read(word).ShouldBeNull();
}
