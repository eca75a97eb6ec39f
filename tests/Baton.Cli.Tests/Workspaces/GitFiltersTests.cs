using System.Text;
using Baton.Cli.Workspaces;

namespace Baton.Cli.Tests.Workspaces;

/// <summary>Commands that a repository brings along are switched off; those of the user and the machine stay.</summary>
public sealed class GitFiltersTests
{
    [Theory]
    [InlineData("local")]
    [InlineData("worktree")]
    public void Disarm_FilterOfTheRepository_IsSwitchedOffInEachOfItsWays(string scope)
        => Disarm((scope, "filter.evil.clean\nsh -c 'id'")).ShouldBe(["filter.evil.clean=", "filter.evil.process=", "filter.evil.required=false"]);

    [Theory]
    [InlineData("global")]
    [InlineData("system")]
    [InlineData("command")]
    public void Disarm_FilterOfTheUser_Stays(string scope) => Disarm((scope, "filter.lfs.clean\ngit-lfs clean -- %f")).ShouldBeEmpty();

    [Fact]
    public void Disarm_SeveralSettingsOfOneFilter_AreNamedOnce()
        => Disarm(("local", "filter.a.clean\nx"), ("local", "filter.a.smudge\ny"), ("local", "filter.a.required\ntrue"), ("local", "filter.b.process\nz"))
            .ShouldBe(["filter.a.clean=", "filter.a.process=", "filter.a.required=false", "filter.b.clean=", "filter.b.process=", "filter.b.required=false"]);

    [Fact]
    public void Disarm_NameWithDotsAndCase_IsKeptWhole()
        => Disarm(("local", "FILTER.My.Filter v2.Clean\nx")).ShouldBe(["FILTER.My.Filter v2.clean=", "FILTER.My.Filter v2.process=", "FILTER.My.Filter v2.required=false"], ignoreOrder: true);

    [Theory]
    [InlineData("core.editor\nvi")]
    [InlineData("filter.clean\nx")]
    [InlineData("filters.a.clean\nx")]
    [InlineData("user.name\nfilter.a.clean")]
    public void Disarm_WhatIsNoFilter_IsPassedOver(string setting) => Disarm(("local", setting)).ShouldBeEmpty();

    [Fact]
    public void Disarm_Nothing_IsNothing() => GitFilters.Disarm([]).ShouldBeEmpty();

    private static IReadOnlyList<string> Disarm(params (string Scope, string Setting)[] settings)
        => GitFilters.Disarm(Encoding.UTF8.GetBytes(string.Concat(settings.Select(each => $"{each.Scope}\0{each.Setting}\0"))));
}
