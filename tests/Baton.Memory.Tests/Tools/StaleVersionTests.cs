using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tools;

/// <summary>Every tool that takes <c>if_match</c>: the version seen is written over, an older one is refused with what changed, and nothing is written.</summary>
public sealed class StaleVersionTests : IAsyncLifetime
{
    private Room _room = null!;

    /// <summary>Tool, what changes it for the first time, what is tried, and the fields that changed between.</summary>
    public static TheoryData<string, string, string, string> Calls() => new()
    {
        { "handoff_save", "'key':'h','summary':'two','tags':['a']", "'key':'h','summary':'three'", "summary, tags" },
        { "handoff_update", "'key':'h','next_actions':['x']", "'key':'h','pinned':true", "next_actions" },
        { "memory_save", "'key':'m','content':'two'", "'key':'m','content':'three'", "content" },
        { "memory_update", "'key':'m','title':'T','pinned':true", "'key':'m','title':'U'", "pinned, title" },
        { "task_save", "'key':'t','title':'two'", "'key':'t','title':'three'", "title" },
        { "task_update", "'key':'t','description':'d'", "'key':'t','priority':1", "description" },
    };

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await _room.DoneAsync("handoff_save", "{'summary':'one','key':'h'}");
        await _room.DoneAsync("memory_save", "{'content':'one','key':'m'}");
        await _room.DoneAsync("task_save", "{'title':'one','key':'t'}");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public void Calls_AreThoseOfEveryToolThatTakesAVersion()
        => _room.Server.ListTools(_room.Caller()).Where(tool => JsonDocument.Parse(tool.InputSchema).RootElement.At("properties").Has("if_match"))
            .Select(tool => tool.Name).Order().ShouldBe(Calls().Select(call => call.Data.Item1).Order());

    [Theory, MemberData(nameof(Calls))]
    public async Task Write_TheVersionSeen_IsDone(string tool, string change, string tried, string changed)
    {
        await _room.DoneAsync(tool, $"{{{change},'if_match':1}}");
        await _room.DoneAsync(tool, $"{{{tried},'if_match':2}}");
        (await VersionAsync(tool)).ShouldBe(3, changed);
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Write_AnOlderVersion_IsRefusedWithTheCurrentOneAndWhatChanged(string tool, string change, string tried, string changed)
    {
        await _room.DoneAsync(tool, $"{{{change}}}");
        var failure = await _room.RefusedAsync(FailureCode.StaleVersion, tool, $"{{{tried},'if_match':1}}");
        failure.Message.ShouldBe($"Version 1 is stale: the current version is 2; changed since: {changed}.");
        failure.Path.ShouldBe("/if_match");
        failure.Hint.ShouldBe("Load it again, apply your change to what is there now, and save with the current version as if_match.");
        var details = JsonDocument.Parse(failure.DetailsJson!).RootElement;
        details.Number("current_version").ShouldBe(2);
        string.Join(", ", details.Each("changed", "field")).ShouldBe(changed);
        (await VersionAsync(tool)).ShouldBe(2);
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Write_AVersionThatIsNotYet_IsRefused(string tool, string change, string tried, string changed)
    {
        var failure = await _room.RefusedAsync(FailureCode.StaleVersion, tool, $"{{{tried},'if_match':2}}");
        failure.Message.ShouldBe("There is no version 2; the current version is 1.", $"{change}{changed}");
        JsonDocument.Parse(failure.DetailsJson!).RootElement.At("changed").GetArrayLength().ShouldBe(0);
        (await VersionAsync(tool)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Write_AVersionBeyondEveryNumber_IsNamedAsItWasGiven(string tool, string change, string tried, string changed)
    {
        var answer = await _room.CallAsync(tool, $"{{{tried},'if_match':4294967297}}");
        var failure = answer.Failure.ShouldNotBeNull($"{change}{changed}");
        (failure.Message, failure.Path, failure.Limit).ShouldBe(("'if_match' may be at most 2147483647, not 4294967297.", "/if_match", int.MaxValue));
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Write_NoVersionAtAll_IsRefusedByItsBound(string tool, string change, string tried, string changed)
    {
        var failure = await _room.RefusedAsync(FailureCode.Invalid, tool, $"{{{tried},'if_match':0}}");
        (failure.Message, failure.Path, failure.Limit).ShouldBe(("'if_match' must be at least 1, not 0.", "/if_match", 1), $"{change}{changed}");
    }

    private async Task<int> VersionAsync(string tool) => tool.Split('_')[0] switch
    {
        "handoff" => (await _room.DoneAsync("handoff_load", "{'key':'h'}")).Number("handoff.version"),
        "memory" => (await _room.DoneAsync("memory_get", "{'key':'m'}")).Number("memory.version"),
        _ => (await _room.DoneAsync("task_get", "{'key':'t'}")).Number("task.version"),
    };
}
