using Baton.Catalog.Classification;

namespace Baton.Catalog.Pins;

/// <summary>What changed in the claims, and in what the catalogue concludes.</summary>
internal static class ClaimDiff
{
    public static IEnumerable<DefinitionChange> Compare(ToolVerdict before, ToolVerdict after)
    {
        var (was, now) = (before.Annotations.Claims, after.Annotations.Claims);
        foreach (var change in Hint("readOnlyHint", was.ReadOnly, now.ReadOnly, lostAt: true, "the server no longer says that it only reads")) yield return change;
        foreach (var change in Hint("destructiveHint", was.Destructive, now.Destructive, lostAt: false, "the server no longer says that it destroys nothing")) yield return change;
        foreach (var change in Hint("idempotentHint", was.Idempotent, now.Idempotent, lostAt: true, "the server no longer says that it can be repeated")) yield return change;
        foreach (var change in Hint("openWorldHint", was.OpenWorld, now.OpenWorld, lostAt: false, "the server no longer says that it stays inside")) yield return change;
        if (after.Severity > before.Severity)
        {
            yield return new(DriftGrade.Widening, "severity", Words.Of(before.Severity), Words.Of(after.Severity), "the tool can do more harm than before");
        }
        if (after.Category != before.Category)
        {
            yield return new(DriftGrade.Widening, "category", Words.Of(before.Category), Words.Of(after.Category), "the tool does something else than before");
        }
    }

    private static IEnumerable<DefinitionChange> Hint(string name, bool? was, bool? now, bool lostAt, string lost)
    {
        if (was == now) yield break;
        var isLost = was == lostAt;
        yield return new(isLost ? DriftGrade.Widening : DriftGrade.Textual, $"annotations.{name}", Show(was), Show(now), isLost ? lost : "a claim changed");
    }

    private static string? Show(bool? value) => value switch { true => "true", false => "false", null => null };
}
