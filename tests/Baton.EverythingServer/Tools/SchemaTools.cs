using Baton.EverythingServer.Wire;

namespace Baton.EverythingServer.Tools;

/// <summary>Tools whose input schema is what is tested.</summary>
internal static class SchemaTools
{
    public static IEnumerable<Tool> All() =>
    [
        new("json_schema_2020_12_tool", "Tool with JSON Schema 2020-12 features", request => Task.FromResult(Json.Text(request.Arguments.ToJsonString())), """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
             "$defs":{"address":{"$anchor":"addressDef","type":"object","properties":{"street":{"type":"string"},"city":{"type":"string"}}}},
             "properties":{"name":{"type":"string"},"address":{"$ref":"#/$defs/address"},"contactMethod":{"type":"string","enum":["phone","email"]},
              "phone":{"type":"string"},"email":{"type":"string"}},
             "allOf":[{"anyOf":[{"required":["phone"]},{"required":["email"]}]}],
             "if":{"properties":{"contactMethod":{"const":"phone"}},"required":["contactMethod"]},
             "then":{"required":["phone"]},"else":{"required":["email"]},"additionalProperties":false}
            """),
        new("test_header_parameters", "Has parameters that clients mirror into headers.", request => Task.FromResult(Json.Text(request.Text("region"))), """
            {"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"},"priority":{"type":"integer","x-mcp-header":"Priority"},
             "query":{"type":"string"}},"required":["region"]}
            """),
    ];
}
