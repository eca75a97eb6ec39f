using System.Text.Json;

namespace Baton.Catalog.Definitions;

/// <summary>
/// What a server claims of a tool. Claims are hints of an untrusted party: they may raise a risk and never lower one.
/// Null is "not said". Source: MCP specification, ToolAnnotations.
/// </summary>
public sealed record ToolAnnotations(bool? ReadOnly = null, bool? Destructive = null, bool? Idempotent = null, bool? OpenWorld = null)
{
    /// <summary>Nothing was said.</summary>
    public static ToolAnnotations None { get; } = new();

    internal static ToolAnnotations Read(JsonElement annotations)
        => annotations.ValueKind != JsonValueKind.Object
            ? None
            : new(Hint(annotations, "readOnlyHint"), Hint(annotations, "destructiveHint"),
                Hint(annotations, "idempotentHint"), Hint(annotations, "openWorldHint"));

    private static bool? Hint(JsonElement annotations, string name)
        => SoundText.Member(annotations, name).ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
}
