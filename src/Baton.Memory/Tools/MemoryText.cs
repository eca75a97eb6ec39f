using System.Globalization;
using System.Text;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Text;
using Baton.Memory.Time;

namespace Baton.Memory.Tools;

/// <summary>Memories as text for the model, each inside a marked block.</summary>
internal static class MemoryText
{
    public static void Append(StringBuilder text, MemoryRecord memory, string? shown = null)
        => MarkedBlock.Append(text, Label(memory), shown ?? Content(memory));

    public static string Receipt(string what, MemoryRecord memory)
        => string.Create(CultureInfo.InvariantCulture, $"{what} {memory.Id} version {memory.Version}, project {HandoffText.Word(memory.Project)}.");

    private static string Content(MemoryRecord memory)
    {
        var text = new StringBuilder();
        if (memory.Key is { } key) text.Append("Key: ").Append(key).Append('\n');
        if (memory.Title is { } title) text.Append("Title: ").Append(title).Append('\n');
        if (memory.ValidTo is { } end) text.Append("True until: ").Append(Instants.Format(end)).Append('\n');
        if (memory.SupersededBy is { } by) text.Append("Superseded by: ").Append(by).Append('\n');
        return text.Append(MemoryRow.TextOf(memory)).ToString();
    }

    public static BlockLabel Label(MemoryRecord memory)
        => new(memory.Id, HandoffText.Author(memory.SavedBy ?? memory.By), memory.Project, Instants.Format(memory.SavedAt ?? memory.UpdatedAt),
            HandoffText.Trust(memory.Suspicious.Select(mark => mark.Reason), memory.Layer));
}
