using Baton.Memory.Dialects;
using Baton.Memory.Dialects.M3;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

public sealed class M3ScopeTests
{
    [Theory]
    [InlineData("user", Visibility.Private)]
    [InlineData("User", Visibility.Private)]
    [InlineData(" PRIVATE ", Visibility.Private)]
    [InlineData("Org", Visibility.Shared)]
    [InlineData("shared", Visibility.Shared)]
    [InlineData("agent", Visibility.Project)]
    [InlineData("session", Visibility.Project)]
    [InlineData("galaxy", Visibility.Project)]
    public void VisibilityOf_AWordInAnyCase_IsWhatItMeans(string scope, Visibility expected) => M3Scope.VisibilityOf(scope).ShouldBe(expected);

    [Theory]
    [InlineData(Visibility.Private, "User", "User")]
    [InlineData(Visibility.Private, "org", "user")]
    [InlineData(Visibility.Shared, null, "org")]
    [InlineData(Visibility.Project, "session", "session")]
    [InlineData(Visibility.Project, "user", "agent")]
    public void WordOf_KeepsTheCallersWord_UnlessTheRecordIsSeenOtherwiseNow(Visibility visibility, string? label, string expected)
        => M3Scope.WordOf(visibility, label).ShouldBe(expected);

    [Theory]
    [InlineData("galaxy", true)]
    [InlineData("usr", true)]
    [InlineData("User", false)]
    [InlineData("session", false)]
    [InlineData("private", false)]
    [InlineData("", false)]
    public async Task Write_UnderAScopeThatIsNoWordOfM3s_KeepsItAndSaysWhoSeesIt(string scope, bool isTold)
    {
        await using var room = await Room.OpenAsync();
        var m3 = new DialectRoom(room, DialectNames.M3);
        var written = await m3.DoneAsync("memory_write", $"{{'type':'fact','content':'the relay is red','scope':'{scope}'}}");
        written.Content.At("notes").GetArrayLength().ShouldBe(isTold ? 1 : 0);
        if (isTold) written.Text.ShouldContain($"scope '{scope}' is none of user, session, agent, org");
        var expected = scope.Length == 0 ? "agent" : scope;
        (await m3.DoneAsync("memory_get", $"{{'id':'{written.Content.Text("id")}'}}")).Content.Text("scope").ShouldBe(expected);
        foreach (var asked in (string[])[expected, expected.ToUpperInvariant(), $" {expected} "])
        {
            (await m3.DoneAsync("memory_search", $"{{'query':'relay','scope':'{asked}'}}")).Content.Number("count").ShouldBe(1, asked);
        }
        (await m3.DoneAsync("memory_search", "{'query':'relay','scope':'other'}")).Content.Number("count").ShouldBe(0);
        var replaced = await m3.DoneAsync("memory_supersede", $"{{'old_id':'{written.Content.Text("id")}','content':'the relay is blue','scope':'{scope}'}}");
        replaced.Content.At("notes").GetArrayLength().ShouldBe(isTold ? 1 : 0);
    }

    [Theory]
    [InlineData("private", "user")]
    [InlineData("Shared", "org")]
    public async Task Search_ByTheOtherWordForAScope_FindsIt(string written, string asked)
    {
        await using var room = await Room.OpenAsync();
        var m3 = new DialectRoom(room, DialectNames.M3);
        await m3.DoneAsync("memory_write", $"{{'type':'fact','content':'the relay is red','scope':'{written}'}}");
        (await m3.DoneAsync("memory_search", $"{{'query':'relay','scope':'{asked}'}}")).Content.Number("count").ShouldBe(1);
    }
}
