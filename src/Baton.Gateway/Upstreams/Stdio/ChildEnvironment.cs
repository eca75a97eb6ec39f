using System.Collections;
using System.Collections.Immutable;

namespace Baton.Gateway.Upstreams.Stdio;

/// <summary>Which variables a server's process gets: those that programs need to run at all, or everything but Baton's own.</summary>
public static class ChildEnvironment
{
    private const string Own = "BATON_";

    private static readonly string[] Needed =
    [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "LANG", "LANGUAGE", "TZ", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME",
        "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP", "APPDATA", "LOCALAPPDATA", "USERPROFILE",
        "USERNAME", "HOMEDRIVE", "HOMEPATH", "PROGRAMDATA", "PROGRAMFILES", "PROCESSOR_ARCHITECTURE",
    ];

    /// <summary>What is needed to run, and what the operator configured.</summary>
    public static ImmutableDictionary<string, string> AllowListed(IDictionary ours, IEnumerable<KeyValuePair<string, string>> configured)
    {
        ArgumentNullException.ThrowIfNull(ours);
        return Of(ours, IsNeeded).SetItems(configured);
    }

    /// <summary>Everything less what is Baton's: a client puts its server's settings there.</summary>
    public static ImmutableDictionary<string, string> Passed(IDictionary ours)
    {
        ArgumentNullException.ThrowIfNull(ours);
        return Of(ours, static name => !name.StartsWith(Own, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsNeeded(string name)
        => Needed.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("LC_", StringComparison.Ordinal);

    private static ImmutableDictionary<string, string> Of(IDictionary ours, Func<string, bool> passes)
        => ours.Cast<DictionaryEntry>()
            .Where(entry => passes((string)entry.Key))
            .ToImmutableDictionary(
                entry => (string)entry.Key, entry => (string)entry.Value!, OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
}
