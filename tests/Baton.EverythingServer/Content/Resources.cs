using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baton.EverythingServer.Serving;
using Baton.EverythingServer.Wire;
using Baton.Protocol.Errors;
using Baton.Protocol.Revisions;

namespace Baton.EverythingServer.Content;

/// <summary>The resources that the suite reads.</summary>
internal static partial class Resources
{
    public static JsonObject List() => Json.Object("""
        {"resources":[
          {"uri":"test://static-text","name":"static-text","description":"A static text.","mimeType":"text/plain"},
          {"uri":"test://static-binary","name":"static-binary","description":"A static image.","mimeType":"image/png"},
          {"uri":"test://watched-resource","name":"watched-resource","description":"A resource to subscribe to.","mimeType":"text/plain"}]}
        """);

    public static JsonObject Templates() => Json.Object("""
        {"resourceTemplates":[{"uriTemplate":"test://template/{id}/data","name":"template","description":"Data by id.","mimeType":"application/json"}]}
        """);

    public static JsonObject Read(Request request)
    {
        var uri = (string?)request.Params["uri"] ?? throw Fault.Params("params.uri is missing");
        return uri switch
        {
            "test://static-text" => Contents(uri, "text/plain", "text", "This is the content of the static text resource."),
            "test://static-binary" => Contents(uri, "image/png", "blob", Media.Png),
            "test://watched-resource" => Contents(uri, "text/plain", "text", "Watched resource content."),
            _ when Template().Match(uri) is { Success: true } match => Contents(
                uri, "application/json", "text", $$"""{"id":"{{match.Groups[1].Value}}","templateTest":true,"data":"Data for ID: {{match.Groups[1].Value}}"}"""),
            _ => throw new Fault(
                request.Era == Era.Stateless ? ErrorCode.InvalidParams : ErrorCode.LegacyResourceNotFound, "Resource not found", new JsonObject { ["uri"] = uri }),
        };
    }

    private static JsonObject Contents(string uri, string type, string member, string content)
        => new() { ["contents"] = new JsonArray(new JsonObject { ["uri"] = uri, ["mimeType"] = type, [member] = content }) };

    [GeneratedRegex("^test://template/([^/]+)/data$")]
    private static partial Regex Template();
}
