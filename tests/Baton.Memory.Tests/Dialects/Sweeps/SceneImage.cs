using System.Text.Json.Nodes;

namespace Baton.Memory.Tests.Dialects.Sweeps;

/// <summary>What a closed scene left: its store, the files of its vaults by their path within, and what has which name.</summary>
internal sealed record SceneImage(byte[] Store, IReadOnlyDictionary<string, byte[]> Vaults, IReadOnlyDictionary<string, JsonNode> Names)
{
    public static Dictionary<string, byte[]> ReadVaults(string root)
        => Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(root, path), File.ReadAllBytes);

    public void WriteVaults(string root)
    {
        foreach (var (path, bytes) in Vaults)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
            File.WriteAllBytes(Path.Combine(root, path), bytes);
        }
    }
}
