using System.Collections.Immutable;
using System.Globalization;

namespace Baton.Gateway.Servers;

/// <summary>Everything that matters for reaching a server, as one text: equal texts mean that nothing has to be opened anew.</summary>
internal static class ServerConfigText
{
    public static string Text(this ServerConfig config) => config switch
    {
        ServerConfig.Stdio stdio => Join(["stdio", Seconds(stdio), stdio.Command, stdio.WorkingFolder ?? "", .. stdio.Arguments, "", .. Sorted(stdio.Variables)]),
        ServerConfig.Http http => Join(["http", Seconds(http), http.Url.AbsoluteUri, .. Sorted(http.Headers)]),
        _ => throw new ArgumentOutOfRangeException(nameof(config)),
    };

    private static string Seconds(ServerConfig config) => config.Silence.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Sorted(ImmutableDictionary<string, string> pairs)
        => pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { pair.Key, pair.Value });

    // lengths keep apart what would read the same side by side
    private static string Join(IEnumerable<string> parts) => string.Concat(parts.Select(part => $"{part.Length}:{part}"));
}
