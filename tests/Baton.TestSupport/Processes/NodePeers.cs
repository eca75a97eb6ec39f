using System.Diagnostics;

namespace Baton.TestSupport.Processes;

/// <summary>Node and the npm packages that <c>build/install-test-services</c> installs.</summary>
public static class NodePeers
{
    /// <summary>What to say when they are absent.</summary>
    public const string Missing = "Node and the npm test packages are not installed; run build/install-test-services.";

    private static readonly string Folder = Repository.At("artifacts", "node");

    /// <summary>Whether they are there.</summary>
    public static bool AreInstalled { get; } = File.Exists(Node) && Directory.Exists(Package("@modelcontextprotocol/conformance"));

    /// <summary>Node itself.</summary>
    public static string Program => Node;

    private static string Node => Path.Combine(Folder, "node_modules", ".bin", "node");

    /// <summary>The folder of an installed package.</summary>
    public static string Package(string name) => Path.Combine([Folder, "node_modules", .. name.Split('/')]);

    /// <summary>
    /// Puts a script beside the packages, so that it can import them, and runs it. Tests that run side by side may share a script.
    /// </summary>
    public static Task<ProcessResult> RunScriptAsync(string script, IEnumerable<string> arguments, TimeSpan limit)
    {
        var folder = Path.Combine(Folder, "scripts", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        var copy = Path.Combine(folder, Path.GetFileName(script));
        File.Copy(script, copy);
        return RunAsync([copy, .. arguments], limit);
    }

    /// <summary>Runs Node with these arguments.</summary>
    public static Task<ProcessResult> RunAsync(IEnumerable<string> arguments, TimeSpan limit)
        => ProcessResult.RunAsync(new ProcessStartInfo(Node, arguments) { WorkingDirectory = Folder }, limit);
}
