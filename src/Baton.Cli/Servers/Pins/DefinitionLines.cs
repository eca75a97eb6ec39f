using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;
using Baton.Catalog.Text;
using Baton.Gateway.Pins;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Baton.Cli.Servers.Pins;

/// <summary>
/// Two definitions as one list of lines: whole texts, never cut, because what is approved is what was looked at. A line begins with
/// <c>-</c> where it is gone and with <c>+</c> where it is new; equal lines far from a change are left out.
/// </summary>
internal static class DefinitionLines
{
    private const int Around = 2;
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> Compare(Pin? before, Pin after)
    {
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(Text(before), Text(after), ignoreWhitespace: false).Lines;
        var passedOver = false;
        for (var at = 0; at < lines.Count; at++)
        {
            if (!IsNear(lines, at))
            {
                passedOver = true;
                continue;
            }
            if (passedOver) yield return "  …";
            passedOver = false;
            yield return lines[at].Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " } + lines[at].Text;
        }
    }

    private static bool IsNear(List<DiffPiece> lines, int at)
        => Enumerable.Range(at - Around, 2 * Around + 1).Any(place => place >= 0 && place < lines.Count && lines[place].Type != ChangeType.Unchanged);

    private static string Text(Pin? pin)
        => pin is not null && DefinitionText.Read(Encoding.UTF8.GetBytes(pin.Definition)) is { } definition ? string.Join('\n', Of(definition)) : "";

    /// <summary>One definition, whole.</summary>
    public static IEnumerable<string> Of(DeclaredTool definition)
    {
        yield return $"name: {Printable.Of(definition.Name)}";
        if (definition.Title is { } title) yield return $"title: {Printable.Of(title)}";
        foreach (var line in Sentences(definition.Description)) yield return $"description: {Printable.Of(line)}";
        foreach (var line in Json("input", definition.InputSchema).Concat(Json("output", definition.OutputSchema)).Concat(Json("annotations", definition.AnnotationsJson))) yield return line;
    }

    // A long text on one line would hide where it changed.
    private static IEnumerable<string> Sentences(string? text)
        => (text ?? "").Replace(". ", ".\n", StringComparison.Ordinal).Split('\n').Where(line => line.Length > 0);

    private static IEnumerable<string> Json(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) return [];
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented)) value.WriteTo(json);
        return Encoding.UTF8.GetString(buffer.ToArray()).Split('\n').Select(line => $"{name}: {Printable.Of(line)}");
    }
}
