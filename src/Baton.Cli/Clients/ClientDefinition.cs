using System.Text.Json.Nodes;
using Baton.Cli.Data;

namespace Baton.Cli.Clients;

/// <summary>A client that Baton knows how to configure.</summary>
internal sealed record ClientDefinition
{
    /// <summary>As typed: <c>baton client NAME</c>.</summary>
    public required string Name { get; init; }
    public required string Title { get; init; }

    /// <summary>The file that lists MCP servers.</summary>
    public required Func<ClientPlaces, string> ServersFile { get; init; }

    /// <summary>Where in that file servers are listed; for TOML the parent table.</summary>
    public required string ServersKey { get; init; }

    /// <summary>The entry in the client's own words; null when it cannot reach a server that way.</summary>
    public required Func<ServerEntry, JsonObject?> Entry { get; init; }

    public ClientHooks? Hooks { get; init; }

    /// <summary>What to do after the files are written.</summary>
    public required string Next { get; init; }

    public bool IsToml { get; init; }

    /// <summary>Whether the client seems to be in use: its settings folder exists.</summary>
    public bool IsPresent(ClientPlaces places)
    {
        var file = ServersFile(places);
        return File.Exists(file) || (Path.GetDirectoryName(file) is { } folder && folder != places.Home && Directory.Exists(folder));
    }
}

/// <summary>The hooks of a client: where they are kept and what one looks like.</summary>
/// <param name="File">The file that lists hooks; may be the servers' file.</param>
/// <param name="StartEvent">The event at the start of a session, whose output reaches the model.</param>
/// <param name="CompactEvent">The event before the conversation is compacted.</param>
/// <param name="Item">One hook as the client writes it, from its command line.</param>
/// <param name="Version">The value of a required <c>version</c> member, or null.</param>
internal sealed record ClientHooks(
    Func<ClientPlaces, string> File, string StartEvent, string CompactEvent, Func<string, JsonObject> Item, int? Version = null);

/// <summary>Where a user keeps things.</summary>
internal sealed record ClientPlaces(PlatformFolders Platform, Func<string, string?> Environment)
{
    public string Home => Platform.Home(Environment);

    public string InHome(params string[] parts) => Path.Combine([Home, .. parts]);

    public string InConfig(params string[] parts) => Path.Combine([Platform.ConfigHome(Environment), .. parts]);

    /// <summary>A folder that a variable may move, else one in the home folder.</summary>
    public string Moved(string variable, string folder, string file)
        => Path.Combine(Environment(variable) ?? InHome(folder), file);
}
