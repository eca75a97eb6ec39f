using System.Globalization;
using System.Text;
using Baton.Policy.Documents;
using Baton.Policy.Json;

namespace Baton.Policy.Compilation;

/// <summary>Turns the names of weekdays into ISO 8601 numbers, Monday being 1.</summary>
internal static class Weekdays
{
    private static readonly string[] Names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static JsonLiteral? Normalize(JsonLiteral? value, string pointer, ProblemList problems)
    {
        if (value is null) return null;
        var list = value.View.Kind == JsonKind.Array;
        var numbers = new StringBuilder(list ? "[" : "");
        var first = true;
        foreach (var view in list ? Elements(value.View) : [value.View])
        {
            if (Number(view) is not { } number)
            {
                problems.Error("operand", pointer, $"{view} is not a weekday: write {string.Join(", ", Names)}, or 1 (Monday) to 7.");
                return null;
            }
            if (!first) numbers.Append(',');
            numbers.Append(number.ToString(CultureInfo.InvariantCulture));
            first = false;
        }
        return JsonLiteral.Parse(numbers.Append(list ? "]" : "").ToString());
    }

    private static List<JsonView> Elements(JsonView view)
    {
        var elements = new List<JsonView>();
        foreach (var element in view.Elements()) elements.Add(element);
        return elements;
    }

    private static int? Number(JsonView view)
    {
        if (view.Kind == JsonKind.Number) return view.GetNumber() is { IsInteger: true, IsOrdered: true } number && number.ToDecimal() is >= 1 and <= 7 and var day ? (int)day : null;
        if (view.Kind != JsonKind.String) return null;
        var name = view.GetString().ToLowerInvariant();
        var at = Array.FindIndex(Names, full => full == name || full[..3] == name);
        return at < 0 ? null : at + 1;
    }
}
