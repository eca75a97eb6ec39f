namespace Baton.Cli.Catalog.Listing;

/// <summary>The variables that a scanned command gets: what finding programs and packages needs, and what --env adds. No secrets of the user's.</summary>
internal static class ScanEnvironment
{
    private static readonly string[] Passed =
    [
        "PATH", "HOME", "USERPROFILE", "LANG", "LC_ALL", "TZ", "SystemRoot", "ComSpec", "PATHEXT", "APPDATA", "LOCALAPPDATA", "XDG_CACHE_HOME",
        "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "npm_config_registry", "npm_config_cache", "UV_CACHE_DIR", "DOTNET_ROOT",
    ];

    public static Dictionary<string, string> Of(Func<string, string?> environment, IEnumerable<KeyValuePair<string, string>> added)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Passed)
        {
            if (environment(name) is { } value) variables[name] = value;
        }
        foreach (var (name, value) in added) variables[name] = value;
        return variables;
    }
}
