using System.Collections.Immutable;

namespace Baton.Cli.Clients;

/// <summary>How this very program is started again, by absolute path.</summary>
/// <param name="Command">The executable.</param>
/// <param name="Environment">What it needs that a client started from a desktop would not have.</param>
internal sealed record LaunchCommand(string Command, ImmutableSortedDictionary<string, string> Environment)
{
    /// <summary>
    /// The running executable. The .NET runtime is found by itself where it is installed for the machine; where only
    /// <c>DOTNET_ROOT</c> shows the way, the client has to pass it on.
    /// </summary>
    public static LaunchCommand Current(Func<string, string?> environment)
    {
        var needed = ImmutableSortedDictionary<string, string>.Empty;
        if (environment("DOTNET_ROOT") is { } root) needed = needed.Add("DOTNET_ROOT", Path.GetFullPath(root));
        var own = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "baton.exe" : "baton");
        return new LaunchCommand(own, needed);
    }

    public ServerEntry.Stdio Entry(string? data, string? project)
    {
        var arguments = ImmutableArray.Create("stdio");
        if (data is not null) arguments = arguments.Add("--data").Add(data);
        if (project is not null) arguments = arguments.Add("--project").Add(project);
        return new ServerEntry.Stdio(Command, arguments, Environment);
    }
}
