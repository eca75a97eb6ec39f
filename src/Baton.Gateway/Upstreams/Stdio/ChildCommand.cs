using System.Collections.Immutable;

namespace Baton.Gateway.Upstreams.Stdio;

/// <summary>How a server is started.</summary>
/// <param name="FileName">The program: a path, or a name that is looked up in <c>PATH</c>.</param>
/// <param name="Arguments">Its arguments, as they are.</param>
/// <param name="Environment">Every variable it gets; nothing is inherited beside them.</param>
/// <param name="WorkingFolder">Where it runs; null for the gateway's own folder.</param>
public sealed record ChildCommand(
    string FileName, ImmutableArray<string> Arguments, ImmutableDictionary<string, string> Environment, string? WorkingFolder = null)
{
    /// <summary>The program's full path, or null when there is none that can be run.</summary>
    public string? Locate()
    {
        var folder = WorkingFolder ?? Directory.GetCurrentDirectory();
        if (FileName.Contains('/', StringComparison.Ordinal) || FileName.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(FileName, folder);
            return IsProgram(path) ? path : null;
        }
        var places = Environment.GetValueOrDefault("PATH") ?? System.Environment.GetEnvironmentVariable("PATH") ?? "";
        return places.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(place => Names().Select(name => Path.GetFullPath(Path.Combine(place, name), folder)))
            .FirstOrDefault(IsProgram);
    }

    private IEnumerable<string> Names() => OperatingSystem.IsWindows() ? [FileName + ".exe", FileName + ".cmd", FileName + ".bat", FileName] : [FileName];

    private static bool IsProgram(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
