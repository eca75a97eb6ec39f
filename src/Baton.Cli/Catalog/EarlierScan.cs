using System.Text.Json;
using Baton.Catalog.Definitions;

namespace Baton.Cli.Catalog;

/// <summary>Reads back the definitions that <c>baton scan --json</c> wrote.</summary>
internal static class EarlierScan
{
    /// <summary>The tools, or null when the text is no such result.</summary>
    public static ToolList? TryRead(ReadOnlyMemory<byte> utf8, out string? server)
    {
        server = null;
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = ToolListLimits.Default.MaxDepth });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("tools", out var tools) || tools.ValueKind != JsonValueKind.Array) return null;
            var definitions = tools.EnumerateArray().Select(tool => tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("definition", out var one) ? one : default).ToArray();
            if (definitions.Length == 0 || definitions.Any(one => one.ValueKind != JsonValueKind.Object)) return null;
            if (document.RootElement.TryGetProperty("server", out var named) && named.ValueKind == JsonValueKind.Object && named.TryGetProperty("name", out var name)) server = name.GetString();
            using var list = JsonDocument.Parse($"[{string.Join(',', definitions.Select(one => one.GetRawText()))}]");
            return ToolListReader.Read([list.RootElement]);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
