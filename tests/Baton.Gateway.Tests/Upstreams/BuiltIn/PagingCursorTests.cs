using System.Buffers.Text;
using System.Text;
using Baton.Gateway.Upstreams.BuiltIn;
using Baton.Protocol.Errors;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.Upstreams.BuiltIn;

/// <summary>Pages of the built-in server's lists.</summary>
public sealed class PagingCursorTests
{
    [Fact]
    public void Pages_OfAnyList_JoinToIt() => Prop.ForAll(Gen.Choose(0, 40).Zip(Gen.Choose(1, 15)).ToArbitrary(), world =>
    {
        var (count, size) = world;
        var all = Enumerable.Range(0, count).Select(number => $"é{number} \"x\"").ToList();
        var seen = new List<string>();
        string? cursor = null;
        var pages = 0;
        do
        {
            var page = Paging.Page(all, item => item, cursor, size, out var error).ShouldNotBeNull();
            error.ShouldBeNull();
            page.Items.Count.ShouldBeLessThanOrEqualTo(size);
            seen.AddRange(page.Items);
            cursor = page.Next;
            pages++;
        }
        while (cursor is not null);
        seen.ShouldBe(all);
        pages.ShouldBe(Math.Max(1, (count + size - 1) / size));
    }).Check(Repeatable.Config);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("!!!")]
    [InlineData("YWZ0ZXI6")]
    [InlineData("2")]
    public void Cursor_ThatIsNone_IsInvalid(string cursor)
    {
        Paging.Page(["a", "b"], item => item, cursor, 1, out var error).ShouldBeNull();
        (error!.Code, error.Message).ShouldBe((ErrorCode.InvalidParams, "params.cursor is unknown or has expired; list again without a cursor"));
    }

    [Fact]
    public void Cursor_OfSomethingThatIsGone_IsInvalid_AndOfTheLastIsAnEmptyPage()
    {
        string Cursor(string after) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes("after:" + after));
        Paging.Page(["a", "b"], item => item, Cursor("gone"), 1, out var error).ShouldBeNull();
        error.ShouldNotBeNull();
        var end = Paging.Page(["a", "b"], item => item, Cursor("b"), 1, out _).ShouldNotBeNull();
        (end.Items.Count, end.Next).ShouldBe((0, null));
    }

    [Fact]
    public void Insertion_BetweenTwoPages_NeitherRepeatsNorSkips()
    {
        var first = Paging.Page(["b", "d", "f"], item => item, null, 2, out _).ShouldNotBeNull();
        var second = Paging.Page(["a", "b", "c", "d", "e", "f"], item => item, first.Next, 2, out _).ShouldNotBeNull();
        second.Items.ShouldBe(["e", "f"]);
    }
}
