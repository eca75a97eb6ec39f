using System.Collections.Concurrent;
using Baton.Gateway.Inspection;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Header = System.Collections.Generic.KeyValuePair<string, string>;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>
/// The parameters that a server wants repeated in headers, as its lists of tools say (<c>x-mcp-header</c>). A tool whose wish
/// breaks a rule of the specification is taken out of the list, since no client could call it rightly.
/// </summary>
internal sealed class MirroredParameters(string server, Action<string> log)
{
    private const int MostTools = 5_000;
    private readonly ConcurrentDictionary<string, ParamHeaders> _byTool = new(StringComparer.Ordinal);

    /// <summary>The headers for a call; none for other messages.</summary>
    public IEnumerable<Header> For(Envelope message)
        => message is { Method: MethodName.CallTool, Name: { } tool } && _byTool.TryGetValue(tool, out var mirrored) ? mirrored.For(message.Arguments) : [];

    /// <summary>Learns from a result of <c>tools/list</c> and gives it as clients may see it.</summary>
    public ReadOnlyMemory<byte> Learn(ReadOnlyMemory<byte> result)
    {
        if (_byTool.IsEmpty && !ParamHeadersReader.MayAnnotate(result.Span)) return result;
        var broken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tool in JsonMembers.Elements(JsonMembers.Find(result, "tools"u8)))
        {
            if (JsonMembers.Text(tool, "name"u8) is { } name && !Learn(name, JsonMembers.Find(tool, "inputSchema"u8))) broken.Add(name);
        }
        return broken.Count == 0 ? result : ListCutter.Cut(result, "tools", "name", name => !broken.Contains(name));
    }

    private bool Learn(string tool, ReadOnlyMemory<byte> schema)
    {
        if (!ParamHeadersReader.TryRead(schema, out var headers, out var reason))
        {
            log($"baton: the tool '{tool}' of the server '{server}' is left out: {reason}");
            _byTool.TryRemove(tool, out _);
            return false;
        }
        if (headers.Mirrored.IsEmpty || (_byTool.Count >= MostTools && !_byTool.ContainsKey(tool))) _byTool.TryRemove(tool, out _);
        else _byTool[tool] = headers;
        return true;
    }
}
