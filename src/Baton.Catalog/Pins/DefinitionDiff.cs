using System.Collections.Immutable;
using Baton.Catalog.Classification;
using Baton.Catalog.Definitions;

namespace Baton.Catalog.Pins;

/// <summary>Compares a server's tools as they were pinned with its tools as they are, and grades every difference.</summary>
public static class DefinitionDiff
{
    /// <summary>The differences, heaviest first; empty when nothing changed.</summary>
    /// <param name="pinned">The approved definitions.</param>
    /// <param name="current">What the server lists now.</param>
    public static ImmutableArray<ToolDrift> Compare(ImmutableArray<DeclaredTool> pinned, ImmutableArray<DeclaredTool> current, string? serverName = null)
    {
        var before = Classifier.Classify(pinned, serverName).ToDictionary(verdict => verdict.Name, StringComparer.Ordinal);
        var after = Classifier.Classify(current, serverName).ToDictionary(verdict => verdict.Name, StringComparer.Ordinal);
        var gone = before.Values.Where(verdict => !after.ContainsKey(verdict.Name)).ToList();
        var added = after.Values.Where(verdict => !before.ContainsKey(verdict.Name)).ToList();
        var drifts = ImmutableArray.CreateBuilder<ToolDrift>();
        foreach (var (was, now) in RenameMatcher.Match(gone, added))
        {
            gone.Remove(was);
            added.Remove(now);
            drifts.Add(Renamed(was, now, before.Keys));
        }
        foreach (var verdict in after.Values.Where(verdict => before.ContainsKey(verdict.Name)))
        {
            if (Changed(before[verdict.Name], verdict) is { } drift) drifts.Add(drift);
        }
        drifts.AddRange(added.Select(verdict => Added(verdict, before.Keys)));
        drifts.AddRange(gone.Select(verdict => new ToolDrift(verdict.Name, DriftKind.Removed, null, DriftGrade.Textual, [new(DriftGrade.Textual, "name", verdict.Name, null, "the tool is gone")])));
        return [.. drifts.OrderByDescending(drift => drift.Grade).ThenBy(drift => drift.Name, StringComparer.Ordinal)];
    }

    /// <summary>The differences between two definitions of one tool, or null when there is none.</summary>
    private static ToolDrift? Changed(ToolVerdict was, ToolVerdict now)
    {
        if (was.DefinitionHash == now.DefinitionHash) return null;
        var changes = Heaviest(Differences(was, now));
        if (changes is [] or [{ Grade: DriftGrade.Cosmetic }, ..] && !Wording.IsAllThatDiffers(was.Tool, now.Tool))
        {
            changes = [new(DriftGrade.Textual, "definition", null, null, "the definition is written differently"), .. changes];
        }
        return new ToolDrift(now.Name, DriftKind.Changed, null, changes[0].Grade, changes);
    }

    private static ToolDrift Renamed(ToolVerdict was, ToolVerdict now, IEnumerable<string> known)
    {
        var changes = Differences(was, now).Append(LookAlike(now, known, was.Name) ?? new(DriftGrade.Widening, "name", was.Name, Text.Printable.Of(now.Name), "a new name: rules made for the old one do not apply to it"));
        var sorted = Heaviest(changes);
        return new ToolDrift(now.Name, DriftKind.Renamed, was.Name, sorted[0].Grade, sorted);
    }

    private static ToolDrift Added(ToolVerdict now, IEnumerable<string> known)
    {
        var changes = new List<DefinitionChange>();
        if (LookAlike(now, known, null) is { } alike) changes.Add(alike);
        if (now.Has(Signals.SignalKind.Instruction) || now.Has(Signals.SignalKind.HiddenText))
        {
            changes.Add(new(DriftGrade.Hostile, "definition", null, now.Signals.First(signal => signal.Kind is Signals.SignalKind.Instruction or Signals.SignalKind.HiddenText).Quote, "a new tool that speaks to the model or hides text"));
        }
        changes.Add(new(DriftGrade.Widening, "name", null, Text.Printable.Of(now.Name), "a new tool"));
        var sorted = Heaviest(changes);
        return new ToolDrift(now.Name, DriftKind.Added, null, sorted[0].Grade, sorted);
    }

    // A name that looks like one that was approved, and is not it.
    private static DefinitionChange? LookAlike(ToolVerdict now, IEnumerable<string> known, string? previous)
    {
        var look = Text.Confusables.Look(now.Name);
        var twin = known.FirstOrDefault(name => name != now.Name && Text.Confusables.Look(name) == look);
        return twin is null || twin == previous && !Text.Confusables.IsMixed(now.Name) && !Text.Hidden.Any(now.Name) && SameLetters(twin, now.Name)
            ? null
            : new(DriftGrade.Hostile, "name", twin, Text.Printable.Of(now.Name), "the name looks like that of another tool");
    }

    private static bool SameLetters(string left, string right)
        => Text.NameTokens.Of(left).SequenceEqual(Text.NameTokens.Of(right));

    private static IEnumerable<DefinitionChange> Differences(ToolVerdict was, ToolVerdict now)
    {
        if (TextDiff.Compare("title", was.Tool.Title, now.Tool.Title) is { } title) yield return title;
        if (TextDiff.Compare("description", was.Tool.Description, now.Tool.Description) is { } description) yield return description;
        if (!DefinitionText.SameSchema(was.Tool.InputSchema, now.Tool.InputSchema))
        {
            foreach (var change in SchemaDiff.Compare(was.Tool.InputSchema, now.Tool.InputSchema)) yield return change;
            foreach (var change in SchemaTextDiff.Compare("inputSchema", was.Tool.InputSchema, now.Tool.InputSchema)) yield return change;
        }
        if (!DefinitionText.SameSchema(was.Tool.OutputSchema, now.Tool.OutputSchema))
        {
            yield return new(DriftGrade.Textual, "outputSchema", null, null, "what it answers is described differently");
            foreach (var change in SchemaTextDiff.Compare("outputSchema", was.Tool.OutputSchema, now.Tool.OutputSchema)) yield return change;
        }
        foreach (var change in ClaimDiff.Compare(was, now)) yield return change;
    }

    private static ImmutableArray<DefinitionChange> Heaviest(IEnumerable<DefinitionChange> changes)
        => [.. changes.OrderByDescending(change => change.Grade).ThenBy(change => change.Where, StringComparer.Ordinal)];
}
