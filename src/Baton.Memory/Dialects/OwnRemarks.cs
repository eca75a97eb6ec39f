using System.Collections.Immutable;
using Baton.Memory.Agents;
using Baton.Memory.Handoffs;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Safety;
using Baton.Memory.Sessions;
using Baton.Memory.Tasks;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects;

/// <summary>
/// What a native operation remarked about its fields, said of the arguments that the caller gave. One argument may have become
/// several fields, and several one, so the arguments themselves are looked through: each is named where it holds what was found.
/// </summary>
internal static class OwnRemarks
{
    private static readonly Project Any = new() { Name = "", CreatedAt = default };

    /// <summary>Secrets that were replaced, at the arguments that held them; what none holds alone at the field's own name.</summary>
    public static ImmutableArray<Redaction> Own(this Arguments arguments, ImmutableArray<Redaction> redacted)
    {
        if (redacted.IsDefaultOrEmpty) return redacted;
        var kinds = redacted.Select(found => found.Kind).ToHashSet(StringComparer.Ordinal);
        var held = Screen(arguments).Redacted.Where(found => kinds.Contains(found.Kind)).ToList();
        var others = redacted.Where(found => held.TrueForAll(own => own.Kind != found.Kind))
            .GroupBy(found => (Path: arguments.Names.Said(found.Path), found.Kind)).Select(same => new Redaction(same.Key.Path, same.Key.Kind, same.Max(found => found.Count)));
        return [.. held, .. others];
    }

    /// <summary>Remarks that begin with a field's place, beginning with the argument's instead; each once.</summary>
    public static ImmutableArray<string> Own(this Arguments arguments, ImmutableArray<string> warnings, string? whole = null)
    {
        if (warnings.IsDefaultOrEmpty || !warnings.Any(warning => warning.StartsWith('/'))) return warnings;
        var own = Screen(arguments).Warnings;
        return [.. warnings.SelectMany(warning => Said(arguments, own, warning, whole)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A refusal, said of the argument that it is about.</summary>
    public static Failure Own(this Arguments arguments, Failure failure)
    {
        if (PlaceOf(failure.Message) is not { } place) return arguments.Names.Said(failure);
        var (screening, rest) = (Screen(arguments), failure.Message[place.Length..]);
        var held = screening.Redacted.Where(found => rest.StartsWith($" holds a secret ({found.Kind})", StringComparison.Ordinal)).Select(found => found.Path)
            .Concat(screening.Suspicious.Where(mark => rest.StartsWith($" {mark.Reason},", StringComparison.Ordinal)).Select(mark => mark.Path)).FirstOrDefault();
        return held is null ? arguments.Names.Said(failure) : failure with { Path = held, Message = held + rest };
    }

    public static HandoffSaved Own(this Arguments arguments, HandoffSaved saved) => saved with { Redacted = arguments.Own(saved.Redacted), Warnings = arguments.Own(saved.Warnings) };

    public static HandoffUpdated Own(this Arguments arguments, HandoffUpdated updated) => updated with { Redacted = arguments.Own(updated.Redacted), Warnings = arguments.Own(updated.Warnings) };

    public static MemoriesSaved Own(this Arguments arguments, MemoriesSaved saved) => saved with { Redacted = arguments.Own(saved.Redacted), Warnings = arguments.Own(saved.Warnings) };

    /// <param name="arguments">What the caller gave.</param>
    /// <param name="updated">What the native operation did.</param>
    /// <param name="whole">What to say a remark of that none of the arguments is the reason for, since it was true before; null for the argument that became the field.</param>
    public static MemoryUpdated Own(this Arguments arguments, MemoryUpdated updated, string? whole = null)
        => updated with { Redacted = arguments.Own(updated.Redacted), Warnings = arguments.Own(updated.Warnings, whole) };

    public static NoticesSent Own(this Arguments arguments, NoticesSent sent) => sent with { Redacted = arguments.Own(sent.Redacted), Warnings = arguments.Own(sent.Warnings) };

    public static SessionClosed Own(this Arguments arguments, SessionClosed closed) => closed with { Redacted = arguments.Own(closed.Redacted), Warnings = arguments.Own(closed.Warnings) };

    public static TaskWritten Own(this Arguments arguments, TaskWritten written) => written with { Redacted = arguments.Own(written.Redacted), Warnings = arguments.Own(written.Warnings) };

    private static List<string> Said(Arguments arguments, ImmutableArray<string> own, string warning, string? whole)
    {
        if (PlaceOf(warning) is not { } path) return [warning];
        var rest = warning[path.Length..];
        var same = own.Where(other => PlaceOf(other) is { } place && other.AsSpan(place.Length).SequenceEqual(rest)).ToList();
        return same.Count > 0 ? same : [(whole ?? arguments.Names.Said(path)) + rest];
    }

    /// <summary>The place that a remark begins with; null when it begins otherwise.</summary>
    private static string? PlaceOf(string remark)
        => remark.StartsWith('/') && remark.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? remark[..end] : null;

    private static Screening Screen(Arguments arguments)
    {
        var screening = new Screening(Any);
        foreach (var (name, value) in arguments.All()) Look(screening, "/" + name, value);
        return screening;
    }

    private static void Look(Screening screening, string path, object value)
    {
        switch (value)
        {
            case string text: screening.Text(path, text); break;
            case ImmutableArray<string> texts: screening.List(path, texts); break;
            case ReadOnlyMemory<byte> { IsEmpty: false } json: screening.Json(path, json); break;
        }
    }
}
