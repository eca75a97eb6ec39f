using System.Text;
using Baton.Memory.Memories;
using Baton.Memory.Records;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>Claude Code's memory files and <c>CLAUDE.md</c>: each Markdown file is a memory, kept byte for byte.</summary>
internal sealed class ClaudeCodeFormat : IForeignFormat
{
    private const string System = "claude-code";
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public string Name => System;

    public bool Takes(string path) => path.EndsWith(".md", StringComparison.OrdinalIgnoreCase);

    public IEnumerable<ForeignItem> Read(ForeignFile file, ForeignOptions options)
    {
        var place = new ForeignPlace(file.Path);
        var bytes = file.Read();
        string? text = null;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // Told below: an iterator cannot give an item from here.
        }
        yield return text is null ? new ForeignItem.Problem(place, "The file is no UTF-8 text.")
            : string.IsNullOrWhiteSpace(text) ? new ForeignItem.Problem(place, "The file is empty.")
            : Memory(place, file, text, bytes, options);
    }

    private static ForeignItem.OfMemory Memory(ForeignPlace place, ForeignFile file, string text, byte[] bytes, ForeignOptions options)
    {
        var isInstruction = file.Path.EndsWith("CLAUDE.md", StringComparison.OrdinalIgnoreCase) || file.Path.EndsWith("CLAUDE.local.md", StringComparison.OrdinalIgnoreCase);
        var kind = Field(text, "type");
        var fields = new MemoryFields
        {
            Key = ForeignJson.Key(System, file.Path),
            Project = options.Project,
            Type = isInstruction ? "procedure" : kind switch { "user" or "feedback" => "preference", "reference" => MemoryType.Fact, _ => "context" },
            Title = Field(text, "name") ?? Heading(text) ?? file.Path,
            Content = text,
            Labels = ForeignJson.Labels(("file", file.Path), ("kind", kind), ("description", Field(text, "description"))),
        };
        return new ForeignItem.OfMemory(place, fields, ForeignJson.Digest(bytes), file.ModifiedAt);
    }

    /// <summary>A field of the lines between two <c>---</c> at a file's head.</summary>
    private static string? Field(string text, string name)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines[0].TrimEnd() != "---") return null;
        var field = lines.Skip(1).TakeWhile(line => line.TrimEnd() != "---").FirstOrDefault(line => line.TrimStart().StartsWith(name + ":", StringComparison.Ordinal));
        return field?[(field.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim().Trim('"') is { Length: > 0 } value ? value : null;
    }

    private static string? Heading(string text)
        => text.ReplaceLineEndings("\n").Split('\n').FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() is { Length: > 0 and <= 400 } heading ? heading : null;
}
