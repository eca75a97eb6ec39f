using System.Collections.Immutable;
using Baton.Gateway.Servers;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>A server's configuration as kept in the clear: everything but header and environment values.</summary>
internal sealed record StoredServer(string Review, string? Url, string? Command, string[]? Arguments, string? WorkingFolder)
{
    private const string First = "first";
    private const string OnUse = "use";

    public static StoredServer Of(ServerConfig config)
    {
        var review = config.Review == ServerReview.First ? First : OnUse;
        return config switch
        {
            ServerConfig.Http http => new StoredServer(review, http.Url.OriginalString, null, null, null),
            ServerConfig.Stdio stdio => new StoredServer(review, null, stdio.Command, [.. stdio.Arguments], stdio.WorkingFolder),
            _ => throw new ArgumentOutOfRangeException(nameof(config)),
        };
    }

    /// <summary>The values that are encrypted.</summary>
    public static ImmutableDictionary<string, string> SecretsOf(ServerConfig config) => config switch
    {
        ServerConfig.Http http => http.Headers,
        ServerConfig.Stdio stdio => stdio.Variables,
        _ => throw new ArgumentOutOfRangeException(nameof(config)),
    };

    public ServerConfig ToConfig(string name, ImmutableDictionary<string, string> secrets)
    {
        var review = Review == First ? ServerReview.First : ServerReview.OnUse;
        if (Url is not null) return new ServerConfig.Http { Name = name, Review = review, Url = new Uri(Url), Headers = secrets };
        return new ServerConfig.Stdio
        {
            Name = name,
            Review = review,
            Command = Command!,
            Arguments = [.. Arguments ?? []],
            Variables = secrets,
            WorkingFolder = WorkingFolder,
        };
    }
}
