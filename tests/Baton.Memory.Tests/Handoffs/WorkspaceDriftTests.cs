using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;

namespace Baton.Memory.Tests.Handoffs;

public sealed class WorkspaceDriftTests
{
    private static readonly Workspace Then = new("app", null, "main", "aaaaaaaaaaaaaaaa", [new WorkspaceFile("a", "1")], 0);

    [Fact]
    public void Between_TheSame_IsEmpty() => WorkspaceDrift.Between(Then, Then).ShouldBeEmpty();

    [Fact]
    public void Between_OutsideARepository_IsEmpty() => WorkspaceDrift.Between(Then, null).ShouldBeEmpty();

    [Fact]
    public void Between_AnotherRepository_SaysOnlyThat()
        => WorkspaceDrift.Between(Then, Then with { Repository = "web", Branch = "x" }).ShouldBe(["This is repository 'web'; the handoff was written in 'app'."]);

    [Fact]
    public void Between_DetachedAndEmpty_NamesThem()
        => WorkspaceDrift.Between(Then, Then with { Branch = null, Commit = null }).ShouldBe(["Branch was main, is detached.", "Commit was aaaaaaaaaa, is none."]);

    [Fact]
    public void Between_ManyFiles_CountsWhatItDoesNotName()
    {
        var many = Enumerable.Range(0, 25).Select(i => new WorkspaceFile($"f{i:00}", "x")).ToImmutableArray();
        WorkspaceDrift.Between(Then, Then with { Changed = [.. Then.Changed, .. many] }).ShouldHaveSingleItem().ShouldEndWith("f19 and 5 more.");
    }
}
