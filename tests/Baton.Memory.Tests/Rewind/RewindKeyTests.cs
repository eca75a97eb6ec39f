using Baton.Memory.Callers;
using Baton.Memory.Dialects;
using Baton.Memory.Rewind;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Dialects;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Rewind;

/// <summary>Renames within what is rewound: keys go back to whom they belonged, and never to two.</summary>
public sealed class RewindKeyTests : IAsyncLifetime
{
    private Room _room = null!;
    private DialectRoom _files = null!;
    private DateTimeOffset _since;

    private MemoryCaller Rogue => _room.Caller("eve", "rogue") with { Dialect = DialectNames.ClaudeMemory };

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        _files = new DialectRoom(_room, DialectNames.ClaudeMemory);
        await CreateAsync("a", "first");
        await CreateAsync("b", "second");
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        _since = _room.Clock.GetUtcNow();
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Apply_NamesExchangedByTheWrites_AreExchangedBack_AndAgain()
    {
        await RenameAsync("a", "x");
        await RenameAsync("b", "a");
        await RenameAsync("x", "b");
        (await FilesAsync()).ShouldBe(["a: second", "b: first"]);
        var rewound = await ApplyAsync("rogue");
        (rewound.Changes, rewound.Conflicts).ShouldBe((2, 0));
        (await FilesAsync()).ShouldBe(["a: first", "b: second"]);
        (await ApplyAsync("operator")).Conflicts.ShouldBe(0);
        (await FilesAsync()).ShouldBe(["a: second", "b: first"]);
    }

    [Fact]
    public async Task Apply_AName_TakenByARecordThatStays_IsAConflictOfAllThatWaitForIt()
    {
        await RenameAsync("a", "x");
        await RenameAsync("b", "a");
        await CreateAsync("b", "a third, by another");
        var rewound = await ApplyAsync("rogue");
        rewound.Items.Select(item => (item.Step, item.Conflict!.Reason.Split('\'')[1])).ShouldBe([(RewindStep.Conflict, "/memories/a"), (RewindStep.Conflict, "/memories/b")], ignoreOrder: true);
        (await FilesAsync()).ShouldBe(["a: second", "b: a third, by another", "x: first"]);
    }

    [Fact]
    public async Task Apply_ANameThatTwoHadOneAfterTheOther_GoesToTheLast()
    {
        await DeleteAsync("a");
        await CreateAsync("a", "made again by another");
        await RenameAsync("a", "y");
        var rewound = await ApplyAsync("rogue");
        (rewound.Changes, rewound.Conflicts).ShouldBe((1, 1));
        (await FilesAsync()).ShouldBe(["a: made again by another", "b: second"]);
    }

    private Task CreateAsync(string name, string text) => RunAsync($"{{'command':'create','path':'/memories/{name}','file_text':'{text}'}}", null);

    private Task DeleteAsync(string name) => RunAsync($"{{'command':'delete','path':'/memories/{name}'}}", Rogue);

    private Task RenameAsync(string name, string to) => RunAsync($"{{'command':'rename','old_path':'/memories/{name}','new_path':'/memories/{to}'}}", Rogue);

    private async Task RunAsync(string json, MemoryCaller? caller)
    {
        _room.Clock.Advance(TimeSpan.FromSeconds(1));
        await _files.DoneAsync("memory", json, caller);
    }

    private async Task<RewindPlan> ApplyAsync(string grant)
    {
        _room.Clock.Advance(TimeSpan.FromSeconds(1));
        var by = new Provenance("operator", "ada", "baton-cli", null, null, $"r_{grant}", "rewind");
        var applied = await new Rewinder(_room.Store, _room.Clock).ApplyAsync(new RewindRequest { Writes = new WriteFilter { Grant = grant, Since = _since } }, by, default);
        applied.Succeeded.ShouldBeTrue();
        return applied.TryGet(out var plan, out _) ? plan : throw new InvalidOperationException();
    }

    private async Task<List<string>> FilesAsync()
    {
        var files = new List<string>();
        foreach (var entry in (await _files.DoneAsync("memory", "{'command':'view','path':'/memories'}")).Content.At("entries").EnumerateArray().Skip(1))
        {
            var path = entry.Text("path");
            files.Add($"{path["/memories/".Length..]}: {(await _files.DoneAsync("memory", $"{{'command':'view','path':'{path}'}}")).Content.Text("content")}");
        }
        return files;
    }
}
