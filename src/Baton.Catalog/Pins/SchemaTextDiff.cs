using System.Text.Json;
using Baton.Catalog.Signals;
using Baton.Catalog.Text;

namespace Baton.Catalog.Pins;

/// <summary>
/// Looks through every text of a schema, at any depth and under any keyword, for what was put in to speak to the model: a title, an
/// example or a default is read by it as a description is.
/// </summary>
internal static class SchemaTextDiff
{
    private const int MostTexts = 20_000;

    public static IEnumerable<DefinitionChange> Compare(string where, JsonElement before, JsonElement after)
    {
        var known = Texts(before).ToHashSet(StringComparer.Ordinal);
        foreach (var text in Texts(after).Where(text => !known.Contains(text)).Distinct(StringComparer.Ordinal))
        {
            if (Hidden.Any(text)) yield return new(DriftGrade.Hostile, where, null, Printable.Of(text), "characters that are not seen were put in");
            else if (InstructionPatterns.Find(text) is { } found) yield return new(DriftGrade.Hostile, where, null, Printable.Of(text), $"an instruction to the model: \"{Printable.Of(found)}\"");
        }
    }

    private static IEnumerable<string> Texts(JsonElement schema)
    {
        var open = new Stack<JsonElement>([schema]);
        for (var count = 0; count < MostTexts && open.TryPop(out var element); count++)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var member in element.EnumerateObject())
                    {
                        yield return member.Name;
                        open.Push(member.Value);
                    }
                    break;
                case JsonValueKind.Array:
                    foreach (var item in element.EnumerateArray()) open.Push(item);
                    break;
                case JsonValueKind.String:
                    yield return element.GetString()!;
                    break;
            }
        }
    }
}
