using System.Text.Json;
using Baton.Cli.Application;
using Baton.Memory.Outcomes;

namespace Baton.Cli.Tools;

/// <summary>Reads a <c>tools/call</c> result of the memory server.</summary>
internal static class ToolResult
{
    /// <exception cref="CliException">It is a refusal.</exception>
    /// <exception cref="JsonException">It is no result of the memory server.</exception>
    public static ToolAnswer Read(JsonElement result)
    {
        var text = result.TryGetProperty("content", out var content) && content.GetArrayLength() > 0 && content[0].TryGetProperty("text", out var first)
            ? first.GetString() ?? ""
            : "";
        if (result.TryGetProperty("isError", out var isError) && isError.ValueKind == JsonValueKind.True)
        {
            throw new CliException(CliFailure.Of(ReadFailure(result, text)));
        }
        return result.TryGetProperty("structuredContent", out var structured) && structured.ValueKind == JsonValueKind.Object
            ? new ToolAnswer(text, structured)
            : throw new JsonException("A result of the memory server has structured content.");
    }

    private static Failure ReadFailure(JsonElement result, string text)
    {
        if (!result.TryGetProperty("_meta", out var meta) || !meta.TryGetProperty("dev.baton/error", out var error)) return new Failure("refused", text);
        return new Failure(Text(error, "code") ?? "refused", Text(error, "message") ?? text)
        {
            Path = Text(error, "path"),
            Limit = error.TryGetProperty("limit", out var limit) && limit.TryGetInt64(out var number) ? number : null,
            Hint = Text(error, "hint"),
            DetailsJson = error.TryGetProperty("details", out var details) ? details.GetRawText() : null,
        };
    }

    private static string? Text(JsonElement parent, string name)
        => parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
