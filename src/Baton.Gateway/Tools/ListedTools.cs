using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Catalog.Classification;
using Baton.Catalog.Definitions;
using Baton.Gateway.Pipeline;
using Baton.Policy.Decisions;
using Baton.Protocol.Headers;

namespace Baton.Gateway.Tools;

/// <summary>
/// The tools that servers behind the gateway have listed, classified once when they are seen. What a server lists later takes the
/// place of what it said before, tool by tool, so that a page of a list does not make the others unknown.
/// </summary>
public sealed class ListedTools : IToolDirectory
{
    private const int MostTools = 5_000;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, KnownTool>> _servers = new(StringComparer.Ordinal);

    public KnownTool? Find(Call call, string tool)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Find(call.Connection.Server, null, tool);
    }

    public KnownTool? Find(string server, string? dialect, string tool)
        => _servers.TryGetValue(server, out var known) ? known.GetValueOrDefault(tool) : null;

    /// <summary>Takes tools that a server lists, all of them or a page; none is a list too.</summary>
    public void Learn(string server, ImmutableArray<DeclaredTool> tools)
    {
        var known = _servers.GetOrAdd(server, static _ => new ConcurrentDictionary<string, KnownTool>(StringComparer.Ordinal));
        foreach (var verdict in Classifier.Classify(tools, server))
        {
            var before = known.GetValueOrDefault(verdict.Name);
            if (before is null ? known.Count >= MostTools : before.Name.DefinitionHash == verdict.DefinitionHash) continue;
            known[verdict.Name] = Know(verdict);
        }
    }

    public bool Lists(string server) => _servers.ContainsKey(server);

    /// <summary>Whether a server has listed a tool.</summary>
    public bool Knows(string server, string tool) => _servers.TryGetValue(server, out var known) && known.ContainsKey(tool);

    private static KnownTool Know(ToolVerdict verdict)
    {
        var category = verdict.Category;
        var name = new ToolFacts(verdict.Name, category, verdict.DefinitionHash);
        var hasOutput = verdict.Tool.OutputSchema.ValueKind == JsonValueKind.Object;
        var schema = verdict.Tool.InputSchema;
        if (schema.ValueKind == JsonValueKind.Undefined) return new KnownTool(name, () => name, hasOutput) { Catalogue = verdict };
        var text = Encoding.UTF8.GetBytes(schema.GetRawText());
        return new KnownTool(name, () => new ToolFacts(verdict.Name, category, verdict.DefinitionHash, text), hasOutput)
        {
            Catalogue = verdict,
            Mirrored = ParamHeadersReader.TryRead(text, out var mirrored, out _) ? mirrored : ParamHeaders.None,
        };
    }
}
