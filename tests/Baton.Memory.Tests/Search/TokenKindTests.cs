namespace Baton.Memory.Tests.Search;

/// <summary>What is written together is found by the whole, by its pieces and by a beginning; what is like it is not.</summary>
public sealed class TokenKindTests
{
    private const string Sha = "3b18e512dba79e4c8300dd08aeb37f8e728b8dad";

    [Theory]
    [InlineData("released as v1.2.3 today", "released as v1.2.4 today", "v1.2.3")]
    [InlineData("released as v1.2.3 today", "released as v1.2.4 today", "1.2.3")]
    [InlineData("pinned to 10.0.401-rc.1+build.7", "pinned to 10.0.402-rc.1+build.8", "10.0.401-rc.1+build.7")]
    [InlineData("write to jane.doe@mail.example", "write to john.roe@mail.example", "jane.doe@mail.example")]
    [InlineData("write to jane.doe@mail.example", "write to john.roe@mail.example", "jane.doe")]
    [InlineData("see https://docs.example/a/b?x=1#top", "see https://docs.example/a/c?x=2#end", "https://docs.example/a/b")]
    [InlineData("see https://docs.example/a/b?x=1#top", "see https://docs.example/a/c?x=2#end", "https://docs.example/a/b?x=1#top")]
    [InlineData("กุญแจอยู่ใต้พรม", "แมวนอนบนเก้าอี้", "กุญแจ")]
    [InlineData("deploy 🚀rocket now", "deploy 🐢turtle now", "rocket🚀")]
    [InlineData("commit " + Sha, "commit aaaaaaaadba79e4c8300dd08aeb37f8e728b8d11", Sha)]
    [InlineData("commit " + Sha, "commit aaaaaaaadba79e4c8300dd08aeb37f8e728b8d11", "3b18e512")]
    [InlineData("commit " + Sha, "commit aaaaaaaadba79e4c8300dd08aeb37f8e728b8d11", "3B18E512DBA79E4C8300DD08AEB37F8E728B8DAD")]
    [InlineData("host 192.168.17.4 is down", "host 192.168.17.9 is down", "192.168.17.4")]
    [InlineData("run with --max-workers=4", "run with --min-threads=5", "--max-workers")]
    [InlineData("guid 6f9619ff-8b86-d011-b42d-00cf4fc964ff", "guid 7f9619ff-8b86-d011-b42d-00cf4fc96400", "6f9619ff-8b86-d011-b42d-00cf4fc964ff")]
    public async Task Search_Token_FindsItsRecordFirst(string text, string other, string query)
    {
        await using var room = await SearchRoom.OpenAsync();
        await room.SaveAsync(other);
        var id = await room.SaveAsync(text);
        await room.SaveAsync("something else about gardens");
        (await room.FindAsync(query)).FirstOrDefault().ShouldBe(id);
    }

    [Theory]
    [InlineData("released as v1.2.3", "v9.8.7")]
    [InlineData("write to jane.doe@mail.example", "eve@other.test")]
    [InlineData("commit " + Sha, "9fceb02d0ae598e9")]
    [InlineData("กุญแจ", "แมว")]
    [InlineData("deploy 🚀", "🐢")]
    public async Task Search_OtherToken_FindsNothing(string text, string query)
    {
        await using var room = await SearchRoom.OpenAsync();
        await room.SaveAsync(text);
        (await room.FindAsync(query)).ShouldBeEmpty();
    }

    /// <summary>The share of the question's weight that the hits hold: all, a part, none.</summary>
    [Theory]
    [InlineData("otter", 1, 1)]
    [InlineData("otter giraffe", 0.05, 0.95)]
    [InlineData("giraffe", 0, 0)]
    [InlineData("OTTERS", 1, 1)]
    public async Task Search_Confidence_IsTheShareOfTheQuestionThatIsHeld(string query, double least, double most)
    {
        await using var room = await SearchRoom.OpenAsync();
        await room.SaveAsync("an otter in the river");
        await room.SaveAsync("a garden with roses");
        (await room.AskAsync(query)).Confidence.ShouldBeInRange(least, most);
    }

    [Fact]
    public async Task Search_Confidence_GrowsWithEachWordThatIsHeld()
    {
        await using var room = await SearchRoom.OpenAsync();
        await room.SaveAsync("red otter river");
        await room.SaveAsync("a garden with roses");
        var shares = new List<double>();
        foreach (var query in (string[])["giraffe zebra lion", "otter zebra lion", "otter river lion", "otter river red"]) shares.Add((await room.AskAsync(query)).Confidence);
        shares.ShouldBeInOrder(SortDirection.Ascending, "each held word adds");
        shares.Distinct().Count().ShouldBe(4);
        (shares[0], shares[^1]).ShouldBe((0, 1));
    }
}
