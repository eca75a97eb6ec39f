using System.Text.RegularExpressions;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Prompts;

public sealed partial class PromptServerTests : IAsyncLifetime
{
    private Room _room = null!;
    private string _id = null!;

    private IPromptServer Prompts => _room.Server.Prompts!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        _id = (await _room.DoneAsync("handoff_save", "{'summary':'Login works, tests red','key':'login','project':'atlas','next_actions':['fix AuthTests']}")).Text("handoff.id");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public void List_IsTheThreeAndNoneForADialect()
    {
        Prompts.List(_room.Caller()).Select(prompt => prompt.Name).ShouldBe(["resume", "hand_off", "remember"]);
        Prompts.List(_room.Caller() with { Dialect = "m3" }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("id")]
    [InlineData("prefix")]
    [InlineData("key")]
    public async Task Resume_NamedHandoff_ShowsItAndSaysToClaimIt(string by)
    {
        var named = by switch { "id" => _id, "prefix" => _id[..24], _ => "login" };
        var text = await GetAsync("resume", ("handoff", named), ("project", "atlas"));
        text.ShouldContain($"handoff_claim with id {_id}");
        text.ShouldContain("fix AuthTests");
        text.ShouldContain("[[baton:data");
        (await _room.DoneAsync("handoff_load", $"{{'id':'{_id}'}}")).Text("handoff.status").ShouldBe("open");
    }

    [Fact]
    public async Task Resume_Nothing_ShowsTheDigestOfTheProject()
    {
        (await GetAsync("resume", ("project", "atlas"))).ShouldContain(_id);
        (await GetAsync("resume")).ShouldContain("Open in other projects: atlas (1)");
        (await GetAsync("resume", ("handoff", ""), ("project", ""))).ShouldContain("Project default.");
    }

    [Fact]
    public async Task Resume_HandoffThatIsNotThere_NamesTheArgument()
    {
        var failure = (await AskAsync("resume", ("handoff", "nope"))).Failure.ShouldNotBeNull();
        (failure.Code, failure.Path).ShouldBe((FailureCode.NotFound, "/arguments/handoff"));
        failure = (await Prompts.GetAsync(_room.Caller("eve", projects: "borea"), "resume", new Dictionary<string, string> { ["project"] = "atlas" }, default)).Failure.ShouldNotBeNull();
        (failure.Code, failure.Path).ShouldBe((FailureCode.Forbidden, "/arguments/project"));
    }

    [Fact]
    public async Task HandOff_WithNoteAndProject_SaysBoth()
    {
        var text = await GetAsync("hand_off", ("note", "the flaky test"), ("project", "atlas"));
        text.ShouldContain("session_close once with project \"atlas\"");
        text.ShouldContain("Do not forget: the flaky test");
        (await GetAsync("hand_off")).ShouldNotContain("Do not forget");
    }

    [Fact]
    public async Task Remember_What_IsKeptAsItIsSaid()
    {
        (await GetAsync("remember", ("what", "Ports below 1024 need root"))).ShouldEndWith("Ports below 1024 need root");
        var failure = (await AskAsync("remember")).Failure.ShouldNotBeNull();
        (failure.Code, failure.Path).ShouldBe((FailureCode.Invalid, "/arguments/what"));
        (await AskAsync("remember", ("what", "x"), ("wat", "y"))).Failure.ShouldNotBeNull().Path.ShouldBe("/arguments/wat");
    }

    [Fact]
    public async Task Get_UnknownPrompt_IsNotFoundWithoutAPlace()
    {
        var failure = (await AskAsync("nope")).Failure.ShouldNotBeNull();
        (failure.Code, failure.Path).ShouldBe((FailureCode.NotFound, null));
    }

    [Fact]
    public async Task Get_EveryPrompt_NamesOnlyToolsAndParametersThereAre()
    {
        var tools = _room.Server.ListTools(_room.Caller() with { Toolsets = ["core"] }).Select(tool => tool.Name).ToList();
        foreach (var text in new[] { await GetAsync("resume"), await GetAsync("resume", ("handoff", _id)), await GetAsync("hand_off"), await GetAsync("remember", ("what", "x")) })
        {
            var named = ToolNames().Matches(text.Split("[[baton:data")[0]).Select(match => match.Value).ToList();
            named.ShouldNotBeEmpty();
            named.ShouldBeSubsetOf(tools);
        }
    }

    private async Task<string> GetAsync(string name, params (string Name, string Value)[] arguments)
    {
        var prompt = await AskAsync(name, arguments);
        prompt.Failure.ShouldBeNull(prompt.Failure?.Message);
        return prompt.Value.Text;
    }

    private async Task<Outcome<PromptText>> AskAsync(string name, params (string Name, string Value)[] arguments)
        => await Prompts.GetAsync(_room.Caller(), name, arguments.ToDictionary(argument => argument.Name, argument => argument.Value), default);

    [GeneratedRegex("(handoff|memory|session|task)_[a-z]+")]
    private static partial Regex ToolNames();
}
