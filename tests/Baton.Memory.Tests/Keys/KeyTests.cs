using Baton.Memory.Keys;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Keys;

public sealed class KeyTests
{
    [Theory]
    [InlineData(" plan ", "plan")]
    [InlineData("日本/計画 😀", "日本/計画 😀")]
    [InlineData("../../etc/passwd", "../../etc/passwd")]
    public void Normalise_GoodKey_IsTrimmed(string text, string key) => KeyRules.Normalise(text, 200, out _).ShouldBe(key);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("a\u0000b", "U+0000")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("a\u2028b", "U+2028")]
    public void Normalise_BadKey_IsRefused(string text, string problem)
    {
        KeyRules.Normalise(text, 200, out var said).ShouldBeNull();
        said.ShouldContain(problem);
    }

    [Fact]
    public void Normalise_CountsCharactersNotUnits()
    {
        KeyRules.Normalise(string.Concat(Enumerable.Repeat("😀", 200)), 200, out _).ShouldNotBeNull();
        KeyRules.Normalise(string.Concat(Enumerable.Repeat("😀", 201)), 200, out var problem).ShouldBeNull();
        problem.ShouldContain("201");
    }

    [Theory]
    [InlineData("Fix: the Login!", "fix-the-login-3k2f9a")]
    [InlineData("!!!", "3k2f9a")]
    [InlineData("日本 計画", "日本-計画-3k2f9a")]
    public void For_Title_MakesASlugWithTheIdsTail(string title, string key) => DerivedKey.For(title, "", "h_01ARYZ6S410000000003K2F9A").ShouldBe(key);

    [Fact]
    public void For_LongTitle_IsShortened() => DerivedKey.For(new string('a', 300), "", "h_01ARYZ6S410000000003K2F9A").Length.ShouldBeLessThan(60);

    [Fact]
    public async Task Save_BadKey_NamesPathAndLimit()
    {
        await using var room = await Room.OpenAsync();
        var failure = await room.RefusedAsync(FailureCode.Invalid, "handoff_save", $"{{'summary':'s','key':'{new string('k', 201)}'}}");
        failure.Path.ShouldBe("/key");
        failure.Limit.ShouldBe(200);
        (await room.RefusedAsync(FailureCode.Invalid, "memory_save", "{'content':'c','key':'a\\u0001b'}")).Path.ShouldBe("/key");
    }

    [Fact]
    public async Task Keys_AreTrimmedAndCaseSensitive()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'lower','key':' plan '}");
        await room.DoneAsync("memory_save", "{'content':'upper','key':'Plan'}");
        (await room.DoneAsync("memory_get", "{'key':'plan'}")).Text("memory.content").ShouldBe("lower");
        (await room.DoneAsync("memory_get", "{'key':'Plan '}")).Text("memory.content").ShouldBe("upper");
    }
}
