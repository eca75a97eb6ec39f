using System.Text.Json;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Isolation;

/// <summary>Who wrote something is a property of the connection: whatever the arguments say of it is refused or kept as text, never believed.</summary>
public sealed class CallerIdentityTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("handoff_save", "{'summary':'s','key':'k'@}", "handoff_load", "handoff")]
    [InlineData("memory_save", "{'content':'c','key':'k'@}", "memory_get", "memory")]
    public async Task Save_ArgumentsThatClaimToBeAnother_ChangeNothingOfTheProvenance(string save, string json, string load, string member)
    {
        foreach (var claim in new[] { "from", "author", "by", "principal", "grant", "created_by", "session", "client", "request_id" })
        {
            await _room.CallAsync(save, json.Replace("@", $",'{claim}':'eve'"), _room.Caller("ada", "local", "editor"));
        }
        await _room.DoneAsync(save, json.Replace("@", ""), _room.Caller("ada", "local", "editor"));
        var record = (await _room.DoneAsync(load, "{'key':'k'}")).At(member);
        foreach (var by in new[] { "by", "created_by" })
        {
            (record.Text($"{by}.principal"), record.Text($"{by}.grant"), record.Text($"{by}.client"), record.Text($"{by}.session")).ShouldBe(("ada", "local", "editor", "s1"));
        }
        record.GetRawText().ShouldNotContain("eve");
    }

    [Fact]
    public async Task Save_ByTwoGrantsOfOnePrincipal_KeepsBothInTheHistory()
    {
        await _room.DoneAsync("memory_save", "{'content':'one','key':'k'}", _room.Caller("ada", "laptop", "editor"));
        await _room.DoneAsync("memory_save", "{'content':'two','key':'k'}", _room.Caller("ada", "ci", "bot"));
        var memory = (await _room.DoneAsync("memory_get", "{'key':'k'}")).At("memory");
        (memory.Text("by.grant"), memory.Text("created_by.grant")).ShouldBe(("ci", "laptop"));
    }

    [Fact]
    public async Task Private_BelongsToThePrincipalWhateverItsGrantAndClient_AndToNoOtherOfTheSameGrant()
    {
        await _room.DoneAsync("memory_save", "{'content':'mine','key':'k','visibility':'private'}", _room.Caller("ada", "laptop", "editor"));
        (await _room.DoneAsync("memory_get", "{'key':'k'}", _room.Caller("ada", "ci", "bot"))).Text("memory.content").ShouldBe("mine");
        (await _room.CallAsync("memory_get", "{'key':'k'}", _room.Caller("bob", "laptop", "editor"))).Failure.ShouldNotBeNull().Code.ShouldBe("not_found");
    }

    [Fact]
    public async Task DefaultProject_IsTakenWhereTheCallNamesNone_AndNeverWidensTheGrant()
    {
        var caller = _room.Caller(projects: ["web", "api"]) with { DefaultProject = "api" };
        (await _room.DoneAsync("handoff_save", "{'summary':'s'}", caller)).Text("handoff.project").ShouldBe("api");
        (await _room.DoneAsync("handoff_save", "{'summary':'s','project':'web'}", caller)).Text("handoff.project").ShouldBe("web");
        var outside = await _room.CallAsync("handoff_save", "{'summary':'s'}", caller with { DefaultProject = "other" });
        outside.Failure.ShouldNotBeNull().Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task Roles_RouteAndNeverHide()
    {
        await _room.DoneAsync("handoff_save", "{'summary':'look','key':'k','to':'reviewer'}");
        Keys(await _room.DoneAsync("session_start", "{}", _room.Caller("bob") with { Roles = ["reviewer"] })).ShouldBe(["k"]);
        Keys(await _room.DoneAsync("session_start", "{}", _room.Caller("eve"))).ShouldBeEmpty();
        Keys(await _room.DoneAsync("handoff_list", "{}", _room.Caller("eve"))).ShouldBe(["k"]);
        (await _room.DoneAsync("handoff_load", "{'key':'k'}", _room.Caller("eve"))).Text("handoff.to").ShouldBe("reviewer");
    }

    private static List<string> Keys(JsonElement content) => content.Each("handoffs", "key");
}
