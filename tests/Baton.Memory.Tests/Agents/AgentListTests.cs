using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Agents;

public sealed class AgentListTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await _room.DoneAsync("memory_save", "{'content':'one','project':'p'}", _room.Caller("ada"));
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await _room.DoneAsync("memory_save", "{'content':'two','project':'q'}", _room.Caller("bob", client: "shell"));
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await _room.DoneAsync("memory_save", "{'content':'three','project':'p'}", _room.Caller("ada", client: "shell"));
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task List_NamesPrincipalsByTheirLastWriteWithTheirClients()
    {
        var seen = await _room.DoneAsync("agent_list", "{}", _room.Caller("bob") with { Roles = ["reviewer"] });
        seen.At("agents").EnumerateArray().Select(agent => (agent.Text("principal"), agent.Text("project"), agent.Text("last_seen"), agent.At("you").GetBoolean()))
            .ShouldBe([("ada", "p", "2026-03-01T12:02:00.000Z", false), ("bob", "q", "2026-03-01T12:01:00.000Z", true)]);
        seen.Texts("agents.0.clients").ShouldBe(["shell", "editor"]);
        seen.Texts("roles").ShouldBe(["reviewer"]);
    }

    [Theory]
    [InlineData("{'project':'q'}", "bob")]
    [InlineData("{'seen_after':'2026-03-01T12:01:00Z'}", "ada")]
    [InlineData("{'limit':1}", "ada")]
    [InlineData("{'project':'nowhere'}", "")]
    public async Task List_Narrowed_NamesThoseAlone(string arguments, string principals)
        => (await NamesAsync(arguments)).ShouldBe(principals.Split(',', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task List_PrivateWritesAndForeignProjects_GiveNobodyAway()
    {
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await _room.DoneAsync("memory_save", "{'content':'hidden','project':'p','visibility':'private'}", _room.Caller("eve"));
        (await NamesAsync("{}")).ShouldNotContain("eve");
        var bound = await _room.DoneAsync("agent_list", "{}", _room.Caller("cyd", projects: "q"));
        bound.At("agents").EnumerateArray().Select(agent => agent.Text("principal")).ShouldBe(["bob"]);
        var own = await _room.DoneAsync("agent_list", "{}", _room.Caller("eve"));
        own.Text("agents.0.principal").ShouldBe("eve");
    }

    [Fact]
    public async Task List_AfterReadingOnly_NamesNobodyNew()
    {
        await _room.DoneAsync("session_start", "{'project':'p'}", _room.Caller("reader"));
        (await NamesAsync("{}")).ShouldNotContain("reader");
    }

    private async Task<List<string>> NamesAsync(string arguments)
        => [.. (await _room.DoneAsync("agent_list", arguments)).At("agents").EnumerateArray().Select(agent => agent.Text("principal"))];
}
