using System.Collections.Immutable;
using System.Text.Json;
using Baton.Catalog.Pins;
using Baton.Gateway.Pins;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>The words and lists of a pin's columns.</summary>
internal static class PinColumn
{
    private static readonly string[] States = ["approved", "held", "rejected", "replaced"];
    private static readonly string[] Grades = ["cosmetic", "textual", "additive", "widening", "hostile"];

    public static string Of(PinState state) => States[(int)state];

    public static PinState State(string word) => (PinState)Array.IndexOf(States, word);

    public static string Of(DriftGrade grade) => Grades[(int)grade];

    public static DriftGrade? Grade(string? word) => word is null ? null : (DriftGrade)Array.IndexOf(Grades, word);

    public static string Write(ImmutableArray<DefinitionChange> changes) => JsonColumn.Text(json =>
    {
        json.WriteStartArray();
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("grade"u8, Of(change.Grade));
            json.WriteString("where"u8, change.Where);
            if (change.Before is not null) json.WriteString("before"u8, change.Before);
            if (change.After is not null) json.WriteString("after"u8, change.After);
            json.WriteString("meaning"u8, change.Meaning);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    public static ImmutableArray<DefinitionChange> Changes(ReadOnlyMemory<byte> column)
    {
        using var document = JsonDocument.Parse(column);
        return [.. document.RootElement.EnumerateArray().Select(change => new DefinitionChange(
            Grade(Text(change, "grade"u8)) ?? DriftGrade.Textual, Text(change, "where"u8)!, Text(change, "before"u8), Text(change, "after"u8), Text(change, "meaning"u8)!))];
    }

    private static string? Text(JsonElement change, ReadOnlySpan<byte> key) => change.TryGetProperty(key, out var value) ? value.GetString() : null;
}
