using System.Globalization;
using System.Text.Json;
using Baton.Catalog.Schemas;
using Baton.Catalog.Text;

namespace Baton.Catalog.Pins;

/// <summary>What changed in an input schema: parameters that came or went, and constraints that became looser or tighter.</summary>
internal static class SchemaDiff
{
    private static readonly string[] Upper = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"];
    private static readonly string[] Lower = ["minimum", "exclusiveMinimum", "minLength", "minItems"];
    private static readonly string[] Constraints = [.. Upper, .. Lower, "pattern", "format", "multipleOf", "const"];

    public static IEnumerable<DefinitionChange> Compare(JsonElement before, JsonElement after)
    {
        var old = ParameterReader.Read(before).ToDictionary(parameter => parameter.Path, StringComparer.Ordinal);
        var now = ParameterReader.Read(after).ToDictionary(parameter => parameter.Path, StringComparer.Ordinal);
        var found = false;
        foreach (var (path, parameter) in now)
        {
            var changes = old.TryGetValue(path, out var was) ? Parameter(was, parameter) : [Added(parameter)];
            foreach (var change in changes)
            {
                found = true;
                yield return change;
            }
        }
        foreach (var gone in old.Values.Where(parameter => !now.ContainsKey(parameter.Path)))
        {
            found = true;
            yield return new DefinitionChange(DriftGrade.Textual, Where(gone.Path), Show(gone), null, "a parameter is gone");
        }
        foreach (var change in Rest(before, after, found)) yield return change;
    }

    private static DefinitionChange Added(Parameter parameter)
        => new(DriftGrade.Additive, Where(parameter.Path), null, Show(parameter), "a new parameter is a new way out for data");

    private static IEnumerable<DefinitionChange> Parameter(Parameter was, Parameter now)
    {
        if (was.Type != now.Type || was.IsArray != now.IsArray)
        {
            var looser = now.Type == ParameterType.Any || was.Type == ParameterType.WholeNumber && now.Type == ParameterType.Number;
            yield return new(looser ? DriftGrade.Widening : DriftGrade.Textual, Where(now.Path), Show(was), Show(now), looser ? "the type admits more" : "the type changed");
        }
        if (was.Required && !now.Required) yield return new(DriftGrade.Widening, Where(now.Path), "required", "optional", "it may now be left out");
        if (!was.Required && now.Required) yield return new(DriftGrade.Textual, Where(now.Path), "optional", "required", "it must now be given");
        if (!was.IsOpen && now.IsOpen) yield return new(DriftGrade.Widening, Where(now.Path), "listed properties", "any properties", "the object is no longer described");
        if (!was.Values.SequenceEqual(now.Values))
        {
            var wider = now.Values.IsEmpty || now.Values.Except(was.Values).Any() && !was.Values.IsEmpty;
            yield return new(wider ? DriftGrade.Widening : DriftGrade.Textual, Where(now.Path), Values(was), Values(now), wider ? "more values are allowed" : "fewer values are allowed");
        }
        if (TextDiff.Compare(Where(now.Path) + ".description", was.Description, now.Description) is { } text) yield return text;
    }

    // What parameters do not show: constraints by keyword, at any depth, by the raw text of the schema.
    private static List<DefinitionChange> Rest(JsonElement before, JsonElement current, bool found)
    {
        var changes = new List<DefinitionChange>();
        if (Extra(before) == false && Extra(current) != false)
        {
            changes.Add(new(DriftGrade.Widening, "inputSchema.additionalProperties", "false", Extra(current) is null ? null : "true", "arguments that are not described are now admitted"));
        }
        var after = Keywords(current);
        foreach (var (path, was) in Keywords(before))
        {
            var now = after.GetValueOrDefault(path);
            if (now == was || now is not null && IsSameNumber(was, now)) continue;
            var widens = now is null || MovesOutwards(path, was, now);
            changes.Add(new(widens ? DriftGrade.Widening : DriftGrade.Textual, "inputSchema" + path, was, now, now is null ? "a constraint is gone" : widens ? "a bound moved outwards" : "a constraint changed"));
        }
        found |= changes.Count > 0;
        if (!found && !DefinitionText.SameSchema(before, current)) changes.Add(new(DriftGrade.Textual, "inputSchema", null, null, "the schema is written differently"));
        return changes;
    }

    private static bool MovesOutwards(string path, string was, string now)
    {
        if (!decimal.TryParse(was, NumberStyles.Float, CultureInfo.InvariantCulture, out var old) || !decimal.TryParse(now, NumberStyles.Float, CultureInfo.InvariantCulture, out var current)) return false;
        var keyword = path[(path.LastIndexOf('/') + 1)..];
        return Upper.Contains(keyword) ? current > old : Lower.Contains(keyword) && current < old;
    }

    // A pin is kept in canonical form, which writes 50 as 5e1.
    private static bool IsSameNumber(string was, string now)
        => decimal.TryParse(was, NumberStyles.Float, CultureInfo.InvariantCulture, out var old) && decimal.TryParse(now, NumberStyles.Float, CultureInfo.InvariantCulture, out var current) && old == current;

    private static bool? Extra(JsonElement schema)
        => schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("additionalProperties", out var extra)
            ? extra.ValueKind != JsonValueKind.False
            : null;

    private static Dictionary<string, string> Keywords(JsonElement schema)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        Visit(schema, "", 0);
        return found;

        void Visit(JsonElement element, string path, int depth)
        {
            if (depth > 16) return;
            if (element.ValueKind == JsonValueKind.Array)
            {
                var at = 0;
                foreach (var item in element.EnumerateArray()) Visit(item, $"{path}/{at++}", depth + 1);
            }
            if (element.ValueKind != JsonValueKind.Object) return;
            foreach (var member in element.EnumerateObject())
            {
                if (Constraints.Contains(member.Name) && member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number) found[$"{path}/{member.Name}"] = Printable.Of(member.Value.GetRawText());
                else Visit(member.Value, $"{path}/{member.Name}", depth + 1);
            }
        }
    }

    private static string Where(string path) => "inputSchema." + Printable.Of(path);

    private static string Values(Parameter parameter) => parameter.Values.IsEmpty ? "any" : Printable.Of(string.Join(", ", parameter.Values));

    private static string Show(Parameter parameter) => Printable.Of($"{parameter.Name}: {(parameter.IsArray ? "list of " : "")}{parameter.Type.ToString().ToLowerInvariant()}");
}
