using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Catalog.Classification;
using Baton.Catalog.Definitions;
using Baton.Catalog.Index;
using Baton.Policy.Documents;

namespace Baton.Catalog.Tests.Corpus;

/// <summary>One tool with the label that a person gave it by docs/catalogue-guidelines.md.</summary>
internal sealed record LabelledTool(string Server, DeclaredTool Tool, ToolCategory Category, ToolSeverity Severity);

/// <summary>The labels of one server.</summary>
/// <param name="SetAside">Never looked at while rules are written; decided by a hash of the key.</param>
internal sealed record LabelledServer(IndexedServer Server, bool SetAside, ImmutableArray<LabelledTool> Tools);

/// <summary>Reads the labels under <c>Corpus/train</c> and <c>Corpus/set-aside</c>; the definitions are those of the bundled index.</summary>
internal static class LabelledCorpus
{
    private const int SetAsideBelow = 96;

    private static readonly string[] Parts = ["train", "set-aside"];

    public static ImmutableArray<LabelledServer> Read(string folder)
        => [.. Parts.SelectMany(part => Directory.GetFiles(Path.Combine(folder, part), "*.json").Order(StringComparer.Ordinal).Select(file => ReadFile(file, part)))];

    /// <summary>Three of eight servers, by the first byte of SHA-256 over the key.</summary>
    public static bool IsSetAside(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key))[0] < SetAsideBelow;

    private static LabelledServer ReadFile(string file, string part)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var key = document.RootElement.GetProperty("server").GetString()!;
        var server = ServerIndex.Find(key) ?? throw new InvalidDataException($"{file}: the index has no server {key}.");
        var labels = document.RootElement.GetProperty("tools");
        var tools = server.Tools.Select(tool => Label(key, tool, labels.GetProperty(tool.Name))).ToImmutableArray();
        if (tools.Length != labels.EnumerateObject().Count()) throw new InvalidDataException($"{file}: a label without a tool.");
        return new LabelledServer(server, part == "set-aside", tools);
    }

    private static LabelledTool Label(string server, DeclaredTool tool, JsonElement label) => new(
        server, tool, Words.Category(label.GetProperty("category").GetString()!)!.Value, Words.Severity(label.GetProperty("severity").GetString()!)!.Value);
}
