using System.Diagnostics;
using System.Security.Cryptography;
using Baton.Cli.Workspaces;

namespace Baton.Cli.Tests.Workspaces;

public sealed class GitWorkspaceProbeTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Capture_Repository_SaysBranchCommitAndChangedFilesWithHashes()
    {
        var root = Repository("shop");
        _cli.Write("shop/a.txt", "changed");
        _cli.Write("shop/sub dir/ü.txt", "new");
        File.Delete(_cli.At("shop", "gone.txt"));

        var workspace = (await new GitWorkspaceProbe(_cli.At("shop", "sub dir")).CaptureAsync(default)).ShouldNotBeNull();

        workspace.Repository.ShouldBe("shop");
        workspace.Branch.ShouldBe("main");
        workspace.Commit.ShouldBe(Git(root, "rev-parse", "HEAD").Trim());
        workspace.Remote.ShouldBe("https://example.org/shop.git");
        workspace.Changed.Select(file => file.Path).ShouldBe(["a.txt", "gone.txt", "sub dir/ü.txt"], ignoreOrder: true);
        workspace.Changed.Single(file => file.Path == "a.txt").Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData("changed"u8)));
        workspace.Changed.Single(file => file.Path == "gone.txt").Sha256.ShouldBeNull();
        workspace.OmittedChanges.ShouldBe(0);
    }

    [Fact]
    public async Task Capture_ManyChanges_ListsTwoHundredAndCountsTheRest()
    {
        Repository("big");
        for (var i = 0; i < 205; i++) _cli.Write($"big/new/{i:000}.txt", "x");

        var workspace = (await new GitWorkspaceProbe(_cli.At("big")).CaptureAsync(default)).ShouldNotBeNull();

        workspace.Changed.Length.ShouldBe(200);
        workspace.OmittedChanges.ShouldBe(5);
    }

    [Fact]
    public async Task Capture_BeforeTheFirstCommit_HasNoCommit()
    {
        Directory.CreateDirectory(_cli.At("fresh"));
        Git(_cli.At("fresh"), "init", "-q", "-b", "main");

        var workspace = (await new GitWorkspaceProbe(_cli.At("fresh")).CaptureAsync(default)).ShouldNotBeNull();

        workspace.Commit.ShouldBeNull();
        workspace.Branch.ShouldBe("main");
        workspace.Remote.ShouldBeNull();
    }

    [Fact]
    public async Task Capture_DetachedHead_HasNoBranch()
    {
        Git(Repository("loose"), "checkout", "-q", "--detach");

        (await new GitWorkspaceProbe(_cli.At("loose")).CaptureAsync(default)).ShouldNotBeNull().Branch.ShouldBeNull();
    }

    [Fact]
    public async Task Capture_OutsideAnyRepository_IsNull()
    {
        var probe = new GitWorkspaceProbe(_cli.Folder);

        probe.Identify().ShouldBeNull();
        (await probe.CaptureAsync(default)).ShouldBeNull();
    }

    [Fact]
    public async Task Capture_RepositoryThatWouldRunCommands_RunsNone()
    {
        var root = Repository("hostile");
        var proof = _cli.At("proof");
        var command = $"touch '{proof}'; cat";
        Git(root, "config", "core.fsmonitor", command);
        Git(root, "config", "filter.evil.clean", command);
        Git(root, "config", "filter.evil.process", command);
        Git(root, "config", "filter.evil.required", "true");
        _cli.Write("hostile/.gitattributes", "* filter=evil\n");
        _cli.Write("hostile/a.txt", "changed");

        var workspace = await new GitWorkspaceProbe(root).CaptureAsync(default);

        workspace.ShouldNotBeNull().Changed.Select(file => file.Path).ShouldContain("a.txt");
        File.Exists(proof).ShouldBeFalse();
    }

    [Fact]
    public async Task Capture_LinkOutOfTheTree_HashesTheLinkAndNotItsTarget()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        Repository("linked");
        _cli.Write("secret.txt", "secret");
        File.CreateSymbolicLink(_cli.At("linked", "way-out"), "../secret.txt");

        var workspace = (await new GitWorkspaceProbe(_cli.At("linked")).CaptureAsync(default)).ShouldNotBeNull();

        workspace.Changed.Single().Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData("../secret.txt"u8)));
    }

    [Fact]
    public void Identify_LinkedWorktree_KnowsTheRemoteOfItsRepository()
    {
        Git(Repository("main-tree"), "worktree", "add", "-q", "../side-tree", "-b", "side");

        var identity = new GitWorkspaceProbe(_cli.At("side-tree")).Identify().ShouldNotBeNull();

        identity.Repository.ShouldBe("side-tree");
        identity.Remote.ShouldBe("https://example.org/main-tree.git");
    }

    [Fact]
    public async Task Capture_SlowerThanItMay_IsNullAndLeavesNothingRunning()
    {
        Repository("slow");

        (await new GitWorkspaceProbe(_cli.At("slow"), TimeSpan.Zero).CaptureAsync(default)).ShouldBeNull();
    }

    public void Dispose() => _cli.Dispose();

    private string Repository(string name)
    {
        var root = Path.GetDirectoryName(_cli.Write($"{name}/a.txt", "a"))!;
        _cli.Write($"{name}/gone.txt", "g");
        Git(root, "init", "-q", "-b", "main");
        Git(root, "remote", "add", "origin", $"https://ann:s3cret@example.org/{name}.git");
        Git(root, "add", ".");
        Git(root, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-q", "-m", "first");
        return root;
    }

    private static string Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, string.Join(' ', arguments));
        return output;
    }
}
