using System.Globalization;
using Baton.Policy.Documents;
using Baton.Policy.Documents.Syntax;
using Baton.Policy.Json;
using Baton.Policy.Regexes;

namespace Baton.Policy.Import;

/// <summary>Imports the comparisons of arguments.</summary>
internal static class InterceptConditions
{
    private static readonly string[] Loose = ["eq", "neq", "in", "not_in", "contains"];
    private static readonly string[] Binary = ["lt", "lte", "gt", "gte"];

    public static LeafConfig Import(SyntaxNode condition, string path, string place, ProblemList problems)
    {
        var op = condition.Child("op")?.Text ?? "";
        var value = condition.Child("value");
        if (Array.IndexOf(Loose, op) >= 0 && value is not null && IsLoose(value))
        {
            problems.Warning("loose_equality", place, $"Intercept's `{op}` takes \"1\" for 1 and \"true\" for true, and compares numbers as binary fractions; here type and exact value must be equal.");
        }
        if (Array.IndexOf(Binary, op) >= 0)
        {
            problems.Warning("binary_numbers", place, $"Intercept's `{op}` compares binary fractions, which are not exact beyond 2^53; here decimals are exact, and NaN, text and huge numbers refuse.");
        }
        if (op == "regex" && value is not null && Re2Pattern.Parse(value.Text, ignoreCase: false, full: false, out _)?.IsUnanchored == true)
        {
            problems.Warning("unanchored_regex", place, "The pattern is found anywhere in the text, there and here: anchor it with ^ and $, or add \"full\": true.");
        }
        return new LeafConfig(path, op, value?.ToLiteral());
    }

    private static bool IsLoose(SyntaxNode value) => value.Kind switch
    {
        JsonKind.Array => value.Items.Exists(IsLoose),
        JsonKind.String => value.Text is "true" or "false" || double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => true,
    };
}
