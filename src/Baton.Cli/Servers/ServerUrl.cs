using Baton.Cli.Application;
using Baton.Gateway.Servers;

namespace Baton.Cli.Servers;

/// <summary>What <c>--url</c> takes, wherever a server is named by its address.</summary>
internal static class ServerUrl
{
    /// <exception cref="CliException">It is no address of a server, with why.</exception>
    public static Uri Read(string text) => ServerRule.UrlOf(text) ?? throw new CliException(WhyNoUrl(text));

    /// <summary>What stands in the URL as a password is not repeated.</summary>
    private static CliFailure WhyNoUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) switch
    {
        true when url.UserInfo.Length > 0 => CliFailure.Usage("--url: the URL has credentials in it.", "Take them out and give them as --header, such as --header \"Authorization=Bearer …\"."),
        true when url.Fragment.Length > 0 => CliFailure.Usage($"--url: '{text}' has a fragment, which is never sent.", $"Leave '{url.Fragment}' out."),
        _ => CliFailure.Usage($"--url: '{text}' is no http or https URL.", "Write it whole, such as https://api.example.com/mcp."),
    };
}
