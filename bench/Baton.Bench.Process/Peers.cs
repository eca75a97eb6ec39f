namespace Baton.Bench.Process;

/// <summary>Baton, and the reference memory server of the protocol's own repository.</summary>
internal static class Peers
{
    public static IEnumerable<Peer> All()
    {
        var root = Root();
        var baton = Environment.GetEnvironmentVariable("BATON_BINARY") is { Length: > 0 } given ? given : Path.Combine(root, "artifacts", "baton", "baton");
        yield return new Peer("baton stdio", baton, ["stdio"], "BATON_DATA", "data", "memory_search", """{"query":"release"}""")
        {
            Missing = File.Exists(baton) ? null : "run build/publish",
        };
        var modules = Path.Combine(root, "artifacts", "node", "node_modules");
        var node = Path.Combine(modules, ".bin", "node");
        var server = Path.Combine(modules, "@modelcontextprotocol", "server-memory", "dist", "index.js");
        yield return new Peer(
            "@modelcontextprotocol/server-memory", node, [server], "MEMORY_FILE_PATH", "memory.jsonl", "search_nodes", """{"query":"release"}""")
        {
            Missing = File.Exists(server) ? null : "run build/install-test-services",
        };
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props"))) return folder.FullName;
        }
        throw new InvalidOperationException("Run it from a checkout.");
    }
}
