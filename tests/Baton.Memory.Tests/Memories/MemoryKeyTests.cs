using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Memories;

/// <summary>Keys are unique within project and visibility; a lookup tries private, project, shared, in this project first.</summary>
public sealed class MemoryKeyTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Get_AKeyOfThreeVisibilities_IsThePrivateThenTheProjectsThenTheShared()
    {
        foreach (var visibility in new[] { "shared", "project", "private" }) await _room.SentAsync("memory_save", new { content = visibility, key = "k", visibility });
        foreach (var visibility in new[] { "private", "project", "shared" })
        {
            var memory = (await _room.DoneAsync("memory_get", "{'key':'k'}")).At("memory");
            memory.Text("content").ShouldBe(visibility);
            await _room.SentAsync("memory_delete", new { id = memory.Text("id") });
        }
        await _room.RefusedAsync(FailureCode.NotFound, "memory_get", "{'key':'k'}");
    }

    [Fact]
    public async Task Get_ASharedKeyOfAnotherProject_IsFoundBehindThisOnes()
    {
        await _room.SentAsync("memory_save", new { content = "theirs", key = "k", project = "other", visibility = "shared" });
        (await _room.DoneAsync("memory_get", "{'key':'k'}")).Text("memory.content").ShouldBe("theirs");
        await _room.SentAsync("memory_save", new { content = "ours", key = "k", visibility = "shared" });
        (await _room.DoneAsync("memory_get", "{'key':'k'}")).Text("memory.content").ShouldBe("ours");
        (await _room.DoneAsync("memory_get", "{'key':'k','project':'other'}")).Text("memory.content").ShouldBe("theirs");
    }

    [Fact]
    public async Task Save_OntoASharedKeyOfAnotherProject_MakesOneHere()
    {
        await _room.SentAsync("memory_save", new { content = "theirs", key = "k", project = "other", visibility = "shared" });
        var saved = await _room.SentAsync("memory_save", new { content = "mine", key = "k" });
        (saved.Number("memories.0.version"), saved.Text("memories.0.project")).ShouldBe((1, "default"));
        (await _room.DoneAsync("memory_get", "{'key':'k','project':'other'}")).Text("memory.content").ShouldBe("theirs");
    }

    [Fact]
    public async Task Save_WithoutAVisibility_IsAVersionOfWhicheverTheKeyFinds()
    {
        var id = await _room.MemoryAsync(new { content = "one", key = "k", visibility = "private" });
        var saved = await _room.SentAsync("memory_save", new { content = "two", key = "k" });
        (saved.Text("memories.0.id"), saved.Number("memories.0.version")).ShouldBe((id, 2));
        (await _room.SentAsync("memory_get", new { id })).Text("memory.visibility").ShouldBe("private");
    }

    [Fact]
    public async Task Save_WithAnotherVisibility_IsAnotherMemory()
    {
        var mine = await _room.MemoryAsync(new { content = "one", key = "k", visibility = "private" });
        var ours = await _room.MemoryAsync(new { content = "two", key = "k", visibility = "project" });
        ours.ShouldNotBe(mine);
        (await _room.DoneAsync("memory_get", "{'key':'k'}", _room.Caller("bob"))).Text("memory.content").ShouldBe("two");
    }

    [Fact]
    public async Task Update_ToAVisibilityWhoseKeyIsTaken_IsADuplicateThatNamesIt()
    {
        var ours = await _room.MemoryAsync(new { content = "ours", key = "k" });
        var mine = await _room.MemoryAsync(new { content = "mine", key = "k", visibility = "private" });
        var failure = await _room.UnsentAsync(FailureCode.Duplicate, "memory_update", new { id = mine, visibility = "project" });
        (failure.Path, failure.Message).ShouldBe(("/key", $"Key 'k' belongs to {ours} in project 'default'."));
        await _room.SentAsync("memory_update", new { id = mine, visibility = "project", key = "k2" });
    }

    [Fact]
    public async Task Update_AKey_MovesTheMemoryAndFreesTheOldOne()
    {
        var id = await _room.MemoryAsync(new { content = "one", key = "old" });
        await _room.SentAsync("memory_update", new { id, key = " new " });
        (await _room.DoneAsync("memory_get", "{'key':'new'}")).Text("memory.id").ShouldBe(id);
        await _room.RefusedAsync(FailureCode.NotFound, "memory_get", "{'key':'old'}");
        (await _room.MemoryAsync(new { content = "two", key = "old" })).ShouldNotBe(id);
    }

    [Fact]
    public async Task Update_ByKeyAlone_ChangesNoKey()
    {
        await _room.SentAsync("memory_save", new { content = "one", key = "k" });
        (await _room.SentAsync("memory_update", new { key = " k ", content = "two" })).Text("memory.key").ShouldBe("k");
    }

    [Theory]
    [InlineData("Key", "key")]
    [InlineData("é", "e\u0301")]
    [InlineData("a b", "a  b")]
    [InlineData("K", "\u212A")]
    public async Task Save_KeysThatDifferInACharacter_AreTwo(string one, string other)
    {
        var first = await _room.MemoryAsync(new { content = "the first of them", key = one });
        (await _room.MemoryAsync(new { content = "and the second one", key = other })).ShouldNotBe(first);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("' OR 1=1 --")]
    [InlineData("../../evil")]
    [InlineData("CON")]
    [InlineData("m_01")]
    [InlineData("日本/🎌")]
    public async Task Get_AnyKey_FindsExactlyIt(string key)
    {
        await _room.SentAsync("memory_save", new { content = "decoy", key = key + "x" });
        var id = await _room.MemoryAsync(new { content = "the one meant", key });
        (await _room.SentAsync("memory_get", new { key })).Text("memory.id").ShouldBe(id);
        await _room.UnsentAsync(FailureCode.NotFound, "memory_get", new { key = key + "y" });
    }

    [Fact]
    public async Task Delete_ThenSaveTheKeyAgain_IsANewMemory_AndTheOldOneCannotComeBack()
    {
        var old = await _room.MemoryAsync(new { content = "one", key = "k" });
        await _room.SentAsync("memory_delete", new { id = old });
        var next = await _room.MemoryAsync(new { content = "two", key = "k" });
        next.ShouldNotBe(old);
        (await _room.UnsentAsync(FailureCode.Duplicate, "memory_delete", new { id = old, restore = true })).Message.ShouldContain(next);
        await _room.SentAsync("memory_delete", new { id = next });
        await _room.SentAsync("memory_delete", new { id = old, restore = true });
        (await _room.DoneAsync("memory_get", "{'key':'k'}")).Text("memory.content").ShouldBe("one");
    }

    [Fact]
    public async Task Save_TheSameKeyByManyAtOnce_MakesOneMemoryOfAllVersions()
    {
        var saved = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => _room.SentAsync("memory_save", new { content = $"text number {i}", key = "k" }, _room.Caller($"agent{i}")))));
        saved.Select(one => one.Text("memories.0.id")).Distinct().Count().ShouldBe(1);
        saved.Select(one => one.Number("memories.0.version")).Order().ShouldBe(Enumerable.Range(1, 24));
    }

    [Fact]
    public async Task Save_AKeyTwiceInABatch_IsTwoVersionsOfOne()
    {
        var saved = await _room.SentAsync("memory_save", new { memories = new[] { new { key = "k", content = "one" }, new { key = "k", content = "two" } } });
        saved.Each("memories", "id").Distinct().Count().ShouldBe(1);
        (await _room.DoneAsync("memory_get", "{'key':'k'}")).Text("memory.content").ShouldBe("two");
    }

    [Fact]
    public async Task Get_AKeyElsewhereBehindManyLongerOnes_IsStillNamed()
    {
        await _room.MemoryAsync(new { content = "here it is", key = "a", project = "hr" });
        _room.Clock.Advance(TimeSpan.FromSeconds(1));
        await _room.SentAsync("memory_save", new { memories = Enumerable.Range(0, 120).Select(i => new { content = $"longer {i}", key = $"a{i}", project = "web" }) });
        var failure = await _room.RefusedAsync("not_found", "memory_get", "{'key':'a','project':'web'}");
        (failure.Message, failure.Hint).ShouldBe(("No memory has the key 'a' in project 'web'.", "There is one in 'hr': give project."));
    }

    [Fact]
    public async Task Get_AKeyElsewhere_SaysInWhichProjects_ButOnlyThoseTheCallerMaySee()
    {
        await _room.SentAsync("memory_save", new { content = "one", key = "k", project = "web" });
        await _room.SentAsync("memory_save", new { content = "two", key = "k", project = "hr" });
        (await _room.RefusedAsync(FailureCode.NotFound, "memory_get", "{'key':'k'}")).Hint!.ShouldContain("'hr', 'web'");
        var bound = _room.Caller("eve", "bot", "c", "web", "default");
        (await _room.RefusedAsync(FailureCode.NotFound, "memory_get", "{'key':'k'}", bound)).Hint.ShouldBe("There is one in 'web': give project.");
    }
}
