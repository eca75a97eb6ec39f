using System.Buffers.Text;
using System.Text;
using Baton.Gateway.Upstreams.BuiltIn;
using Baton.Protocol.Errors;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.Upstreams.BuiltIn;

/// <summary>Pages of a list that is the same, and of one that grew meanwhile: no entry twice, none left out.</summary>
public sealed class PagingTests
{
    [Fact]
    public void Page_OfAnyList_CoversItOnceInOrder()
        => Prop.ForAll(Gen.Choose(0, 40).ToArbitrary(), Gen.Choose(1, 15).ToArbitrary(), (length, size) =>
        {
            var all = Enumerable.Range(0, length).Select(number => $"tool {number} ü/+= \"é\"").ToList();
            Walk(all, size, _ => all, out var pages).ShouldBe(all);
            pages.ShouldBe(Math.Max(1, (length + size - 1) / size));
        }).Check(Repeatable.Config);

    [Fact]
    public void Page_OfAListThatGrowsWhileItIsRead_HasEveryOldEntryOnce()
        => Prop.ForAll(Gen.Choose(1, 20).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), Gen.Choose(0, 19).ToArbitrary(), (length, size, place) =>
        {
            var before = Enumerable.Range(0, length).Select(number => $"{number:00}").ToList();
            var after = before.ToList();
            after.Insert(Math.Min(place, length), "new");
            var seen = Walk(before, size, page => page == 0 ? before : after, out _);
            before.ShouldBeSubsetOf(seen);
            seen.Count.ShouldBe(seen.Distinct().Count());
        }).Check(Repeatable.Config);

    [Theory]
    [InlineData("")]
    [InlineData("after:b")]
    [InlineData("***")]
    [InlineData("!!!")]
    [InlineData("nonsense")]
    [InlineData("YWZ0ZXI6")]
    [InlineData("2")]
    [InlineData("YWZ0ZXI6eA==")]
    public void Page_CursorThatIsNone_IsRefusedWithWhatToDo(string cursor)
    {
        Paging.Page(["a", "b"], item => item, cursor, 1, out var error).ShouldBeNull();
        (error!.Code, error.Message).ShouldBe((ErrorCode.InvalidParams, "params.cursor is unknown or has expired; list again without a cursor"));
    }

    [Fact]
    public void Page_CursorOfAnEntryThatIsGone_IsRefused()
    {
        var next = Paging.Page(["a", "b", "c"], item => item, null, 1, out _)!.Value.Next!;
        Paging.Page(["b", "c"], item => item, next, 1, out var error).ShouldBeNull();
        error.ShouldNotBeNull();
        Paging.Page(["a", "b"], item => item, Base64Url.EncodeToString("after:gone"u8), 1, out error).ShouldBeNull();
        error.ShouldNotBeNull();
    }

    [Fact]
    public void Page_AfterInsertionsBetweenTwoPages_NeitherRepeatsNorSkips()
    {
        var first = Paging.Page(["b", "d", "f"], item => item, null, 2, out _).ShouldNotBeNull();
        var second = Paging.Page(["a", "b", "c", "d", "e", "f"], item => item, first.Next, 2, out _).ShouldNotBeNull();
        second.Items.ShouldBe(["e", "f"]);
    }

    [Fact]
    public void Page_CursorThatIsNoText_IsRefused()
        => Paging.Page(["a"], item => item, Base64Url.EncodeToString([0xFF, 0xFE]), 1, out _).ShouldBeNull();

    [Fact]
    public void Page_AfterTheLastEntry_IsEmptyAndTheEnd()
    {
        var cursor = Base64Url.EncodeToString(Encoding.UTF8.GetBytes("after:b"));
        var page = Paging.Page(["a", "b"], item => item, cursor, 5, out var error)!.Value;
        (page.Items.Count, page.Next, error).ShouldBe((0, null, null));
    }

    private static List<string> Walk(IReadOnlyList<string> first, int size, Func<int, IReadOnlyList<string>> listAt, out int pages)
    {
        var (seen, cursor) = (new List<string>(), (string?)null);
        pages = 0;
        do
        {
            var (items, next) = Paging.Page(pages == 0 ? first : listAt(pages), item => item, cursor, size, out var error).ShouldNotBeNull(error?.Message);
            error.ShouldBeNull();
            items.Count.ShouldBeLessThanOrEqualTo(size);
            seen.AddRange(items);
            (cursor, pages) = (next, pages + 1);
        }
        while (cursor is not null);
        return seen;
    }
}
