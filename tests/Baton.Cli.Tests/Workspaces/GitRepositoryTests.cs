using Baton.Cli.Workspaces;

namespace Baton.Cli.Tests.Workspaces;

/// <summary>Finding the repository around a folder that nobody vouches for.</summary>
public sealed class GitRepositoryTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public void Find_FolderInside_IsTheNearestRepositoryUpwards()
    {
        Repository("outer", "git@example.com:outer.git");
        Repository("outer/inner", "https://me:token@example.com/inner.git?x=1");
        Directory.CreateDirectory(_cli.At("outer/inner/src/deep"));

        var found = GitRepository.Find(_cli.At("outer/inner/src/deep"))!;

        (found.Root, found.Name, found.Remote).ShouldBe((_cli.At("outer/inner"), "inner", "https://example.com/inner.git"));
        GitRepository.Find(_cli.At("outer"))!.Remote.ShouldBe("git@example.com:outer.git");
    }

    [Fact]
    public void Find_RepositoryWithoutARemote_HasNone()
    {
        Repository("alone", null);
        GitRepository.Find(_cli.At("alone")).ShouldBe(new GitRepository(_cli.At("alone"), null));
    }

    [Fact]
    public void Find_LinkedWorktree_HasTheRemoteOfItsRepository()
    {
        Repository("main", "git@example.com:main.git");
        _cli.Write("main/.git/worktrees/wt/HEAD", "ref: refs/heads/x\n");
        _cli.Write("main/.git/worktrees/wt/commondir", "../..\n");
        _cli.Write("wt/.git", $"gitdir: {_cli.At("main/.git/worktrees/wt")}\n");

        GitRepository.Find(_cli.At("wt")).ShouldBe(new GitRepository(_cli.At("wt"), "git@example.com:main.git"));
    }

    [Fact]
    public void Find_Submodule_WithARelativePath_IsFound()
    {
        _cli.Write("super/.git/modules/sub/HEAD", "x");
        _cli.Write("super/sub/.git", "gitdir: ../.git/modules/sub\n");
        GitRepository.Find(_cli.At("super/sub"))!.Root.ShouldBe(_cli.At("super/sub"));
    }

    // What an unpacked archive may bring along must not stop a session.
    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("gitdir:")]
    [InlineData("gitdir: \0")]
    [InlineData("gitdir: a\0b")]
    [InlineData("gitdir: /no/such/place")]
    public void Find_DamagedLink_IsNoRepository(string text)
    {
        _cli.Write("bad/.git", text);
        GitRepository.Find(_cli.At("bad")).ShouldBeNull();
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("a\0b")]
    public void Find_DamagedCommonFolder_IsNoRepository(string text)
    {
        Repository("bad", "x");
        _cli.Write("bad/.git/commondir", text);
        GitRepository.Find(_cli.At("bad")).ShouldBeNull();
    }

    [Fact]
    public void Find_EmptyGitFolder_IsNoRepository()
    {
        Directory.CreateDirectory(_cli.At("empty/.git"));
        GitRepository.Find(_cli.At("empty")).ShouldBeNull();
    }

    [Fact]
    public async Task Save_InAFolderWithADamagedLink_StillWorks()
    {
        _cli.Write(".git", "gitdir: a\0b");
        (await _cli.JsonAsync("handoff", "save", "s", "--project", "auto")).Single().GetProperty("handoff").Text("project").ShouldBe("default");
    }

    public void Dispose() => _cli.Dispose();

    private void Repository(string folder, string? remote)
    {
        _cli.Write($"{folder}/.git/HEAD", "ref: refs/heads/main\n");
        _cli.Write($"{folder}/.git/config", remote is null ? "[core]\n\tbare = false\n" : $"[core]\n\tbare = false\n[remote \"origin\"]\n\turl = {remote}\n");
    }
}
