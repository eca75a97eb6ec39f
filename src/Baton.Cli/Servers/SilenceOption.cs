using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Gateway.Servers;

namespace Baton.Cli.Servers;

/// <summary><c>--timeout</c>: how long a server may say nothing about a call.</summary>
internal static class SilenceOption
{
    public static Option<string?> Create(string usual) => new("--timeout")
    {
        HelpName = "SPAN",
        Description = $"How long it may say nothing about a call before it is given up: 30s, 10m ({usual} unless given).",
    };

    /// <exception cref="CliException">It is no span of time, or none that is allowed.</exception>
    public static TimeSpan? Read(string? given)
    {
        if (given is null) return null;
        return Spans.ParseSeconds(given) is > 0 and var seconds && seconds <= ServerRule.LongestTimeout.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new CliException(CliFailure.Usage($"--timeout: '{given}' is no time from 1s to 1d.", "Write it as 30s, 10m or 2h."));
    }
}
