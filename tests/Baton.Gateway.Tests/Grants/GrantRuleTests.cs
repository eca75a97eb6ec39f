using System.Collections.Immutable;
using Baton.Gateway.Grants;
using Baton.Memory.Outcomes;

namespace Baton.Gateway.Tests.Grants;

public sealed class GrantRuleTests
{
    private static readonly GrantDraft Draft = new() { Label = "ci", Servers = ImmutableDictionary<string, string>.Empty.Add("memory", "rules") };

    public static TheoryData<string, GrantDraft, string, string> Refused => new()
    {
        { "a label with a space", Draft with { Label = "c i" }, "/label", "The label 'c i' is not 1 to 64 of" },
        { "an empty label", Draft with { Label = "" }, "/label", "is not 1 to 64 of" },
        { "a label of 65", Draft with { Label = new string('l', 65) }, "/label", "is not 1 to 64 of" },
        { "the local label", Draft with { Label = "local" }, "/label", "belongs to this machine's own clients" },
        { "an empty principal", Draft with { Principal = "" }, "/principal", "1 to 200 characters" },
        { "a principal of 201", Draft with { Principal = new string('p', 201) }, "/principal", "1 to 200 characters" },
        { "a principal of two lines", Draft with { Principal = "a\nb" }, "/principal", "without control characters" },
        { "a server that cannot be", Draft with { Servers = Draft.Servers.Add("a/b", "rules") }, "/servers", "'a/b' is no server's name" },
        { "a policy that cannot be", Draft with { Servers = Draft.Servers.Add("git", "../x") }, "/servers", "'../x' is no policy's name" },
        { "an unknown dialect", Draft with { Dialect = "klingon" }, "/dialect", "klingon" },
        { "an unknown toolset", Draft with { Toolsets = ["core", "cor"] }, "/toolsets", "There is no toolset 'cor'; there are core, more, tasks, agents, archive, admin." },
        { "a toolset in another case", Draft with { Toolsets = ["Core"] }, "/toolsets", "There is no toolset 'Core'" },
        { "a project without a name", Draft with { Projects = ["shop", ""] }, "/projects", "names no project or role" },
        { "a project of two lines", Draft with { Projects = ["a\nb"] }, "/projects", "without control characters" },
        { "a role of 201", Draft with { Roles = [new string('r', 201)] }, "/projects", "1 to 200 characters" },
        { "no time at all", Draft with { Lifetime = TimeSpan.Zero }, "/expires", "must hold for a while" },
        { "a past time", Draft with { Lifetime = TimeSpan.FromTicks(-1) }, "/expires", "must hold for a while" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Check_WhatNoGrantCanBe_IsRefusedWithItsPlace(string why, GrantDraft draft, string path, string message)
    {
        var failure = GrantRule.Check(draft).ShouldNotBeNull(why);
        (failure.Code, failure.Path).ShouldBe((FailureCode.Invalid, path));
        failure.Message.ShouldContain(message);
    }

    [Fact]
    public void Check_AtEveryBound_Passes()
    {
        GrantRule.Check(Draft with { Label = new string('l', 64), Principal = new string('p', 200), Lifetime = TimeSpan.FromTicks(1), Dialect = "m3" }).ShouldBeNull();
        GrantRule.Check(Draft with { Projects = [new string('p', 200), "мир"], Roles = ["r"], Toolsets = ["core", "more", "tasks", "agents", "archive", "admin"] }).ShouldBeNull();
        GrantRule.Check(Draft with { Label = "l", Principal = "Ада 🙂", Servers = ImmutableDictionary<string, string>.Empty }).ShouldBeNull();
    }
}
