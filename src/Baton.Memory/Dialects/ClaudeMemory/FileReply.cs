using System.Text;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ClaudeMemory;

/// <summary>Replies in the tool's own words.</summary>
internal static class FileReply
{
    public static Failure Missing(string path, string argument = "path")
        => Fail.NotFound($"The path {Shown(path)} does not exist. Please provide a valid path.", $"/{argument}");

    /// <summary>Why nothing can be put at a path; null when it is free.</summary>
    /// <param name="place">What stands in the way.</param>
    /// <param name="path">Where it was to be put.</param>
    /// <param name="what">What the tool calls it when it exists already.</param>
    /// <param name="argument">The argument that named it.</param>
    public static Failure? Taken(Place place, string path, string what, string argument) => place.Path is null ? null
        : new Failure(FailureCode.Duplicate, place.Path != path ? $"{Shown(place.Path)} is a file, so nothing can be put below it"
            : place.IsFolder ? $"{what} {Shown(path)} already exists and is a directory" : $"{what} {Shown(path)} already exists") { Path = $"/{argument}" };

    public static Failure Wrong(string message, string argument) => Fail.Invalid(message, $"/{argument}");

    /// <summary>A refusal reads as the tool's own would.</summary>
    public static ToolReply Of(Failure failure) => new() { Text = failure.Hint is { } hint ? $"Error: {failure.Message} {hint}" : $"Error: {failure.Message}", Failure = failure };

    public static ToolReply Of(string text, string path, Action<Utf8JsonWriter>? members = null) => Reply.Of(text, json =>
    {
        json.WriteString("path", path);
        members?.Invoke(json);
    });

    /// <summary>What a write left: the file's version, and what was replaced in it.</summary>
    public static ToolReply Of(string text, MemoryUpdated updated)
        => Of(Notes.After(text, updated.Redacted, updated.Warnings), updated.Memory.Key!, json =>
        {
            Members(json, updated.Memory, FileText.Of(updated.Memory));
            json.Redacted(updated.Redacted);
            json.AllTexts("notes", updated.Warnings);
        });

    public static void Members(Utf8JsonWriter json, MemoryRecord file, string text)
    {
        json.WriteString("id", file.Id);
        json.WriteNumber("version", file.Version);
        json.WriteNumber("bytes", Encoding.UTF8.GetByteCount(text));
    }

    public static string Shown(string text) => MarkedBlock.Escape(text);
}
