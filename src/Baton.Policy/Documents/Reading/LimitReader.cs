using System.Globalization;
using Baton.Policy.Documents.Shapes;
using Baton.Policy.Documents.Syntax;
using Baton.Policy.Json;

namespace Baton.Policy.Documents.Reading;

/// <summary>Reads limits and their short form.</summary>
internal static class LimitReader
{
    // 366 days; what is beyond is told as it stands.
    private const int LongestSeconds = 31_622_400;

    public static LimitConfig? Read(SyntaxNode node, string place, ProblemList problems)
    {
        var reader = new ObjectReader(node, Language.Limit, place, problems);
        if (!reader.IsObject) return null;
        var counter = reader.Text("counter");
        return new LimitConfig(
            counter ?? "",
            Window(reader, problems),
            reader.Word<WindowAlign>("align"),
            reader.Text("tz"),
            reader.Decimal("max"),
            reader.Word<LimitScope>("scope"),
            reader.Word<LimitScope>("else"),
            reader.Find("cost") is { } cost && new ObjectReader(cost, Language.Cost, reader.At("cost"), problems).Text("path") is { } path ? new CostConfig(path) : null,
            reader.Decimal("min_cost"),
            (int?)reader.Integer("concurrent", 0, 1_000_000),
            reader.Word<ExceedAction>("on_exceed"),
            reader.Word<SameCalls>("same"));
    }

    public static RateLimitConfig? ReadRate(SyntaxNode node, string place, ProblemList problems)
    {
        if (node.Kind == JsonKind.String) return ReadShort(node.Text, place, problems);
        var reader = new ObjectReader(node, Language.RateLimit, place, problems);
        var max = reader.Decimal("max");
        var window = Window(reader, problems);
        return window is null ? null : new RateLimitConfig(max ?? 0, window) { LacksMax = max is null };
    }

    private static RateLimitConfig? ReadShort(string text, string place, ProblemList problems)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && decimal.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var max) && max <= 1_000_000_000_000_000)
        {
            return new RateLimitConfig(max, text[(slash + 1)..]);
        }
        problems.Error("rate_limit", place, "A rate is written as \"10/minute\": a whole number, a slash, and second, minute, hour, day, week or month.");
        return null;
    }

    private static string? Window(ObjectReader reader, ProblemList problems)
    {
        if (reader.Find("window") is not { } node) return null;
        if (node.Kind == JsonKind.Number && ObjectReader.WholeNumber(node) is >= 1 and <= LongestSeconds and var seconds) return seconds.ToString(CultureInfo.InvariantCulture);
        if (node.Kind is JsonKind.Number or JsonKind.String) return node.Text;
        ObjectReader.Expect(problems, node, JsonKind.String, reader.At("window"), "A word such as \"minute\", a number of seconds or a duration such as \"PT5M\"");
        return null;
    }
}
