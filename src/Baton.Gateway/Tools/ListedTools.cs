using System.Collections.Concurrent;
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
public sealed class ListedTools(TimeProvider time) : IToolDirectory
{
    private const int MostTools = 5_000;
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Server> _servers = new(StringComparer.Ordinal);

    public KnownTool? Find(Call call, string tool)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Find(call.Connection.Server, null, tool);
    }

    public KnownTool? Find(string server, string? dialect, string tool)
        => _servers.TryGetValue(server, out var known) ? known.Tools.GetValueOrDefault(tool) : null;

    /// <summary>Takes the tools of a result of <c>tools/list</c>.</summary>
    public void Learn(string server, ReadOnlyMemory<byte> result)
    {
        var known = Of(server);
        foreach (var verdict in Classifier.Classify(ToolListReader.Read(result).Tools, server))
        {
            if (known.Tools.Count >= MostTools && !known.Tools.ContainsKey(verdict.Name)) return;
            if (known.Tools.TryGetValue(verdict.Name, out var before) && before.Name.DefinitionHash == verdict.DefinitionHash) continue;
            known.Tools[verdict.Name] = Know(verdict);
        }
    }

    /// <summary>Says that the whole list was read.</summary>
    public void Listed(string server)
    {
        var known = Of(server);
        known.ListedAt = time.GetTimestamp();
        known.IsCurrent = true;
    }

    /// <summary>Says that the server's tools are others now.</summary>
    public void Changed(string server) => Of(server).IsCurrent = false;

    /// <summary>Whether the server is to be asked for its list before that tool is called.</summary>
    public bool MustList(string server, string tool)
    {
        var known = Of(server);
        if (!known.IsCurrent) return true;
        return !known.Tools.ContainsKey(tool) && time.GetElapsedTime(known.ListedAt) >= AskAgainAfter;
    }

    private Server Of(string name) => _servers.GetOrAdd(name, static _ => new Server());

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

    private sealed class Server
    {
        public ConcurrentDictionary<string, KnownTool> Tools { get; } = new(StringComparer.Ordinal);

        public long ListedAt { get; set; }

        public bool IsCurrent { get; set; }
    }
}
