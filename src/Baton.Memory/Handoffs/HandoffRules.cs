using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Keys;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Safety;

namespace Baton.Memory.Handoffs;

/// <summary>What a handoff's fields may hold, whoever calls: tools, commands and dialects.</summary>
internal static class HandoffRules
{
    /// <summary>What an append calls the text it brings; the record has it at the end of its body.</summary>
    public const string Chunk = "/chunk";

    public static Failure? Check(HandoffSaveRequest request, MemoryLimits limits)
        => Summary(request.Summary, limits)
        ?? Key(request.Key, limits, "/key")
        ?? Name("thread", request.Thread, limits.KeyLength)
        ?? Name("to", request.To, limits.NameLength)
        ?? Title(request.Title, limits)
        ?? Body(request.Body.HasValue ? request.Body.Or(default).Length : 0, limits, "/body")
        ?? List("decisions", request.Decisions, limits)
        ?? List("pending", request.Pending, limits)
        ?? List("changed", request.Changed, limits)
        ?? List("next_actions", request.NextActions, limits)
        ?? List("blockers", request.Blockers, limits)
        ?? List("refs", request.Refs, limits)
        ?? Tags(request.Tags, limits)
        ?? Count("files", request.Files.Or([]).Length, limits)
        ?? Files(request.Files.Or([]), limits)
        ?? Status(request.Status)
        ?? (request.Priority.Or(0) is < -1 or > 1 ? Fail.Invalid("priority is -1, 0 or 1.", "/priority") : null);

    public static Failure? Summary(string summary, MemoryLimits limits)
        => string.IsNullOrWhiteSpace(summary)
            ? Fail.Invalid("summary is empty.", "/summary", "Say in a sentence or two what was done and what comes next.")
            : Fail.IfOver("summary", summary, limits.SummaryBytes, "/summary");

    public static Failure? Body(long bytes, MemoryLimits limits, string path)
        => bytes > limits.BodyBytes
            ? Fail.TooLarge("The body", bytes, limits.BodyBytes, "bytes", path, "Save the essential part, or split it over several handoffs.")
            : null;

    public static Failure? Key(string? key, MemoryLimits limits, string path)
    {
        if (key is null) return null;
        if (KeyRules.Normalise(key, limits.KeyLength, out var problem) is not null) return Secret("The key", key, path);
        return Fail.Invalid($"The key {problem}.", path, "Use 1 to 200 characters without control characters.", limits.KeyLength);
    }

    public static Failure? Name(string field, Patch<string> name, int longest)
    {
        if (!name.HasValue) return null;
        return KeyRules.Normalise(name.Or(""), longest, out var problem) is not null
            ? Secret(field, name.Or(""), "/" + field)
            : Fail.Invalid($"{field} {problem}.", "/" + field, null, longest);
    }

    public static Failure? Title(Patch<string> title, MemoryLimits limits)
    {
        var length = title.Or("").EnumerateRunes().Count();
        return length > limits.TitleLength ? Fail.TooLarge("title", length, limits.TitleLength, "characters", "/title") : null;
    }

    public static Failure? List(string field, Patch<ImmutableArray<string>> list, MemoryLimits limits)
    {
        var items = list.Or([]);
        if (Count(field, items.Length, limits) is { } failure) return failure;
        for (var i = 0; i < items.Length; i++)
        {
            if (Encoding.UTF8.GetByteCount(items[i]) > limits.ItemBytes)
            {
                return Fail.TooLarge($"Item {i} of {field}", Encoding.UTF8.GetByteCount(items[i]), limits.ItemBytes, "bytes", $"/{field}/{i}",
                    "Keep items short; put long text into body.");
            }
        }
        return null;
    }

    public static Failure? Tags(Patch<ImmutableArray<string>> tags, MemoryLimits limits)
    {
        var items = tags.Or([]);
        if (Count("tags", items.Length, limits) is { } failure) return failure;
        for (var i = 0; i < items.Length; i++)
        {
            if (KeyRules.Normalise(items[i], limits.NameLength, out var problem) is null)
            {
                return Fail.Invalid($"Tag {i} {problem}.", $"/tags/{i}", null, limits.NameLength);
            }
        }
        return null;
    }

    public static Failure? Status(Patch<string> status)
    {
        if (!status.HasValue) return null;
        var value = status.Or("");
        if (value == HandoffStatus.Claimed) return Fail.Invalid("A handoff becomes claimed by claiming it.", "/status", "Call handoff_claim.");
        return HandoffStatus.All.Contains(value)
            ? null
            : Fail.Invalid($"'{Baton.Memory.Text.Excerpt.Line(value, 40)}' is no status.", "/status", "Use open, done or archived.");
    }

    /// <summary>A name is shown everywhere and must stay what it was to be found: a secret in one is refused, not replaced.</summary>
    private static Failure? Secret(string what, string name, string path)
        => SecretScanner.Find(name) is [var found, ..]
            ? Fail.Invalid($"{what} holds a secret ({found.Kind}).", path, "Choose a name that gives nothing away.")
            : null;

    private static Failure? Count(string field, int count, MemoryLimits limits)
        => count > limits.ListItems
            ? Fail.TooLarge(field, count, limits.ListItems, "items", "/" + field, "Group or shorten; put long lists into body.")
            : null;

    private static Failure? Files(ImmutableArray<FileNote> files, MemoryLimits limits)
    {
        for (var i = 0; i < files.Length; i++)
        {
            var failure = string.IsNullOrWhiteSpace(files[i].Path) ? Fail.Invalid($"File {i} has no path.", $"/files/{i}/path")
                : Fail.IfOver($"The path of file {i}", files[i].Path, limits.ItemBytes, $"/files/{i}/path")
                ?? Fail.IfOver($"The note of file {i}", files[i].Note ?? "", limits.ItemBytes, $"/files/{i}/note")
                ?? Fail.IfOver($"The commit of file {i}", files[i].Commit ?? "", limits.NameLength, $"/files/{i}/commit");
            if (failure is not null) return failure;
        }
        return null;
    }
}
