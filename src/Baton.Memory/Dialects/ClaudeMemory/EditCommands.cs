using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ClaudeMemory;

/// <summary><c>str_replace</c> and <c>insert</c>: changes within a file.</summary>
internal sealed class EditCommands(MemoryFiles files)
{
    private const int Around = 4;

    public async ValueTask<Outcome<ToolReply>> ReplaceAsync(MemoryCaller caller, string path, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await FileAsync(caller, path, cancellationToken)).TryGet(out var file, out var failure)) return failure;
        if (arguments.Text("old_str") is not { Length: > 0 } old) return FileReply.Wrong("'old_str' is required for str_replace.", "old_str");
        var text = FileText.Of(file);
        var places = Places(text, old);
        if (places.Count == 0)
        {
            return FileReply.Wrong($"No replacement was performed, old_str `{FileReply.Shown(Excerpt.Line(old, 400))}` did not appear verbatim in {FileReply.Shown(path)}.", "old_str");
        }
        if (places.Count > 1)
        {
            var lines = string.Join(", ", places.Select(place => FileText.LineAt(text, place).ToString(CultureInfo.InvariantCulture)));
            return FileReply.Wrong($"No replacement was performed. Multiple occurrences of old_str `{FileReply.Shown(Excerpt.Line(old, 400))}` in lines: {lines}. Please ensure it is unique", "old_str");
        }
        var fresh = arguments.Text("new_str") ?? "";
        var changed = string.Concat(text.AsSpan(0, places[0]), fresh, text.AsSpan(places[0] + old.Length));
        if (!(await files.WriteAsync(caller, file, changed, cancellationToken)).TryGet(out var updated, out failure)) return failure;
        var shown = FileText.Lines(FileText.Of(updated.Memory));
        var at = FileText.LineAt(changed, places[0]);
        var snippet = FileText.Numbered(shown, Math.Clamp(at - Around, 1, Math.Max(shown.Length, 1)), Math.Min(shown.Length, at + Around + fresh.AsSpan().Count('\n')));
        return FileReply.Of($"The memory file has been edited.\n{snippet}", arguments.Own(updated, FileText.Whole));
    }

    public async ValueTask<Outcome<ToolReply>> InsertAsync(MemoryCaller caller, string path, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await FileAsync(caller, path, cancellationToken)).TryGet(out var file, out var failure)) return failure;
        if (arguments.Text("insert_text") is not { } inserted) return FileReply.Wrong("'insert_text' is required for insert.", "insert_text");
        var text = FileText.Of(file);
        var lines = FileText.Lines(text);
        if (arguments.Integer("insert_line") is not { } line || line < 0 || line > lines.Length)
        {
            return FileReply.Wrong(string.Create(CultureInfo.InvariantCulture,
                $"Invalid `insert_line` parameter: {arguments.Integer("insert_line")}. It should be within the range of lines of the file: [0, {lines.Length}]"), "insert_line");
        }
        var offset = lines.Take((int)line).Sum(one => one.Length + 1);
        var before = offset > text.Length ? text + "\n" : text[..offset];
        var after = offset > text.Length ? "" : text[offset..];
        var between = after.Length > 0 && !inserted.EndsWith('\n') ? "\n" : "";
        if (!(await files.WriteAsync(caller, file, before + inserted + between + after, cancellationToken)).TryGet(out var updated, out failure)) return failure;
        return FileReply.Of($"The file {FileReply.Shown(path)} has been edited.", arguments.Own(updated, FileText.Whole));
    }

    private async ValueTask<Outcome<MemoryRecord>> FileAsync(MemoryCaller caller, string path, CancellationToken cancellationToken)
    {
        if (!(await files.FindAsync(caller, path, cancellationToken)).TryGet(out var found, out var failure)) return failure;
        return found.File is { } file ? file : FileReply.Missing(path);
    }

    private static List<int> Places(string text, string old)
    {
        var places = new List<int>();
        for (var at = text.IndexOf(old, StringComparison.Ordinal); at >= 0; at = text.IndexOf(old, at + 1, StringComparison.Ordinal)) places.Add(at);
        return places;
    }
}
