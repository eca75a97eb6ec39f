using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Text;

namespace Baton.Memory.Dialects.ClaudeMemory;

/// <summary>A memory as the text of a file, and back; and the way the tool shows text.</summary>
internal static class FileText
{
    /// <summary>What a remark is about when the text that an edit brings is not its reason: it was true of the file before.</summary>
    public const string Whole = "The file";

    public static string Of(MemoryRecord memory) => JsonContent.TextOf(memory);

    /// <summary>Content, or a JSON text where it is blank: a file may be empty, a memory's content may not.</summary>
    public static MemoryFields Into(MemoryFields fields, string text)
        => string.IsNullOrWhiteSpace(text)
            ? fields with { Value = Patch.Set(JsonText.Write(json => json.WriteStringValue(text))) }
            : fields with { Content = text };

    /// <summary>The lines, without an empty one after the last line break.</summary>
    public static ImmutableArray<string> Lines(string text)
    {
        var lines = text.Split('\n');
        return [.. lines[^1].Length == 0 ? lines[..^1] : lines];
    }

    /// <summary>Lines with their numbers, as <c>cat -n</c> shows them; nothing in them can look like a marker of recorded data.</summary>
    public static string Numbered(ImmutableArray<string> lines, int first, int last)
    {
        var text = new StringBuilder();
        for (var number = first; number <= last; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number,6}\t{lines[number - 1]}").Append('\n');
        }
        return MarkedBlock.Escape(text.ToString().TrimEnd('\n'));
    }

    /// <summary>The number of the line on which an offset lies.</summary>
    public static int LineAt(string text, int offset) => text.AsSpan(0, offset).Count('\n') + 1;

    /// <summary>A size as <c>du -h</c> shows it, in halves of a kilobyte.</summary>
    public static string Size(long bytes)
    {
        var kilobytes = Math.Ceiling(bytes / 512.0) / 2;
        return kilobytes < 1024 ? string.Create(CultureInfo.InvariantCulture, $"{kilobytes:0.0}K") : string.Create(CultureInfo.InvariantCulture, $"{kilobytes / 1024:0.0}M");
    }
}
