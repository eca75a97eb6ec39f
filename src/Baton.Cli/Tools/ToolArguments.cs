using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Cli.Application;

namespace Baton.Cli.Tools;

/// <summary>A tool's arguments; what was not given is left out, so that a save keeps what it does not name.</summary>
internal sealed class ToolArguments
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _members = [];

    public ToolArguments Add(string name, string? value) => AddNode(name, value);

    public ToolArguments Add(string name, long? value) => AddNode(name, value);

    /// <exception cref="CliException">It is no number that JSON has.</exception>
    public ToolArguments Add(string name, double? value)
        => value is null || double.IsFinite(value.Value) ? AddNode(name, value) : throw new CliException(CliFailure.Usage($"'{name}' must be a number."));

    /// <summary>Adds a flag that is set; one that is not says nothing.</summary>
    public ToolArguments AddFlag(string name, bool value) => AddNode(name, value ? JsonValue.Create(true) : null);

    /// <summary>Adds a list that has items.</summary>
    public ToolArguments Add(string name, IReadOnlyCollection<string>? values)
        => AddNode(name, values is { Count: > 0 } ? new JsonArray([.. values.Select(value => (JsonNode)value)]) : null);

    public ToolArguments AddNode(string name, JsonNode? value)
    {
        if (value is not null) _members[name] = value;
        return this;
    }

    /// <summary>The UTF-8 JSON object.</summary>
    public byte[] ToUtf8()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options)) _members.WriteTo(writer);
        return buffer.ToArray();
    }

    public override string ToString() => Encoding.UTF8.GetString(ToUtf8());
}
