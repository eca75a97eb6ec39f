using System.Text;
using Baton.Cli.Workspaces;

namespace Baton.Cli.Tests.Workspaces;

/// <summary>The output of <c>git status --porcelain=v2 --branch -z</c> (git-status(1), Porcelain Format Version 2), byte for byte.</summary>
public sealed class GitStatusTests
{
    private const string Blob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

    [Fact]
    public void Parse_BranchAndCommit_AreThoseOfTheHeader()
    {
        var status = Parse($"# branch.oid {Blob}", "# branch.head main", "# branch.upstream origin/main", "# branch.ab +1 -0");
        (status.Branch, status.Commit).ShouldBe(("main", Blob));
        status.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Parse_NoCommitYet_HasABranchOnly()
    {
        var status = Parse("# branch.oid (initial)", "# branch.head main");
        (status.Branch, status.Commit).ShouldBe(("main", null));
    }

    [Fact]
    public void Parse_Detached_HasACommitOnly()
    {
        var status = Parse($"# branch.oid {Blob}", "# branch.head (detached)");
        (status.Branch, status.Commit).ShouldBe((null, Blob));
    }

    [Theory]
    [InlineData("plain.txt")]
    [InlineData("with space and  two")]
    [InlineData("ünïcödé/漢字.md")]
    [InlineData("new\nline")]
    [InlineData("\"quoted\"")]
    [InlineData("? looks like an entry")]
    public void Parse_EachKindOfEntry_GivesThePathAsItIs(string path)
        => Parse(
            $"1 .M N... 100644 100644 100644 {Blob} {Blob} {path}",
            $"u UU N... 100644 100644 100644 100644 {Blob} {Blob} {Blob} {path}",
            $"? {path}").Changes.ShouldBe([path, path, path]);

    [Fact]
    public void Parse_Ignored_IsNoChange() => Parse("! bin/out.dll").Changes.ShouldBeEmpty();

    [Fact]
    public void Parse_Nothing_IsAnEmptyStatus()
    {
        var status = GitStatus.Parse([]);
        (status.Branch, status.Commit, status.Changes.Length).ShouldBe((null, null, 0));
    }

    private static GitStatus Parse(params string[] entries) => GitStatus.Parse(Encoding.UTF8.GetBytes(string.Concat(entries.Select(entry => entry + "\0"))));
}
