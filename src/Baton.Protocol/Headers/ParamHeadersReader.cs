using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Baton.Protocol.Headers;

/// <summary>
/// Reads the <c>x-mcp-header</c> annotations of an input schema. A tool with an invalid one must be left out of what HTTP clients
/// are shown, with the reason logged.
/// </summary>
public static class ParamHeadersReader
{
    private const string Annotation = "x-mcp-header";

    /// <summary>Whether an annotation may stand in a JSON text: its name, or an escape that may be a letter of it.</summary>
    public static bool MayAnnotate(ReadOnlySpan<byte> json) => json.IndexOf("x-mcp-header"u8) >= 0 || json.IndexOf("\\u"u8) >= 0;

    /// <summary>False, with the reason, when an annotation breaks a rule of the specification.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> inputSchema, [NotNullWhen(true)] out ParamHeaders? headers, [NotNullWhen(false)] out string? reason)
    {
        headers = null;
        reason = null;
        if (!MayAnnotate(inputSchema.Span))
        {
            headers = ParamHeaders.None;
            return true;
        }
        using var document = JsonDocument.Parse(inputSchema);
        var walk = new Walk();
        walk.Schema(document.RootElement, []);
        reason = walk.Reason;
        if (reason is not null) return false;
        headers = new ParamHeaders([.. walk.Found]);
        return true;
    }

    private sealed class Walk
    {
        private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

        public List<ParamHeader> Found { get; } = [];

        public string? Reason { get; private set; }

        /// <summary>A schema that is reached through <c>properties</c> only; everything else in it may hold no annotation.</summary>
        public void Schema(JsonElement schema, ImmutableArray<string> path)
        {
            if (schema.ValueKind != JsonValueKind.Object) return;
            foreach (var member in schema.EnumerateObject())
            {
                if (member.NameEquals(Annotation)) Annotated(schema, member.Value, path);
                else if (member.NameEquals("properties") && member.Value.ValueKind == JsonValueKind.Object)
                {
                    foreach (var property in member.Value.EnumerateObject()) Schema(property.Value, path.Add(property.Name));
                }
                else if (Holds(member.Value))
                {
                    Reason ??= $"{Annotation} stands under '{member.Name}', where it is not reachable through properties only";
                }
            }
        }

        private void Annotated(JsonElement schema, JsonElement value, ImmutableArray<string> path)
        {
            var place = path.IsEmpty ? "the schema's root" : $"'{string.Join('.', path)}'";
            if (path.IsEmpty) Reason ??= $"{Annotation} stands at {place}, which is no parameter";
            else if (value.ValueKind != JsonValueKind.String) Reason ??= $"{Annotation} of {place} is not a string";
            else if (!IsToken(value.GetString()!)) Reason ??= $"{Annotation} of {place} is not a header name";
            else if (!IsPrimitive(schema)) Reason ??= $"{Annotation} of {place} needs the type string, integer or boolean";
            else if (!_names.Add(value.GetString()!)) Reason ??= $"{Annotation} '{value.GetString()}' stands twice";
            else Found.Add(new ParamHeader(HeaderName.ParamPrefix + value.GetString(), path));
        }

        private static bool Holds(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Any(member => member.NameEquals(Annotation) || Holds(member.Value)),
            JsonValueKind.Array => value.EnumerateArray().Any(Holds),
            _ => false,
        };

        private static bool IsPrimitive(JsonElement schema)
            => schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            && type.GetString() is "string" or "integer" or "boolean";

        /// <summary>RFC 9110, section 5.6.2: one or more token characters.</summary>
        private static bool IsToken(string name)
            => name.Length > 0
            && name.All(character => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal));
    }
}
