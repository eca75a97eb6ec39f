using Baton.Cli.Application;
using Baton.Cli.Workspaces;

namespace Baton.Cli.Tools;

/// <summary><c>--project auto</c>: the repository of the folder the command runs in.</summary>
internal static class ProjectName
{
    /// <summary>The project to name in a call; null leaves the choice to the server.</summary>
    public static string? Resolve(string? given, CliContext context, string? folder = null)
        => given == "auto" ? new GitWorkspaceProbe(folder ?? context.WorkingFolder).Identify()?.Repository ?? "default" : given;
}
