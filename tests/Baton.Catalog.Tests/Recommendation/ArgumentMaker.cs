using System.Text.Json.Nodes;
using Baton.Catalog.Classification;
using Baton.Catalog.Schemas;

namespace Baton.Catalog.Tests.Recommendation;

/// <summary>Arguments that satisfy a definition and that no sensible rule refuses.</summary>
internal static class ArgumentMaker
{
    public static string Harmless(ToolVerdict verdict)
    {
        var arguments = new JsonObject();
        foreach (var parameter in verdict.Parameters.Where(parameter => parameter.Depth == 0)) arguments[parameter.Name] = Value(parameter);
        return arguments.ToJsonString();
    }

    private static JsonNode Value(Parameter parameter)
    {
        var one = One(parameter);
        return parameter.IsArray ? new JsonArray(one) : one;
    }

    private static JsonNode One(Parameter parameter) => parameter switch
    {
        { Values: [var first, ..] } => JsonValue.Create(first)!,
        { Type: ParameterType.Number or ParameterType.WholeNumber } => JsonValue.Create(5),
        { Type: ParameterType.Boolean } => JsonValue.Create(false),
        { Type: ParameterType.Map } => new JsonObject(),
        { Name: var name } when Says(name, "url", "uri", "webhook", "endpoint") || parameter.Format is "uri" => JsonValue.Create("https://docs.example.com/page")!,
        { Name: var name } when Says(name, "currency") => JsonValue.Create("EUR")!,
        { Name: var name } when Says(name, "sql", "query") => JsonValue.Create("SELECT 1")!,
        { Name: var name } when Says(name, "command", "cmd") => JsonValue.Create("ls")!,
        { Name: var name } when Says(name, "path", "file", "dir", "source", "destination", "folder", "cwd") => JsonValue.Create("notes/today.txt")!,
        { Name: var name } when Says(name, "mail", "recipient", "to", "cc", "attendee", "share", "target") => JsonValue.Create("someone@example.com")!,
        _ => JsonValue.Create("text")!,
    };

    private static bool Says(string name, params string[] words) => words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
