using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using Baton.EverythingServer.Serving;
using Baton.EverythingServer.Wire;
using Baton.Protocol.Headers;

namespace Baton.EverythingServer.Tools;

/// <summary>A tool: what is listed of it, and what it does.</summary>
internal sealed class Tool
{
    private const string NoArguments = """{"type":"object","properties":{}}""";

    private readonly string _description;
    private readonly string _schema;

    public Tool(string name, string description, Func<Request, Task<JsonObject>> run, [StringSyntax(StringSyntaxAttribute.Json)] string schema = NoArguments)
    {
        Name = name;
        Run = run;
        _description = description;
        _schema = schema;
        Headers = ParamHeadersReader.TryRead(Encoding.UTF8.GetBytes(schema), out var headers, out _) ? headers : ParamHeaders.None;
    }

    /// <summary>A tool that always answers the same.</summary>
    public Tool(string name, string description, [StringSyntax(StringSyntaxAttribute.Json)] string result)
        : this(name, description, _ => Task.FromResult(Json.Object(result)))
    {
    }

    public string Name { get; }

    public Func<Request, Task<JsonObject>> Run { get; }

    public ParamHeaders Headers { get; }

    public JsonObject Definition() => new() { ["name"] = Name, ["description"] = _description, ["inputSchema"] = JsonNode.Parse(_schema) };
}
