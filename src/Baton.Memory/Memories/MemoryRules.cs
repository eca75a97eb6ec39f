using System.Text;
using Baton.Memory.Handoffs;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;

namespace Baton.Memory.Memories;

/// <summary>What a memory's fields may hold. Paths are relative; a batch puts its item's place before them.</summary>
internal static class MemoryRules
{
    public static Failure? Check(MemoryFields fields, MemoryLimits limits, string at)
        => (HandoffRules.Key(fields.Key, limits, "/key")
            ?? Content(fields, limits)
            ?? HandoffRules.Name("type", fields.Type, limits.NameLength)
            ?? HandoffRules.Title(fields.Title, limits)
            ?? HandoffRules.Name("thread", fields.Thread, limits.KeyLength)
            ?? HandoffRules.Tags(fields.Tags, limits)
            ?? Share("importance", fields.Importance)
            ?? Share("confidence", fields.Confidence)
            ?? HandoffRules.List("evidence", fields.Evidence, limits)
            ?? (fields.Layer.HasValue && !MemoryLayer.All.Contains(fields.Layer.Or("")) ? Fail.Invalid("layer is stated, hypothesis or verified.", "/layer") : null)
            ?? (fields.Supersedes.Length > limits.ListItems ? Fail.TooLarge("supersedes", fields.Supersedes.Length, limits.ListItems, "items", "/supersedes") : null))
            is { } failure ? At(failure, at) : null;

    /// <summary>What must hold of the whole record after a write.</summary>
    public static Failure? Check(MemoryRecord memory, string at)
    {
        var failure = memory.Content is null && memory.Value is null ? Fail.Invalid("A memory needs content or value.", "/content", "Pass content (text) or value (any JSON).")
            : memory.Layer == MemoryLayer.Verified && memory.Evidence.IsDefaultOrEmpty
                ? Fail.Invalid("A verified memory needs evidence.", "/evidence", "Say what verified it, or use layer stated.")
            : memory.ValidFrom is { } from && memory.ValidTo is { } to && to <= from
                ? Fail.Invalid("valid_to must lie after valid_from.", "/valid_to")
            : null;
        return failure is null ? null : At(failure, at);
    }

    public static Failure At(Failure failure, string at) => at.Length == 0 ? failure : failure with { Path = at + failure.Path };

    private static Failure? Content(MemoryFields fields, MemoryLimits limits)
    {
        if (fields.Content.HasValue && fields.Value.HasValue) return Fail.Invalid("Give content or value, not both.", "/value");
        if (fields.Content.HasValue && string.IsNullOrWhiteSpace(fields.Content.Or(""))) return Fail.Invalid("content is empty.", "/content");
        var content = Encoding.UTF8.GetByteCount(fields.Content.Or(""));
        if (content > limits.ContentBytes) return Fail.TooLarge("content", content, limits.ContentBytes, "bytes", "/content", "Save the essential part; put long text into a handoff's body.");
        var value = fields.Value.HasValue ? fields.Value.Or(default).Length : 0;
        return value > limits.ContentBytes ? Fail.TooLarge("value", value, limits.ContentBytes, "bytes", "/value") : null;
    }

    private static Failure? Share(string field, Patch<double> share)
        => share.HasValue && share.Or(0) is not (>= 0 and <= 1) ? Fail.Invalid($"{field} lies between 0 and 1.", "/" + field, null, 1) : null;
}
