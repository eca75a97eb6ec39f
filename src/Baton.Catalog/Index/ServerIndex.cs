using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Baton.Catalog.Definitions;

namespace Baton.Catalog.Index;

/// <summary>The bundled index of well-known public servers: searchable offline, read from the assembly on first use.</summary>
public static class ServerIndex
{
    private const string Folder = "servers/";

    private static readonly Lazy<ImmutableArray<IndexedServer>> Servers = new(Load);

    /// <summary>Every server, by key.</summary>
    public static ImmutableArray<IndexedServer> All => Servers.Value;

    /// <summary>The server of a key, a package or a title, without regard to case; null when there is none.</summary>
    public static IndexedServer? Find(string name)
        => All.FirstOrDefault(server => Same(server.Key, name)) ?? All.FirstOrDefault(server => Same(server.Package, name) || Same(server.Title, name));

    /// <summary>Servers and tools that contain every word, best first: a word in a name weighs more than one in a description.</summary>
    public static ImmutableArray<IndexMatch> Search(string query, int limit = 50)
    {
        var words = query.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0) return [];
        return
        [
            .. All.Select(server => IndexMatch.Of(server, words)).Where(match => match is not null).Select(match => match!)
                .OrderByDescending(match => match.Score).ThenBy(match => match.Server.Key, StringComparer.Ordinal).Take(limit),
        ];
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<IndexedServer> Load()
    {
        var assembly = typeof(ServerIndex).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal));
        return [.. names.Select(name => Read(assembly.GetManifestResourceStream(name)!)).OrderBy(server => server.Key, StringComparer.Ordinal)];
    }

    private static IndexedServer Read(Stream stream)
    {
        using (stream)
        {
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            var source = root.GetProperty("source");
            return new IndexedServer(
                Required(root, "key"), Required(root, "title"), Required(root, "publisher"), Required(root, "package"),
                Required(source, "kind") == "listed", Required(source, "title"),
                DateOnly.ParseExact(Required(source, "date"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                root.TryGetProperty("licence", out var licence) ? licence.GetString() : null,
                ToolListReader.Read([root.GetProperty("tools")]).Tools);
        }
    }

    private static string Required(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
