using System.Text.Json;

namespace Baton.Cli.Tools;

/// <summary>What a tool answered.</summary>
/// <param name="Text">The short text, as agents read it.</param>
/// <param name="Content">The structured content.</param>
internal sealed record ToolAnswer(string Text, JsonElement Content)
{
    /// <summary>A member of the structured content; undefined when it is absent.</summary>
    public JsonElement this[string name] => Content.TryGetProperty(name, out var value) ? value : default;

    /// <summary>The items of an array member; none when it is absent.</summary>
    public IEnumerable<JsonElement> Items(string name)
        => this[name] is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
