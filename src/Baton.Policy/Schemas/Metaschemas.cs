using Baton.Policy.Json;

namespace Baton.Policy.Schemas;

/// <summary>
/// The metaschemas of the dialects that are validated. A tool that takes a schema as an argument refers to them by their well-known
/// ids, so they are at hand and nothing is fetched.
/// </summary>
internal static class Metaschemas
{
    private const string Draft07 = "http://json-schema.org/draft-07/schema";
    private const string Draft202012 = "https://json-schema.org/draft/2020-12/";

    private static readonly Lazy<JsonView> Older = new(() => Read("draft-07"));
    private static readonly Lazy<JsonView> Newer = new(() => Read("draft-2020-12"));

    /// <summary>The dialect whose metaschema lies at an address, and the address as the metaschema itself has it; nothing for any other.</summary>
    public static (SchemaDialect Dialect, string Reference)? Find(Uri uri)
    {
        // Both are written with and without the s.
        var address = uri.GetLeftPart(UriPartial.Query);
        var rest = address.StartsWith("https:", StringComparison.Ordinal) ? address[6..] : address.StartsWith("http:", StringComparison.Ordinal) ? address[5..] : "";
        if (rest == Draft07[5..]) return (SchemaDialect.Draft07, Draft07 + uri.Fragment);
        return rest.StartsWith(Draft202012[6..], StringComparison.Ordinal) ? (SchemaDialect.Draft202012, $"https:{rest}{uri.Fragment}") : null;
    }

    public static JsonView Of(SchemaDialect dialect) => dialect == SchemaDialect.Draft07 ? Older.Value : Newer.Value;

    private static JsonView Read(string name)
    {
        using var stream = typeof(Metaschemas).Assembly.GetManifestResourceStream($"Baton.Policy.Schemas.{name}.json")!;
        using var reader = new StreamReader(stream);
        return JsonLiteral.Parse(reader.ReadToEnd()).View;
    }
}
