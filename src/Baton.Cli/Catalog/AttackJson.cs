using System.Text.Json;
using Baton.Catalog.Attacks;

namespace Baton.Cli.Catalog;

/// <summary>An attack pattern as JSON, with the names of the data files.</summary>
internal static class AttackJson
{
    public static void Write(Utf8JsonWriter json, AttackPattern attack)
    {
        json.WriteString("id", attack.Id);
        json.WriteString("name", attack.Name);
        json.WriteString("category", attack.Category);
        json.WriteString("how", attack.How);
        json.WriteStartObject("case");
        json.WriteString("what", attack.Case.What);
        json.WriteString("date", attack.Case.Date);
        json.WriteStartObject("source");
        json.WriteString("title", attack.Case.SourceTitle);
        json.WriteString("publisher", attack.Case.SourcePublisher);
        json.WriteString("date", attack.Case.SourceDate);
        json.WriteEndObject();
        json.WriteEndObject();
        List(json, "look_for", attack.LookFor);
        json.WriteStartObject("policy");
        json.WriteString("stops", attack.Stops.ToString().ToLowerInvariant());
        json.WriteString("how", attack.StopsHow);
        if (attack.RuleJson is { } rule)
        {
            using var document = JsonDocument.Parse(rule);
            json.WritePropertyName("rule");
            document.RootElement.WriteTo(json);
        }
        json.WriteEndObject();
        List(json, "owasp_mcp", attack.Owasp);
        List(json, "safe_mcp", attack.Safe);
    }

    private static void List(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
