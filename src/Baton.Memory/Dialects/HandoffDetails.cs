using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Text;

namespace Baton.Memory.Dialects;

/// <summary>What a handoff that other tools saved may have, and a dialect has no word of its own for: it is shown all the same.</summary>
internal static class HandoffDetails
{
    /// <summary>The lists that hold something, each by its native name; a dialect's own name for the next actions stays its own.</summary>
    public static void Write(Utf8JsonWriter json, Handoff handoff)
    {
        json.Texts("decisions", handoff.Decisions);
        json.Texts("pending", handoff.Pending);
        json.Texts("changed", handoff.Changed);
        json.Texts("blockers", handoff.Blockers);
        json.Files(handoff.Files);
    }

    /// <summary>The same as sections of Markdown, each after an empty line.</summary>
    public static string Sections(Handoff handoff)
    {
        var text = new StringBuilder();
        Section(text, "Decisions", handoff.Decisions);
        Section(text, "Pending", handoff.Pending);
        Section(text, "Changed", handoff.Changed);
        Section(text, "Blockers", handoff.Blockers);
        Section(text, "Files", [.. handoff.Files.Select(file => $"{file.Path} {file.Commit} {file.Note}".TrimEnd())]);
        return text.ToString();
    }

    /// <summary>Whether a text begins with what a summary says, as where the summary was made of it.</summary>
    public static bool Says(string text, string summary)
    {
        var line = Excerpt.OneLine(summary);
        var cut = line.LastIndexOf("… (+", StringComparison.Ordinal);
        return Excerpt.OneLine(text).StartsWith(cut < 0 ? line : line[..cut], StringComparison.Ordinal);
    }

    private static void Section(StringBuilder text, string heading, ImmutableArray<string> items)
    {
        if (!items.IsEmpty) text.Append("\n\n## ").Append(heading).Append('\n').AppendJoin("", items.Select(item => $"\n- {item}"));
    }
}
