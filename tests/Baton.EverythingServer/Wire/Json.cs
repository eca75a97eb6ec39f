using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Baton.EverythingServer.Wire;

/// <summary>JSON that stands in the source.</summary>
internal static class Json
{
    public static JsonObject Object([StringSyntax(StringSyntaxAttribute.Json)] string text) => JsonNode.Parse(text)!.AsObject();

    /// <summary>A tool's result of one text.</summary>
    public static JsonObject Text(string text) => new()
    {
        ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
    };
}
