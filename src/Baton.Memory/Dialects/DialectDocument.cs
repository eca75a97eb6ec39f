using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects;

/// <summary>A dialect's tools as its embedded <c>tools.json</c> declares them.</summary>
/// <param name="Instructions">What a client is told.</param>
/// <param name="Tools">In the order of the document.</param>
internal sealed record DialectDocument(string Instructions, ImmutableArray<DialectTool> Tools)
{
    /// <param name="dialect">The dialect's name, which is the toolset of its tools.</param>
    /// <param name="folder">The folder under <c>Dialects</c> that holds the document.</param>
    public static DialectDocument Load(string dialect, string folder)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Baton.Memory.Dialects.{folder}.tools.json")
            ?? throw new InvalidOperationException($"The tools of {dialect} are not embedded.");
        using var document = JsonDocument.Parse(file);
        return new DialectDocument(
            document.RootElement.GetProperty("instructions").GetString()!,
            [.. document.RootElement.GetProperty("tools").EnumerateArray().Select(tool => Read(dialect, tool))]);
    }

    private static DialectTool Read(string dialect, JsonElement tool)
    {
        string Text(string name) => tool.GetProperty(name).GetString()!;
        bool Flag(string name) => tool.GetProperty(name).GetBoolean();
        var natives = tool.GetProperty("native").EnumerateArray().Select(native => native.GetString()!).ToImmutableArray();
        var definition = new ToolDefinition
        {
            Name = Text("name"),
            Title = Text("title"),
            Description = Text("description"),
            InputSchema = JsonSerialized(tool.GetProperty("inputSchema")),
            OutputSchema = JsonSerialized(tool.GetProperty("outputSchema")),
            Annotations = new ToolAnnotations(Flag("readOnly"), Flag("destructive"), Flag("idempotent")),
            Toolset = dialect,
            Natives = natives,
        };
        return new DialectTool(definition, SchemaParameters.Read(tool.GetProperty("inputSchema")), tool.TryGetProperty("says", out var says) ? ArgumentNames.Read(says) : ArgumentNames.AsNative);
    }

    private static ReadOnlyMemory<byte> JsonSerialized(JsonElement element) => Json.JsonText.Write(element.WriteTo);
}

/// <summary>A declared tool, with its parameters as the binder reads them, and its own names for what native operations call otherwise.</summary>
internal sealed record DialectTool(ToolDefinition Definition, ImmutableArray<Parameter> Parameters, ArgumentNames Names);
