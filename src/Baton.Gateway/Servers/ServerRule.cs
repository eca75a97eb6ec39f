using Baton.Gateway.Grants;
using Baton.Memory.Outcomes;

namespace Baton.Gateway.Servers;

/// <summary>What a server's configuration may look like.</summary>
public static class ServerRule
{
    /// <summary>The longest silence that can be configured.</summary>
    public static TimeSpan LongestTimeout { get; } = TimeSpan.FromDays(1);

    /// <summary>Null when the server can be registered.</summary>
    public static Failure? Check(ServerConfig server)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (!NameRule.IsName(server.Name)) return Invalid("/name", $"'{server.Name}' is no server's name: 1 to 64 of A-Z a-z 0-9 . _ -, not beginning with a dot or a dash.");
        if (server.Name == LocalGrant.Server) return Invalid("/name", "The name 'memory' belongs to Baton's own server.");
        if (server.Timeout is { } timeout && (timeout < TimeSpan.FromSeconds(1) || timeout > LongestTimeout)) return Invalid("/timeout", "The timeout must be from 1s to 1d.");
        return server switch
        {
            ServerConfig.Http http => Check(http),
            ServerConfig.Stdio stdio => Check(stdio),
            _ => null,
        };
    }

    /// <summary>An absolute http or https URL without credentials and fragment; null for anything else.</summary>
    public static Uri? UrlOf(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0 && url.Fragment.Length == 0
            ? url
            : null;

    private static Failure? Check(ServerConfig.Http server)
    {
        foreach (var (name, value) in server.Headers)
        {
            if (name.Length == 0 || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_'))) return Invalid("/headers", $"'{name}' is no header's name.");
            if (OwnHeaders.Contains(name)) return Invalid("/headers", $"The header '{name}' is Baton's own to write.");
            if (value.Any(letter => char.IsControl(letter) || !char.IsAscii(letter))) return Invalid("/headers", $"The value of the header '{name}' has characters that no header can have.");
        }
        return null;
    }

    private static Failure? Check(ServerConfig.Stdio server)
    {
        if (server.Command.Length == 0 || server.Command.Contains('\0', StringComparison.Ordinal)) return Invalid("/command", "A command is missing.");
        if (server.Arguments.Any(HasNul)) return Invalid("/arguments", "An argument has a NUL character, which no program can be given.");
        if (server.Variables.FirstOrDefault(pair => HasNul(pair.Key) || HasNul(pair.Value)).Key is { } cut) return Invalid("/env", $"The variable '{cut.Replace('\0', '?')}' has a NUL character, which no program can be given.");
        var bad = server.Variables.Keys.FirstOrDefault(name => name.Length == 0 || name.Contains('=', StringComparison.Ordinal));
        return bad is null ? null : Invalid("/env", $"'{bad}' is no variable's name.");
    }

    private static bool HasNul(string text) => text.Contains('\0', StringComparison.Ordinal);

    private static Failure Invalid(string path, string message) => new(FailureCode.Invalid, message) { Path = path };
}
