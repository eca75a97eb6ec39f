using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Links;

public sealed class LinkTests
{
    [Fact]
    public async Task Link_ShowsTheNeighbourhoodToADepthOfThree()
    {
        await using var room = await Room.OpenAsync();
        for (var i = 0; i < 5; i++) await room.DoneAsync("memory_save", $"{{'content':'memory {i}','key':'k{i}'}}");
        for (var i = 0; i < 4; i++) await room.DoneAsync("memory_link", $"{{'key':'k{i}','to':'k{i + 1}','relation':'supports'}}");
        foreach (var (depth, count) in new[] { (0, 0), (1, 1), (2, 2), (3, 3) })
        {
            var shown = await room.DoneAsync("memory_link", $"{{'key':'k0','depth':{depth}}}");
            shown.At("links").GetArrayLength().ShouldBe(count);
            if (count > 0) shown.Number($"links.{count - 1}.depth").ShouldBe(count);
        }
        (await room.RefusedAsync(FailureCode.Invalid, "memory_link", "{'key':'k0','depth':4}")).Path.ShouldBe("/depth");
    }

    [Fact]
    public async Task Link_RemoveAndAgain_RevivesIt()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'memories':[{'content':'a','key':'a'},{'content':'b','key':'b'}]}");
        await room.DoneAsync("memory_link", "{'key':'a','to':'b'}");
        (await room.DoneAsync("memory_link", "{'key':'b'}")).Text("links.0.relation").ShouldBe("about");
        (await room.DoneAsync("memory_link", "{'key':'a','to':'b','remove':true}")).At("links").GetArrayLength().ShouldBe(0);
        await room.RefusedAsync(FailureCode.NotFound, "memory_link", "{'key':'a','to':'b','remove':true}");
        (await room.DoneAsync("memory_link", "{'key':'a','to':'b'}")).At("links").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("{'key':'a','to':'nope'}", FailureCode.NotFound, "/to")]
    [InlineData("{'key':'a','to':'a'}", FailureCode.Invalid, "/to")]
    [InlineData("{'key':'a','remove':true}", FailureCode.Invalid, "/to")]
    [InlineData("{'key':'a','to':'b','relation':'likes'}", FailureCode.Invalid, "/relation")]
    [InlineData("{'to':'b'}", FailureCode.Invalid, "/id")]
    public async Task Link_WhatIsWrong_IsRefused(string json, string code, string path)
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'memories':[{'content':'a','key':'a'},{'content':'b','key':'b'}]}");
        (await room.RefusedAsync(code, "memory_link", json)).Path.ShouldBe(path);
    }

    [Fact]
    public async Task Link_BetweenMemoryAndHandoff_IsSeenFromBothEnds()
    {
        await using var room = await Room.OpenAsync();
        var handoff = (await room.DoneAsync("handoff_save", "{'summary':'s'}")).Text("handoff.id");
        var memory = (await room.DoneAsync("memory_save", "{'content':'m'}")).Text("memories.0.id");
        await room.DoneAsync("memory_link", $"{{'id':'{memory}','to':'{handoff}','relation':'caused'}}");
        (await room.DoneAsync("memory_link", $"{{'id':'{handoff}'}}")).Text("links.0.from").ShouldBe(memory);
    }
}
