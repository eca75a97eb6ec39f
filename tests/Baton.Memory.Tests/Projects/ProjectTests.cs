using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Projects;

public sealed class ProjectTests
{
    [Fact]
    public async Task Save_ProjectGiven_ElseConnectionsDefault_ElseFolder_ElseDefault()
    {
        await using var room = await Room.OpenAsync();
        var folder = room.Caller() with { Workspace = new Folder("app", "git@git.example:org/app.git") };
        (await SavedIn(room, "{'summary':'s','project':'given'}", folder with { DefaultProject = "conn" })).ShouldBe("given");
        (await SavedIn(room, "{'summary':'s'}", folder with { DefaultProject = "conn" })).ShouldBe("conn");
        (await SavedIn(room, "{'summary':'s'}", folder)).ShouldBe("app");
        (await SavedIn(room, "{'summary':'s'}", room.Caller())).ShouldBe("default");
        (await SavedIn(room, "{'summary':'s'}", room.Caller(projects: "only"))).ShouldBe("only");
    }

    [Fact]
    public async Task Save_SameFolderNameWithAnotherRemote_GetsASuffixThatStays()
    {
        await using var room = await Room.OpenAsync();
        var first = room.Caller() with { Workspace = new Folder("app", "git@git.example:org/app.git") };
        var same = room.Caller() with { Workspace = new Folder("app", "https://user@git.example/org/App/") };
        var other = room.Caller() with { Workspace = new Folder("app", "https://git.example/fork/app.git") };
        (await SavedIn(room, "{'summary':'s','key':'k'}", first)).ShouldBe("app");
        (await SavedIn(room, "{'summary':'s'}", same)).ShouldBe("app");
        var suffixed = await SavedIn(room, "{'summary':'s'}", other);
        suffixed.ShouldStartWith("app-");
        suffixed.Length.ShouldBe(10);
        (await SavedIn(room, "{'summary':'s'}", other)).ShouldBe(suffixed);
        await room.RefusedAsync(FailureCode.NotFound, "handoff_load", "{'key':'k'}", other);
    }

    [Fact]
    public async Task Save_FolderOfAProjectKnownWithoutRemote_IsThatProject()
    {
        await using var room = await Room.OpenAsync();
        await SavedIn(room, "{'summary':'s','project':'app'}", room.Caller());
        (await SavedIn(room, "{'summary':'s'}", room.Caller() with { Workspace = new Folder("app", "https://git.example/org/app") })).ShouldBe("app");
        (await SavedIn(room, "{'summary':'s'}", room.Caller() with { Workspace = new Folder("app", "https://git.example/fork/app") })).ShouldNotBe("app");
        (await room.Server.Projects.ListAsync(room.Caller(), default)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Set_KeepsWhatIsLeftOut()
    {
        await using var room = await Room.OpenAsync();
        await room.Server.Projects.SetAsync(room.Caller(), "p", new ProjectChange { Secrets = SecretsMode.Keep }, default);
        var project = (await room.Server.Projects.SetAsync(room.Caller(), "p", new ProjectChange { ApproveSuspicious = true }, default)).Value;
        project.Secrets.ShouldBe(SecretsMode.Keep);
        project.ApproveSuspicious.ShouldBeTrue();
    }

    [Theory]
    [InlineData("git@git.example:org/app.git", "https://git.example/org/app", true)]
    [InlineData("ssh://git@git.example/org/app.git", "https://x:y@git.example/org/app/", true)]
    [InlineData("https://git.example/org/app", "https://git.example/org/app2", false)]
    public void Same_SpellingsOfOneRemote_AreOne(string one, string other, bool same) => RemoteAddress.Same(one, other).ShouldBe(same);

    private static async Task<string> SavedIn(Room room, string json, MemoryCaller caller)
        => (await room.DoneAsync("handoff_save", json, caller)).Text("handoff.project");

    private sealed class Folder(string name, string remote) : IWorkspaceProbe
    {
        public WorkspaceIdentity? Identify() => new(name, remote);

        public ValueTask<Workspace?> CaptureAsync(CancellationToken cancellationToken)
            => ValueTask.FromResult<Workspace?>(new Workspace(name, remote, "main", "c", [], 0));
    }
}
