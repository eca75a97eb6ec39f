using System.Collections.Immutable;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Tools;

namespace Baton.Gateway.Tests.Tools;

/// <summary>What a connection asks for that its grant has not is named to whoever asks.</summary>
public sealed class ToolsetsTests
{
    [Theory]
    [InlineData("core", "core", null)]
    [InlineData("", "core", null)]
    [InlineData("core,admin", "core,more", "The grant 'ci' has no toolset 'admin', so that its tools are left out; it has core, more.")]
    [InlineData("admin,tasks,admin", "core", "The grant 'ci' has no toolset 'admin', 'tasks', so that its tools are left out; it has core.")]
    public void Missing_NamesWhatTheGrantHasNot(string asked, string has, string? expected)
        => Toolsets.Missing(Names(asked), Gateways.Local with { Grant = "ci", Toolsets = Names(has) }).ShouldBe(expected);

    private static ImmutableArray<string> Names(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries)];
}
